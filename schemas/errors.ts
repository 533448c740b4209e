// Every error a person can meet: who must act, what, where, and what to do. docs/errors.md is tested against this list.

/** Exit codes of the command line (sysexits where one fits). */
export const EXIT = { ok: 0, failed: 1, usage: 2, partial: 3, bug: 70, config: 78 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Code → exit code and HTTP status. `status` 0: never answers a request. */
export const ERRORS = {
  RELEVE_CONFIG: { exit: EXIT.config, status: 0, who: "operator", about: "a setting is missing or wrong" },
  RELEVE_DIRECTORY: { exit: EXIT.config, status: 0, who: "operator", about: "a directory file cannot be used" },
  RELEVE_USAGE: {
    exit: EXIT.usage,
    status: 400,
    who: "caller",
    about: "a command or request that cannot be understood",
  },
  RELEVE_FILE: { exit: EXIT.usage, status: 0, who: "caller", about: "a file that cannot be read" },
  RELEVE_UNKNOWN_STARTUP: { exit: EXIT.usage, status: 404, who: "caller", about: "no such startup" },
  RELEVE_UNKNOWN_METRIC: { exit: EXIT.usage, status: 404, who: "caller", about: "no such metric in the catalogue" },
  RELEVE_UNKNOWN_TERRITORY: {
    exit: EXIT.usage,
    status: 404,
    who: "caller",
    about: "no such territory in the official list",
  },
  RELEVE_NOT_FOUND: { exit: EXIT.usage, status: 404, who: "caller", about: "nothing at this address" },
  RELEVE_METHOD: { exit: EXIT.usage, status: 405, who: "caller", about: "a method that this address does not take" },
  RELEVE_UNKNOWN_DAY: {
    exit: EXIT.usage,
    status: 422,
    who: "caller",
    about: "a day of which nothing can be known",
  },
  RELEVE_UNKNOWN_CHOICE: {
    exit: EXIT.usage,
    status: 422,
    who: "caller",
    about: "a choice that a list does not have: an incubator, a page",
  },
  RELEVE_NO_CELL: {
    exit: EXIT.usage,
    status: 422,
    who: "caller",
    about: "a figure that cannot be: metric, place and period do not go together",
  },
  RELEVE_SUM_ILLEGAL: { exit: EXIT.usage, status: 422, who: "caller", about: "a sum that has no meaning" },
  RELEVE_DECISION: { exit: EXIT.usage, status: 422, who: "caller", about: "a decision that cannot be carried out" },
  RELEVE_UNKNOWN_DECISION: { exit: EXIT.usage, status: 404, who: "caller", about: "no such proposal or decision" },
  RELEVE_UNKNOWN_DOUBT: { exit: EXIT.usage, status: 404, who: "caller", about: "no such doubt, or no longer" },
  RELEVE_UNKNOWN_FACT: { exit: EXIT.usage, status: 404, who: "caller", about: "no such fact in the log" },
  RELEVE_TOKEN: { exit: EXIT.failed, status: 401, who: "caller", about: "no token, or one that is not good" },
  RELEVE_SCOPE: { exit: EXIT.failed, status: 403, who: "caller", about: "a token that is not for this" },
  RELEVE_TOKEN_LIMIT: {
    exit: EXIT.usage,
    status: 409,
    who: "caller",
    about: "two tokens for the same are live already",
  },
  RELEVE_UNKNOWN_TOKEN: { exit: EXIT.usage, status: 0, who: "caller", about: "no such token" },
  RELEVE_ORIGIN: { exit: EXIT.failed, status: 403, who: "caller", about: "a form that another site sent" },
  RELEVE_REQUESTED: {
    exit: EXIT.usage,
    status: 409,
    who: "caller",
    about: "a request to join that was made, or decided, before",
  },
  RELEVE_UNKNOWN_REQUEST: { exit: EXIT.usage, status: 404, who: "caller", about: "no such request to join" },
  RELEVE_NO_FIGURE: {
    exit: EXIT.usage,
    status: 422,
    who: "caller",
    about: "an address at which no figure can be read",
  },
  RELEVE_ROWS: { exit: EXIT.usage, status: 422, who: "caller", about: "rows of a push that cannot be taken" },
  RELEVE_CONFLICT: {
    exit: EXIT.usage,
    status: 409,
    who: "caller",
    about: "a push was made under the same id with another content",
  },
  RELEVE_TOO_LARGE: { exit: EXIT.usage, status: 413, who: "caller", about: "a request beyond a limit" },
  RELEVE_MEDIA_TYPE: { exit: EXIT.usage, status: 415, who: "caller", about: "a form that is not read here" },
  RELEVE_RATE: {
    exit: EXIT.failed,
    status: 429,
    who: "caller",
    about: "too many requests with one token, or from one address",
  },
  RELEVE_PROOF: { exit: EXIT.failed, status: 0, who: "caller", about: "a proof that is not what was written" },
  RELEVE_PORT_TAKEN: { exit: EXIT.failed, status: 0, who: "operator", about: "the port is used by another program" },
  RELEVE_FOLDER_LOCKED: {
    exit: EXIT.failed,
    status: 0,
    who: "operator",
    about: "another process holds the data folder",
  },
  RELEVE_LOG_UNAVAILABLE: { exit: EXIT.failed, status: 503, who: "operator", about: "the log does not answer" },
  RELEVE_LOG_GAPS: {
    exit: EXIT.failed,
    status: 0,
    who: "operator",
    about: "records that the log once had are missing from it",
  },
  RELEVE_LOG_NOT_EMPTY: {
    exit: EXIT.failed,
    status: 0,
    who: "operator",
    about: "a backup is restored into an empty log only",
  },
  RELEVE_RESTORE_UNFINISHED: {
    exit: EXIT.failed,
    status: 503,
    who: "operator",
    about: "a restore into this log has not ended",
  },
  RELEVE_BACKUP: {
    exit: EXIT.failed,
    status: 0,
    who: "operator",
    about: "a backup that is not there, not whole, damaged, or of another log",
  },
  RELEVE_BACKUP_FOLDER: {
    exit: EXIT.failed,
    status: 0,
    who: "operator",
    about: "the folder of a backup cannot be used",
  },
  RELEVE_WAREHOUSE_UNAVAILABLE: {
    exit: EXIT.failed,
    status: 503,
    who: "operator",
    about: "the warehouse does not answer",
  },
  RELEVE_MIGRATION: {
    exit: EXIT.failed,
    status: 503,
    who: "operator",
    about: "the warehouse's tables do not match this release",
  },
  RELEVE_ENDPOINT_UNREACHABLE: {
    exit: EXIT.failed,
    status: 0,
    who: "startup",
    about: "the endpoint could not be reached",
  },
  RELEVE_ENDPOINT_REFUSED: {
    exit: EXIT.failed,
    status: 0,
    who: "startup",
    about: "the endpoint answered with an error",
  },
  RELEVE_ADDRESS_REFUSED: { exit: EXIT.failed, status: 0, who: "startup", about: "the address is not a public one" },
  RELEVE_ANSWER_SIZE: { exit: EXIT.failed, status: 413, who: "startup", about: "the answer is larger than the limit" },
  RELEVE_ANSWER_INCOMPLETE: {
    exit: EXIT.failed,
    status: 0,
    who: "startup",
    about: "a paged answer did not come whole",
  },
  RELEVE_REGISTRY_HELD: {
    exit: EXIT.failed,
    status: 0,
    who: "operator",
    about: "a registry that lost more than one startup in ten is not taken over",
  },
  RELEVE_MAIL: { exit: EXIT.failed, status: 0, who: "operator", about: "the mail server did not take a message" },
  RELEVE_LEDGER: {
    exit: EXIT.failed,
    status: 0,
    who: "us",
    about: "what came in and what became of it do not add up",
  },
  RELEVE_PARTIAL: {
    exit: EXIT.partial,
    status: 0,
    who: "operator",
    about: "part of the work failed; the rest was done",
  },
  RELEVE_BUG: { exit: EXIT.bug, status: 500, who: "us", about: "a fault of Relevé" },
} as const;
export type ErrorCode = keyof typeof ERRORS;

/** Why an answer could not become a statement, or a decision come into force, stage by stage. A closed list: none is "unknown". */
export const REJECTS = {
  "answer.html": "the endpoint answered with a web page instead of data",
  "answer.error": "the endpoint answered with an error and status 200",
  "answer.encoding": "the bytes are not UTF-8 text, or could not be unpacked",
  "answer.json": "the body is not JSON",
  "answer.csv": "the body is not CSV",
  "answer.shape": "the body does not have the shape its settings describe",
  "answer.missing": "the bytes that this fact refers to are not in the log",
  "fact.shape": "the fact does not have its schema's shape",
  "reading.kind": "no reader is known for this kind of endpoint",
  "reading.settings": "the settings that came with the answer are not valid for its kind",
  "metric.unknown": "the metric is not in the catalogue",
  "moment.future": "the moment is more than 5 minutes ahead of the log",
  "values.unreadable": "more than 5 % of the values could not be read",
  "decision.invalid": "the decision cannot be in force, or is none any more",
} as const;
export type RejectCode = keyof typeof REJECTS;

/** What of an answer says nothing while the rest of it counts, or waits (table `findings`). A closed list. */
export const PART_DOUBTS = {
  "value.unreadable": "a value could not be read: its figure stays as it was, unconfirmed",
  "cell.twice": "rows give different values to one place: its figure stays as it was, unconfirmed",
  "rows.without-cell": "rows have no territory or period that can be recognised: nothing is removed by the answer",
} as const;
export type PartCode = keyof typeof PART_DOUBTS;

/** Why a statement waits until it is released, withdrawn, or said again (docs/meaning.md, rule 8). A closed list. */
export const HOLDS = ["empty", "removal", "bounds"] as const;
export type HoldReason = (typeof HOLDS)[number];

/** At which step an exchange with an endpoint went wrong; the first four befall its whole host. */
export const EXCHANGE_FAULTS = ["name", "refused", "connection", "tls", "time", "cut", "protocol"] as const;
export type ExchangeFault = (typeof EXCHANGE_FAULTS)[number];

/** Something a person can mend. `message` says what and where, `hint` what to do. */
export class ReleveError extends Error {
  override readonly name = "ReleveError";
  readonly code: ErrorCode;
  readonly hint: string;
  /** Of an endpoint that could not be reached. */
  readonly fault: ExchangeFault | undefined;
  constructor(
    code: ErrorCode,
    message: string,
    hint: string,
    options?: ErrorOptions & { readonly fault?: ExchangeFault },
  ) {
    super(message, options);
    this.code = code;
    this.hint = hint;
    this.fault = options?.fault;
  }
}

/** Bad data is a value: thrown by readers as this, kept by processors as a reject, never a crash. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
  readonly code: RejectCode;
  readonly pointer: string;
  readonly hint: string;
  constructor(code: RejectCode, detail: string, { pointer = "", hint }: { pointer?: string; hint: string }) {
    super(detail);
    this.code = code;
    this.pointer = pointer;
    this.hint = hint;
  }
}
