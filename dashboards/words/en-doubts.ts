// What the page of doubts says in English.
import type { DoubtsWords } from "./fr-doubts.ts";

export const doubts: DoubtsWords = {
  title: "Doubts about figures",
  titleOf: (name) => `Doubts about figures: ${name}`,
  lead: "What Relevé noticed by itself. A doubt changes no figure: it says what was seen, beside what, and who can do something about it.",
  count: (count, text) => (count > 1 ? `${text} doubts` : `${text} doubt`),
  sub: "Those that nobody took note of first, then the gravest, then the oldest. A doubt goes by itself when what caused it is gone.",
  none: "No doubt.",
  noneAsked: "No doubt answers to these choices.",
  link: "Doubts about figures",
  pager: "Pages of doubts",
  filters: "Choose the doubts",
  code: "Doubt",
  every: "all",
  startup: "Service (identifier)",
  submit: "Show",
  reset: "Show all",
  severities: { alert: "not to be quoted before somebody looked", warning: "to be looked at" },
  actors: { team: "the service’s team", network: "the network", operator: "who runs Relevé" },
  more: (count, text) => (count > 1 ? `and ${text} more figures` : "and one more figure"),
  since: (day) => `since ${day}`,
  acts: (who) => `who acts: ${who}`,
  whole: (level) => `sum of the ${level}`,
  cadence: { day: "every day", week: "every week", month: "every month" },
  bounds: "values of another size",
  noFigure: "no figure",
  wholeAnswer: "The answer as a whole",
  absent: "nothing",
  shapes: {
    number: "number",
    text: "text",
    boolean: "yes or no",
    null: "empty",
    list: "list",
    object: "group of fields",
    page: "web page",
    json: "data (JSON)",
    csv: "table (CSV)",
    plain: "text of no known form",
  },
  values: {
    nothing: "nothing",
    list: (length) => `a list of ${length}`,
    object: "a group of fields",
    unknown: "not readable",
    noCode: "without a code",
    noDate: "no readable date",
    more: (count, text) => (count > 1 ? `and ${text} more` : "and one more"),
  },
  difference: {
    gone: (before) => `is no longer there; before: ${before}`,
    type: (before, now) => `before: ${before} → now: ${now}`,
    size: (before, now) => `of another size; before: ${before} → now: ${now}`,
    added: (_, now) => `new: ${now}`,
  },
  toTeam: (day) => `with the team since ${day}`,
  toNetwork: (day) => `with the network since ${day}`,
  toOperator: (day) => `with who runs Relevé since ${day}`,
  takenBy: "",
  takenOn: (day, until) => ` took note of it on ${day}, ${until}: `,
  takenUntil: (day) => `until ${day}`,
  takenAsExpected: "as expected, as long as nothing changes",
  takenCount: (_, text) => `Of ${text} somebody took note.`,
  last: (day) => `The last good figures are of ${day}.`,
  codes: {
    "source.late": { name: "Late source", say: ({ against }) => `An answer is expected ${against}, and did not come.` },
    "source.cut": {
      name: "Interrupted source",
      say: ({ against }) =>
        `An answer is expected ${against}, and nothing came for more than three times as long, or the last three pulls failed.`,
    },
    "figures.unmoved": {
      name: "Figures that stand still",
      say: ({ seen, against }) =>
        `The source answers, and its figures have not moved for ${seen} days; usually they move every ${against} days.`,
    },
    "shape.drifted": {
      name: "Answer of another shape",
      say: ({ seen }) =>
        `The last answer is not like those before: ${seen}. The last good figures stay, with their date.`,
    },
    "figure.fell": {
      name: "Fall",
      say: ({ seen, against }) => `${seen}, against ${against} just before: out of all proportion to what came before.`,
    },
    "figure.jumped": {
      name: "Jump",
      say: ({ seen, against }) => `${seen}, against ${against} just before: out of all proportion to what came before.`,
    },
    "part.above-whole": {
      name: "Part greater than its whole",
      say: ({ seen, against }) => `${seen} for the part, ${against} for the whole.`,
    },
    "population.exceeded": {
      name: "More people than inhabitants",
      say: ({ seen, against }) => `${seen} people, for ${against} inhabitants.`,
    },
    "detail.differs": {
      name: "Detail that is not the total",
      say: ({ seen, against }) => `The detail makes ${seen}, the total that is told is ${against}.`,
    },
    "source.conflict": {
      name: "Two sources that contradict each other",
      say: ({ seen, against }) => `${seen} by the source that decides, ${against} by the other.`,
    },
    "correction.outdated": {
      name: "Correction to look at again",
      say: ({ seen, against }) =>
        `${seen} by the source since the correction, which says ${against}: it can be undone, or made anew.`,
    },
    "values.doubtful": {
      name: "Values that cannot be read, or contradict each other",
      say: ({ seen }) => `in the last answer, ${seen}. These figures stay as they were, unconfirmed.`,
    },
  },
};
