#!/usr/bin/env node
// `releve`: TypeScript is run as it is written, put together into few files first (docs/decisions/0005).
import { fileURLToPath } from "node:url";
import { built } from "./built.mjs";

const { main } = await program();
process.exitCode = await main(process.argv.slice(2));
// All is closed by now. A connection that kafkajs forgot while its broker was away must not keep the process, and make an
// orderly end look like a failed one.
setTimeout(() => process.exit(), 2_000).unref();

/** From what was put together, its errors told by the lines that were written; else from the sources, one by one. */
async function program() {
  const file = await built().catch(() => undefined);
  if (file !== undefined) {
    process.setSourceMapsEnabled(true);
    return import(file);
  }
  const { register } = await import("tsx/esm/api");
  // Its own settings, whatever folder it is called from.
  register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });
  return import("./main.ts");
}
