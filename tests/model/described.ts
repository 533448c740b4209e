// A history in words, for whoever looks for the fact that two answers differ by.
import type { Row } from "../../schemas/statement.ts";
import type { Fact, Mapping } from "./naive-facts.ts";
import { recordedTimes, statements, type Verdict } from "./naive-verdicts.ts";

/** A history in words, a fact a line (and a line a row), with what became of each fact. */
export function described(facts: readonly Fact[]): string {
  const verdicts = statements(facts, facts[0]?.startup ?? "");
  const times = recordedTimes(facts);
  return facts
    .map((fact) => {
      const id = fact.id === `fact-${fact.off}` ? "" : ` (id of ${fact.id})`;
      const head = `${fact.off}${id} recorded ${instant(times.get(fact.off)!)} ${sentence(fact)}`;
      return `${head}\n      → ${verdictText(verdicts.get(fact.off))}`;
    })
    .join("\n");
}
function verdictText(verdict: Verdict | undefined): string {
  if (!verdict) return "another startup's";
  const why = "code" in verdict ? ` ${verdict.code}` : "reasons" in verdict ? ` ${verdict.reasons.join(", ")}` : "";
  return `${verdict.status}${why} since ${verdict.since}`;
}
function sentence(fact: Fact): string {
  switch (fact.type) {
    case "declared": {
      const { sources, order, parts } = fact.declaration;
      const expiries = sources.map(({ source, expiresAfterDays }) => `${source} (${expiresAfterDays} days)`);
      return `declared ${expiries.join(", ")} order ${JSON.stringify(order)} parts ${JSON.stringify(parts)}`;
    }
    case "failed":
      return `${fact.source} failed`;
    case "unchanged":
      return `${fact.source} unchanged since ${fact.answer}, at ${instant(fact.moment)}`;
    case "pulled": {
      const broken = fact.broken ? ` broken: ${fact.broken}` : "";
      return `${fact.source} pulled at ${instant(fact.moment)}${broken} ${scopeText(fact.mapping)}${rowsText(fact.rows)}`;
    }
    case "pushed": {
      const asAt = fact.asAt === undefined ? "no as_at" : `as at ${instant(fact.asAt)}`;
      const scope = fact.scope ? scopeText({ scope: fact.scope }) : "no scope";
      return `${fact.source} pushed ${asAt} ${scope}${rowsText(fact.figures)}`;
    }
    case "proposed":
      return `proposed by ${fact.author} ${JSON.stringify(fact.decision)}`;
    case "approved":
      return `approved ${fact.proposal} of ${fact.author} by ${fact.approver} ${JSON.stringify(fact.decision)}`;
    case "declined":
      return `declined ${fact.proposal} by ${fact.approver}`;
    case "undone":
      return `undone ${fact.proposal} asked by ${fact.author}, by ${fact.approver}`;
  }
}
function scopeText(mapping: Mapping): string {
  return JSON.stringify(mapping);
}
function rowsText(rows: readonly Row[]): string {
  const texts = rows.map(({ metric, level, code, dims, period, value }) => {
    const when = period ? ` ${period.grain} ${period.first}` : "";
    return `\n      ${metric} ${level} ${code ?? "no code"} ${dims}${when} = ${value === undefined ? "unreadable" : value}`;
  });
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => (count > 1 ? `${text}  × ${count}` : text)).join("");
}
/** Milliseconds since 1970 in words. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}
