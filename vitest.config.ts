import { defineConfig } from "vitest/config";

const project = (name: string, testTimeout: number) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    pool: "forks" as const,
    isolate: name !== "unit",
    testTimeout,
    hookTimeout: 120_000,
    // Tests of one file that run at once start processes: two cores carry no more.
    maxConcurrency: 3,
  },
});
/** `npm test` leaves two out: `demo` lives through two whole years, `long` serves, rebuilds, backs up, proves and decides end to end. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default"],
    projects: [
      project("unit", 20_000),
      project("contract", 120_000),
      project("model", 300_000),
      project("e2e", 240_000),
      project("long", 240_000),
      project("demo", 480_000),
    ],
  },
});
