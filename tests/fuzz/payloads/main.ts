// `npm run payload-fuzz -- --cases 100000 --seed 1`: 200 malformed payloads by hand, and generated ones, through the real log,
// processor and warehouse. Nothing may crash, nothing may be said that the bytes do not say, and every refusal has its reason.
import { parseArgs } from "node:util";
import { tell } from "../../support/tell.ts";
import { runPayloads } from "./run.ts";

const { values } = parseArgs({
  options: { cases: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});
const { line, isGood } = await runPayloads({ cases: Number(values.cases), seed: Number(values.seed), tell });
tell(line);
process.exitCode = isGood ? 0 : 1;
