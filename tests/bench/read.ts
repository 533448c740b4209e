// From a fact's bytes to a validated statement, beside JSON.parse of the answers' bodies, already unpacked.
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import { factOf, readPull } from "../../processors/bytes.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { cellKey } from "../../schemas/statement.ts";
import { type Generated, generate } from "./generate.ts";
import { type Answer, measure, type Terms, timed } from "./harness.ts";

export async function benchRead(terms: Terms, quick: boolean): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const cells of quick ? [100] : [100, 1000, 23_500]) {
    const load = {
      startups: 2,
      statements: Math.ceil((quick ? 20_000 : 400_000) / cells / 2),
      cells,
      changing: 1,
      seed: 3,
    };
    const facts = [...generate(load)];
    expectSame(facts);
    const valid = facts.filter(({ stated }) => stated !== undefined);
    const contestants = [
      { name: "Relevé: fact → statement", run: () => timed(() => facts.forEach(statementOf)) },
      {
        name: "JSON.parse of the same bodies",
        run: () =>
          timed(() => {
            for (const { body } of valid) JSON.parse(body.toString());
          }),
      },
    ];
    const name = `read and validate: answers of ${cells} cells`;
    answers.push(await measure({ name, unit: "cells", units: valid.length * cells, contestants }, terms));
  }
  return answers;
}

function statementOf({ value, moment }: Generated) {
  const fact = factOf(value);
  if (fact.type !== "endpoint.answered") throw new Error(`made up as an answer, read as ${fact.type}`);
  try {
    return readPull(fact, { moment, off: 0 }, readAnswer);
  } catch (error) {
    if (error instanceof AnswerError) return undefined; // one of the web pages
    throw error;
  }
}

/** Every cell and value, before any rate is told. */
function expectSame(facts: readonly Generated[]): void {
  for (const fact of facts) {
    const statement = statementOf(fact);
    if (!statement || !fact.stated) {
      if (statement || fact.stated) throw new Error("an answer was wrongly refused or wrongly read");
      continue;
    }
    const read = new Map<string, string | null>();
    for (const { shape, code, first, last, value } of statement.cells.values())
      read.set(cellKey({ ...shape, code, first, last }), value);
    if (read.size !== fact.stated.length) throw new Error(`${read.size} cells were read, not ${fact.stated.length}`);
    for (const [key, value] of fact.stated)
      if (read.get(key) !== value) throw new Error(`${key} was read as ${read.get(key)}, not ${value}`);
  }
}
