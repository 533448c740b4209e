#!/usr/bin/env node
// `releve`: TypeScript is run as it is (docs/decisions/0005).
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

// Its own settings, whatever folder it is called from.
register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
// All is closed by now. A connection that kafkajs forgot while its broker was away must not keep the process, and make an
// orderly end look like a failed one.
setTimeout(() => process.exit(), 2_000).unref();
