#!/usr/bin/env node
// `releve`: TypeScript is run as it is (docs/decisions/0005).
import { register } from "tsx/esm/api";

register();
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
