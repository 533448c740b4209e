import { defineConfig } from "vitest/config";

const project = (name: string, testTimeout: number) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], pool: "forks" as const, testTimeout, hookTimeout: 120_000 },
});
export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default"],
    projects: [project("unit", 20_000), project("contract", 120_000), project("model", 300_000), project("e2e", 240_000)],
  },
});
