// What the real tables answer for histories, in the same words as the naive model.
import { loadCorrections } from "../../dashboards/queries/corrections.ts";
import { Decider } from "../../dashboards/queries/decide.ts";
import { declarationsInForce } from "../../dashboards/queries/declarations.ts";
import { type Frame, openFrame } from "../../dashboards/queries/frame.ts";
import { loadLines } from "../../dashboards/queries/lines.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import type { Declaration } from "../../schemas/source.ts";
import { type Answers, cellAnswer, figureAnswer, type Point } from "./compare.ts";
import { CORRECTION } from "./naive.ts";

export interface ActualAnswers {
  readonly cells: Answers;
  readonly figures: Answers;
}

/** Cells and figures of startups at points that share one `asOf`. */
export async function actualAt(
  warehouse: CanQuery,
  asOf: number,
  asked: ReadonlyMap<string, readonly Point[]>,
  into: Map<string, ActualAnswers>,
): Promise<void> {
  const frame: Frame = await openFrame(warehouse, asOf);
  const [lines, declarations, corrections] = await Promise.all([
    loadLines(warehouse, frame, { startups: [...asked.keys()] }),
    declarationsInForce(warehouse, frame),
    loadCorrections(warehouse, frame, [...asked.keys()]),
  ]);
  for (const [startup, points] of asked) {
    const answers = into.get(startup) ?? { cells: new Map(), figures: new Map() };
    into.set(startup, answers);
    const sources = lines.get(startup) ?? new Map();
    const declaration = declarations.get(startup);
    for (const point of points)
      answer(
        answers,
        point,
        new Decider(point.day, declaration ?? NONE, sources, corrections.get(startup)),
        sources,
        declaration,
      );
  }
}
const NONE: Declaration = {
  startup: "none",
  name: "none",
  pitch: "",
  owner: "",
  sources: [],
  order: {},
  parts: {},
  milestones: [],
};

function answer(
  { cells, figures }: ActualAnswers,
  point: Point,
  decider: Decider,
  sources: ConstructorParameters<typeof Decider>[2],
  declaration: Declaration | undefined,
): void {
  for (const [source, { lines }] of sources)
    for (const [key, { cell }] of lines) {
      const word = decider.word(source, key, cell);
      if (word && !word.expired && word.value !== undefined) cells.set(...cellAnswer(point, source, key, word.value));
    }
  if (!declaration) return;
  for (const figure of decider.decisions().filter(({ value, conflict }) => value !== undefined || conflict))
    figures.set(
      ...figureAnswer(point, figure.key, {
        value: figure.value,
        source: figure.sources.join("+") || CORRECTION,
        conflict: figure.conflict !== undefined,
      }),
    );
}
