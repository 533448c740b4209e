// The report's sentences: movements and committees, what moved, what was corrected. Pure.
import { perimeterText } from "../pages/perimeter.tsx";
import { quotient } from "../queries/totals.ts";
import type { Moved, Movement, Report, Revision } from "../shapes/report.ts";
import type { Line, Lines, Telling } from "./telling.ts";

const plain = (lead: string, text: string): Line => ({
  lead,
  startup: null,
  strong: "",
  tone: "",
  text,
});

/** Entries, changes of phase, stops, transfers; committees of the week and of the next 15 days. */
export function movementsStory(report: Report, tell: Telling): Lines {
  const { words, format } = tell;
  const { movements, committees } = report;
  if (!report.registry) return { title: words.movements.title, lines: [], notes: [words.movements.unread] };
  const named = (all: Report["committees"]["held"]) =>
    format.list(all.map(({ startup, date }) => `${startup.name} (${format.shortDate(date)})`));
  const after = committees.later[0];
  const later =
    after &&
    words.movements.later(format.list(committees.later.map(({ startup }) => startup.name)), format.date(after.date));
  const next =
    committees.next.length > 0 ? named(committees.next) : [words.movements.noNext, later].filter(Boolean).join(". ");
  return {
    title: words.movements.title,
    lines: [
      ...movements.map((one) => movementLine(one, tell)),
      ...committees.held.map(({ startup, date, comment, late }) =>
        plain(
          words.movements.committee,
          `${startup.name}, ${words.movements.committeeOn(format.date(date), comment)}${known(late, tell)}.`,
        ),
      ),
      ...(committees.held.length === 0 ? [plain(words.movements.committee, words.movements.noCommittee)] : []),
      plain(words.movements.next(format.date(committees.until)), `${next}.`),
    ],
    notes: movements.length === 0 ? [words.movements.none] : [],
  };
}

const known = (late: boolean, { words }: Telling) => (late ? ` (${words.movements.late})` : "");

function movementLine(one: Movement, tell: Telling): Line {
  const { words, format } = tell;
  const phase = (name: string | null) => (name === null ? "" : words.phase(name));
  const text = words.movements.text(one, phase(one.from), phase(one.to), format.date(one.date));
  return plain(words.movements.labels[one.kind], `${one.startup.name}, ${text}${known(one.late, tell)}.`);
}

/** What moved more than usual, one line a service, with the rule. */
export function movedStory({ moved, unjudged, rule }: Report, tell: Telling): Lines {
  const { words, format } = tell;
  const number = (value: number) => format.number(String(value));
  const weeks = number(rule.silentDays / 7);
  const least = format.percent(String(rule.leastPermille), "1000", 1);
  const names = unjudged.map(({ name }) => name);
  return {
    title: words.moved.title,
    lines: moved.map((one) => movedLine(one, tell)),
    notes: [
      ...(moved.length === 0 ? [words.moved.none] : []),
      ...(names.length > 0 ? [words.moved.unjudged(format.list(names))] : []),
      words.moved.rule(number(rule.factor), number(rule.periods), number(rule.least), least, weeks),
    ],
  };
}

function movedLine(one: Moved, { words, format, lang }: Telling): Line {
  const { metric, change, usual, grain, first, last, against } = one;
  const unit = metric.unit[lang];
  const size = change.replace("-", "");
  const times = usual === "0" ? null : quotient(size, usual, "one");
  const beside = times === null ? words.moved.fromNothing : words.moved.times(format.number(times, 1));
  const value = words.moved.reaches(
    words.counted(format.number(one.value), unit),
    format.period({ grain, first, last }),
  );
  const number = (text: string) => format.number(text);
  const compared = !against
    ? ""
    : against.by === "announced"
      ? `${words.sentence.join}${words.moved.announced(number(against.now), number(against.before))}`
      : `, ${words.moved.against(number(against.before))}`;
  const reversal = one.reversal ? `, ${words.moved.reversal}` : "";
  return {
    lead: one.name,
    startup: one.id,
    strong: words.counted(format.signed(change), unit),
    tone: toneOf(metric.good, change),
    text: `${words.moved.during[grain]}, ${beside}${reversal} (${value}${compared}).`,
  };
}

/** Green and red are said beside the words only; a change without a good direction has neither. */
export function toneOf(good: "up" | "down" | "none", change: string | null): Line["tone"] {
  if (good === "none" || change === null || change === "0") return "";
  return change.startsWith("-") === (good === "down") ? "good" : "bad";
}

/** Published figures that are others now, with their cause. */
export function revisionsStory({ revisions, coverage }: Report, tell: Telling): Lines {
  const { words, format } = tell;
  const revised = coverage?.revised;
  const network = revised
    ? [
        plain(
          words.revisions.coverage(format.date(revised.day)),
          `${words.revisions.becomes(format.number(revised.old), format.number(revised.new))}.`,
        ),
      ]
    : [];
  const lines = [...revisions.map((one) => revisionLine(one, tell)), ...network];
  return { title: words.revisions.title, lines, notes: lines.length === 0 ? [words.revisions.none] : [] };
}

function revisionLine(one: Revision, { words, format, lang }: Telling): Line {
  const { startup, metric, grain, first, last, count, rule, cause } = one;
  const period = grain === "state" ? words.revisions.week(format.date(last)) : periodOf(one);
  function periodOf({ rule: how }: Revision): string {
    if (count === 1 || how === "last") return format.period({ grain: grain as "week", first, last });
    return words.revisions.span(format.date(first), format.date(last));
  }
  const more =
    count === 1 ? "" : ` (${words.revisions[rule === "sum" ? "sum" : "last"](format.number(String(count)))})`;
  const old = one.old === null ? "" : words.counted(format.number(one.old), metric.unit[lang]);
  const told =
    one.new === null
      ? words.revisions.ceased(old)
      : words.revisions.becomes(
          one.old === null ? words.services.noFigure : format.number(one.old),
          words.counted(format.number(one.new), metric.unit[lang]),
        );
  return {
    lead: startup.name,
    startup: startup.id,
    strong: "",
    tone: "",
    text: `${metric.label[lang]}, ${period}${more}${words.colon} ${told}. ${words.revisions.cause(words.revisions.causes[cause])}`,
  };
}

/** Who entered or left what is counted: no rise or fall of use. */
export function perimeterLine({ perimeter }: Report, { words, common, format }: Telling): Line {
  const { entered, left, coverage, list } = perimeter;
  const active =
    entered + left > 0
      ? [words.revisions.perimeterActive(`+${format.number(String(entered))}`, format.signed(String(-left)))]
      : [];
  const added = coverage.map(({ service, added: more }) =>
    words.revisions.perimeterAdded(service.name, format.signed(more)),
  );
  const lists = list ? [perimeterText({ words: common, format }, list, common.coverage.unit)] : [];
  const all = [...added, ...lists, ...active];
  return plain(
    words.revisions.perimeter,
    `${all.length > 0 ? all.join(words.sentence.join) : words.revisions.perimeterNone}.`,
  );
}
