// What is generated into docs/ from the code: the JSON Schema of every event and of the document that a service may expose, and the catalogue of metrics as a page.
import { z } from "zod";
import { CATALOGUE } from "../schemas/catalogue.ts";
import { AXES, type Axis, KINDS, type Kind, type Metric, markOf } from "../schemas/catalogue-model.ts";
import { EVENTS } from "../schemas/events.ts";
import { ImpactDocument } from "../schemas/impact-document.ts";

/** Path under docs/ → text of the file, all that `npm run schemas` writes. */
export function published(): ReadonlyMap<string, string> {
  const events = Object.entries(EVENTS).map(
    ([type, event]) => [`schemas/${type}.schema.json`, schemaOf(type, event)] as const,
  );
  const document = schemaOf("impact", ImpactDocument, "document");
  return new Map([...events, ["schemas/impact.schema.json", document], ["metrics.md", metricsPage()]]);
}

/** As a reader accepts it: what has a default may be missing. */
function schemaOf(name: string, schema: z.ZodType, what = "event"): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return `${JSON.stringify({ $schema, $id: `urn:releve:${what}:${name}`, title: name, ...rest }, null, 2)}\n`;
}

const KIND_WORDS: Record<Kind, string> = {
  membership:
    "A set of territories, as it is on a day. Each territory counts once, however many sources name it. No period.",
  flow: "The total of a period. A figure needs a period; days, weeks and months stand apart and are never mixed.",
  distinct: "Different people in a period. A figure needs a period. Never added up: the same person may come back.",
  gauge: "A state, as it is on a day. No period. Kept until the source says another, or until it expires.",
  counter:
    "A total since an origin, as it is on a day. No period. Differences are signed; a fall is told as a finding.",
  ratio: "A numerator over a denominator. Never stated and never stored: state the two parts, Relevé divides them.",
};
const AXIS_WORDS: Record<Axis, string> = {
  time: "over time",
  territory: "over territories",
  services: "across services",
};
const INTRODUCTION = `# Metrics

The catalogue, generated from \`schemas/catalogue/\` by \`npm run schemas\` (a test holds both equal). A source states a metric by its **key**; choose it by its
definition, not by its name. Every version of a definition stays for ever: an old answer is read with the definition of its day.

What may be added up is a property of the metric. An addition that has no meaning is refused with the reason and the question that has an answer (below).
\`sum\`: added up · \`union\`: as sets · \`last\`: the latest state · \`ratio\`: sums of both parts, then divided · **no**: refused.
"Held beyond": a value outside these bounds waits for the next answer to agree; \`×1000\` compares with the value that stands.
"AARRI" is the step of a user's way that a metric follows, "matrix" the question of the network's impact matrix that it answers; the last column says
whether pages mark it as adoption (how much a service is used) or impact (what it changes).
A metric that several services could state is one entry in the theme's file, in \`schemas/catalogue/\`: see [CONTRIBUTING](../CONTRIBUTING.md#add-a-metric).

A metric that only one startup has, it defines itself, in its directory file:

\`\`\`jsonc
"metrics": [{
  "key": "own_flow_a_dock__repas_servis",
  "label": { "fr": "Repas servis", "en": "Meals served" },
  "definition": { "fr": "Repas servis à quai dans la période.", "en": "Meals served at the dock in the period." },
  "unit": { "fr": "repas", "en": "meals" },
  "additive": true
}]
\`\`\`

Its key says its kind (\`flow\`, \`distinct\`, \`gauge\` or \`counter\`) and its startup (\`a-dock\`), so that old figures are read for ever. Any source of the startup may state it, by an endpoint or a push. It is shown on the startup's
page, exported and traced as any other. \`additive\` says that places, and periods of a flow, may be added up; without it, and for people, nothing is. It is in no list of the network, and in no sum across services.
A source of kind \`releve\` names it in its \`metrics\`. \`"good": "down"\` says that a fall is good.
`;

function metricsPage(): string {
  const sections = KINDS.map((kind) => {
    const metrics = CATALOGUE.filter((metric) => metric.kind === kind);
    const head = [
      "key",
      "label (fr · en)",
      "definition",
      "unit",
      ...AXES.map((axis) => AXIS_WORDS[axis]),
      "held beyond",
      "AARRI",
      "matrix",
      "shows",
    ];
    return `## \`${kind}\`\n\n${KIND_WORDS[kind]}\n\n${rowsOf(head, metrics.map(rowOf))}`;
  });
  return `${[INTRODUCTION, ...sections, refusals()].join("\n")}`;
}

function rowOf(metric: Metric): string[] {
  const { key, version, label, definition, unit, sums, bounds, ratio, window, aarri = "", matrix = "" } = metric;
  const more = [
    window && `Window: ${window}.`,
    ratio && `\`${ratio.numerator}\` / \`${ratio.denominator}\`.`,
    version > 1 && `Version ${version}.`,
  ];
  const rules = AXES.map((axis) => (typeof sums[axis] === "string" ? sums[axis] : "**no**"));
  const limits = [
    bounds.min !== undefined && `< ${bounds.min}`,
    bounds.max !== undefined && `> ${bounds.max}`,
    bounds.factor && `×${bounds.factor}`,
  ];
  const words = [definition.en, ...more].filter(Boolean).join(" ");
  const held = limits.filter(Boolean).join(", ");
  const place = [held, aarri, matrix, markOf(metric)];
  return [`\`${key}\``, `${label.fr} · ${label.en}`, words, unit.en, ...rules, ...place];
}

function refusals(): string {
  const rows = AXES.flatMap((axis) => {
    const byReason = new Map<string, { ask: string; keys: string[] }>();
    for (const { key, sums } of CATALOGUE) {
      const sum = sums[axis];
      if (typeof sum === "string") continue;
      const found = byReason.get(sum.refused.en) ?? { ask: sum.ask.en, keys: [] };
      if (!found.keys.includes(key)) found.keys.push(key);
      byReason.set(sum.refused.en, found);
    }
    return [...byReason].map(([reason, { ask, keys }]) => [
      AXIS_WORDS[axis],
      reason,
      ask,
      keys.map((key) => `\`${key}\``).join(", "),
    ]);
  });
  return `## Refused sums\n\n${rowsOf(["sum", "why it is refused", "what to do", "metrics"], rows)}`;
}

function rowsOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}
