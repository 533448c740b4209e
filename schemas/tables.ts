// The warehouse's tables: one description for the DDL, the rows that processors write and the tests that compare both.
// Every table is idempotent by its key: the same row again is the same row.

export interface Table {
  readonly about: string;
  /** Column → ClickHouse type, in the order of inserted rows. */
  readonly columns: Readonly<Record<string, string>>;
  /** The key, in sort order. */
  readonly key: readonly string[];
  /** Further index definitions. */
  readonly indexes?: readonly string[];
}

const INSTANT = "DateTime64(3, 'UTC')";
const WORD = "LowCardinality(String)";
const who = { startup: WORD, source: WORD };
const cell = {
  metric: WORD,
  definition: "UInt16",
  geo_level: WORD,
  geo: "String",
  grain: WORD,
  period_start: "Date32",
  period_end: "Date32",
  dims: WORD,
};
/** `moment`, `said`: the statement (its moment, its fact's offset). `recorded_at`, `off`: the fact that made us write. */
const known = { moment: INSTANT, said: "UInt64", recorded_at: INSTANT, off: "UInt64" };
const place = { part: "UInt8" };
const fact = { ...who, ...place, off: "UInt64", recorded_at: INSTANT };
/** `said`: the fact that it is about. */
const about = { ...fact, said: "UInt64" };
/** Where a fact of the registry's topic is; the fact's id tells one that was delivered twice. */
const registered = { ...place, off: "UInt64", recorded_at: INSTANT, id: "String" };
const cellKey = ["metric", "definition", "geo_level", "geo", "grain", "period_start", "period_end", "dims"];

