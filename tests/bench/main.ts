// `npm run bench`: Relevé's rates, each beside its floor in the same run, after the outcome was checked cell by cell.
import { parseArgs } from "node:util";
import { benchCompare } from "./compare.ts";
import { end, endLoads } from "./end.ts";
import { type Answer, machine, type Terms } from "./harness.ts";
import { history } from "./history.ts";
import { benchInsert } from "./insert.ts";
import { benchLog } from "./log.ts";
import { openPlace, type Place, versions } from "./place.ts";
import { push } from "./push.ts";
import { benchRead } from "./read.ts";
import { benchRound } from "./round.ts";
import { typical } from "./typical.ts";

const MEASURES = ["log", "read", "compare", "insert", "end", "kafka", "typical", "history", "round", "push"] as const;
type Measure = (typeof MEASURES)[number];
const HELP = `Usage: npm run bench -- [--only ${MEASURES.join(",")}] [--rounds 5] [--cells 1000] [--quick] [--loaded] [--json]

  --only    these measures; "kafka" adds the processor on Kafka to "end"
  --rounds  counted rounds, 5 or more; each runs all contestants in turn
  --cells   only the loads of "end" whose answers have so many cells: 100, 1000, 23500
  --quick   small sizes and 2 rounds: shows that the bench works, its ratios say little
  --loaded  print ratios though the machine was loaded or rounds differ by more than 25 %, and say so
  --json    one JSON document on stdout, the lines for people on stderr
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      rounds: { type: "string" },
      cells: { type: "string" },
      quick: { type: "boolean", default: false },
      loaded: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const write = (line: string) => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
  if (values.help) {
    write(HELP);
    return 0;
  }
  const only = measuresOf(values.only);
  const rounds = roundsOf(values.rounds, values.quick);
  const terms: Terms = { rounds, loaded: values.loaded || values.quick, say: write };
  const command = ["npm run bench --", ...process.argv.slice(2)].join(" ");
  const place = await openPlace();
  try {
    const about = { command, machine: machine(), versions: await versions(place) };
    write(`${about.command}\n${about.machine}\n${about.versions}\n`);
    const answers = await answer(place, terms, only, values.quick, values.cells);
    if (values.json) process.stdout.write(`${JSON.stringify({ ...about, rounds, answers }, null, 2)}\n`);
    return 0;
  } finally {
    await place.close();
  }
}

async function answer(
  place: Place,
  terms: Terms,
  only: readonly Measure[],
  quick: boolean,
  cells?: string,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  if (only.includes("log")) answers.push(...(await benchLog(place, terms, quick)));
  if (only.includes("read")) answers.push(...(await benchRead(terms, quick)));
  if (only.includes("compare")) answers.push(await benchCompare(place, terms, quick));
  if (only.includes("insert")) answers.push(...(await benchInsert(place, terms, quick)));
  if (only.includes("end") || only.includes("kafka"))
    for (const load of endLoads(quick).filter((one) => !cells || cells.split(",").includes(String(one.cells))))
      answers.push(await end(place, terms, load, only.includes("kafka")));
  const year = only.includes("typical") ? await typical(place, terms, quick) : undefined;
  const past = only.includes("history") ? await history(place, terms, quick) : [];
  const round = only.includes("round") ? [await benchRound(terms)] : [];
  const pushes = only.includes("push") ? await push(place, terms, quick) : [];
  return [...answers, ...(year ? [year] : []), ...past, ...round, ...pushes];
}

function measuresOf(text: string | undefined): readonly Measure[] {
  if (text === undefined) return MEASURES;
  const names = text.split(",").map((name) => (name === "stage" ? "compare" : name));
  const wrong = names.filter((name) => !MEASURES.includes(name as Measure));
  if (wrong.length > 0) throw new Error(`--only ${wrong.join(",")}: there is ${MEASURES.join(", ")}`);
  return names as Measure[];
}

function roundsOf(text: string | undefined, quick: boolean): number {
  const rounds = text === undefined ? (quick ? 2 : 5) : Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${text}: a whole number, 5 or more`);
  return rounds;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `The bench did not end: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  },
);