export const TABLES = {
  observations: {
    about:
      "one row when a cell's value, seen along moments, changes (assert) or ceases (absent), or when a decision unsays that (withdraw); null value: 'no figure'",
    columns: {
      ...who,
      ...cell,
      ...known,
      ...place,
      op: "Enum8('assert' = 1, 'absent' = 2, 'withdraw' = 3)",
      value: "Nullable(Decimal(38, 6))",
    },
    key: ["startup", "source", ...cellKey, "moment", "said", "recorded_at", "off"],
  },
  scopes: {
    about:
      "what a counted statement was complete about; dims: names of dimensions; geo '': all of the level; withdrawn 1: no longer",
    columns: { ...who, ...cell, ...known, ...place, removes_nothing: "UInt8", withdrawn: "UInt8" },
    key: ["startup", "source", ...cellKey, "moment", "said", "recorded_at", "off"],
  },
  unconfirmed: {
    about: "a cell inside a counted statement's scope that the statement left as it was; withdrawn 1: no longer",
    columns: { ...who, ...cell, ...known, ...place, withdrawn: "UInt8" },
    key: ["startup", "source", ...cellKey, "moment", "said", "recorded_at", "off"],
  },
  statements: {
    about: "one row per statement and state; the latest by off, the fact that put it in this state, is its state",
    columns: {
      ...who,
      said: "UInt64",
      off: "UInt64",
      ...place,
      moment: INSTANT,
      recorded_at: INSTANT,
      status: "Enum8('counted' = 1, 'held' = 2, 'withdrawn' = 3, 'rejected' = 4)",
      hold: WORD,
      detail: "String",
      push: "UInt8",
      unchanged: "UInt8",
      removes_nothing: "UInt8",
      answer: "UInt64",
      cells: "UInt32",
      new: "UInt32",
      changed: "UInt32",
      same: "UInt32",
      absent: "UInt32",
      unreadable: "UInt32",
    },
    key: ["startup", "source", "said", "off"],
  },
  raw_events: {
    about: "one row per fact of the log, without its body",
    columns: {
      ...fact,
      type: WORD,
      id: "String",
      duplicate: "UInt8",
      batch_from: "UInt64",
      batch_to: "UInt64",
    },
    key: ["part", "off"],
    indexes: ["INDEX by_id id TYPE bloom_filter(0.001) GRANULARITY 1"],
  },
  raw_pages: {
    about:
      "one row per page of an answer, without its body: where it came from, and the hash of its bytes; page 0, url '': the record of a push or a decision, as the log keeps it",
    columns: {
      ...fact,
      page: "UInt16",
      url: "String",
      status: "UInt16",
      sha256: "String",
      bytes: "UInt32",
      received_at: INSTANT,
      kind: WORD,
      version: "UInt16",
    },
    key: ["startup", "source", "off", "page"],
  },
  rejects: {
    about:
      "a fact (said) that could not become a statement, with the reason; off: the fact itself, or the decision that had it read again",
    columns: { ...about, stage: WORD, code: WORD, pointer: "String", detail: "String", hint: "String" },
    key: ["startup", "source", "off", "said"],
  },
  failures: {
    about: "a pull that gave no complete answer",
    columns: { ...fact, code: WORD, status: "UInt16", page: "UInt16", detail: "String", elapsed_ms: "UInt32" },
    key: ["startup", "source", "off"],
  },
  sources: {
    about: "the declarations of a startup's sources, as they were declared",
    columns: { startup: WORD, ...place, off: "UInt64", recorded_at: INSTANT, sha256: "String", declaration: "String" },
    key: ["startup", "off"],
  },
  findings: {
    about: "a check's doubt about a statement (said); it changes no figure",
    columns: { ...about, code: WORD, metric: WORD, cells: "UInt32", detail: "String" },
    key: ["startup", "source", "off", "said", "code", "metric"],
  },
  decisions: {
    about:
      "one row per valid fact about a decision; source '' when it is about none; decision: JSON, '' when the fact does not say it",
    columns: {
      ...fact,
      type: WORD,
      proposal: "String",
      what: WORD,
      author: "String",
      approver: "String",
      reason: "String",
      decision: "String",
    },
    key: ["startup", "off"],
  },
  acknowledgements: {
    about: "one row per fact that somebody took note of a doubt; doubt: JSON; until: a day, or 'expected'",
    columns: { ...fact, code: WORD, by: "String", reason: "String", until: "String", doubt: "String" },
    key: ["startup", "off"],
  },
  drifts: {
    about:
      "an answer (said) that is no longer as the last one that counted (before: that statement, answer: its bytes); differences: JSON",
    columns: { ...about, before: "UInt64", answer: "UInt64", differences: "String" },
    key: ["startup", "source", "off", "said"],
  },
  cursors: {
    about: "how far the log was read; written last, after everything a batch gave",
    columns: {
      topic: WORD,
      ...place,
      batch_from: "UInt64",
      batch_to: "UInt64",
      recorded_before: INSTANT,
      recorded_max: INSTANT,
    },
    key: ["topic", "part", "batch_to"],
  },
  registry_startups: {
    about:
      "one row per fact about a startup of the network but its phases and events; '' where the fact does not speak of it; fact: all it says",
    columns: {
      startup: WORD,
      ...registered,
      type: WORD,
      name: "String",
      origin: WORD,
      incubator: WORD,
      stats_url: "String",
      fact: "String",
    },
    key: ["startup", "off"],
  },
  registry_phases: {
    about: "one row per fact about a phase: entered, corrected or withdrawn; phase_end is advice, '' for none",
    columns: {
      startup: WORD,
      ...registered,
      op: WORD,
      phase: WORD,
      phase_start: "Date32",
      phase_end: "String",
      place: "UInt8",
    },
    key: ["startup", "off"],
  },
  registry_events: {
    about: "one row per fact about an event in a startup's life in the network: recorded or withdrawn",
    columns: { startup: WORD, ...registered, op: WORD, event: WORD, day: "Date32", comment: "String" },
    key: ["startup", "off"],
  },
  registry_aliases: {
    about: "former ids that lead to a startup of the network",
    columns: { alias: "String", startup: WORD, ...registered },
    key: ["startup", "off"],
  },
  incubators: {
    about: "one row per fact about an incubator; fact: all it says",
    columns: {
      incubator: WORD,
      ...registered,
      type: WORD,
      title: "String",
      visible: "UInt8",
      origin: WORD,
      fact: "String",
    },
    key: ["incubator", "off"],
  },
  metric_definitions: {
    about: "one row per definition of a metric that came into use; definition: canonical JSON, as sha256 hashes it",
    columns: { metric: WORD, ...registered, version: "UInt16", sha256: "String", definition: "String" },
    key: ["metric", "off"],
  },
  territory_lists: {
    about: "one row per official list of territories that came into use",
    columns: { vintage: WORD, ...registered, sha256: "String", communes: "UInt32", population: "UInt64" },
    key: ["vintage", "off"],
  },
  reports: {
    about: "one row per weekly report that was published; of one week the first of the log is the report",
    columns: { week: "String", ...registered, known_at: INSTANT, sha256: "String", model: "String" },
    key: ["week", "off"],
  },
} as const satisfies Record<string, Table>;
export type TableName = keyof typeof TABLES;

/** A table's columns, in the order of its rows. */
export function columnsOf(table: TableName): string[] {
  return Object.keys(TABLES[table].columns);
}
