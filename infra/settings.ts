// Every setting: one schema for what is read, what `releve doctor` prints, .env.example and docs/settings.md.
import cron from "node-cron";
import { z } from "zod";
import { filled, isBrokers, isMailServer, isPageAddress, isServer, name, whole, yesNo } from "./setting-forms.ts";

/** What a setting is, beside its sentence. `secret`: also read from the file that `<NAME>_FILE` names, and never shown. */
export interface SettingAbout {
  /** As it would be written; "" when there is none. */
  readonly unset: string;
  readonly unit: string;
  readonly secret?: true;
}
const about = new WeakMap<z.ZodType, SettingAbout>();

function setting<Type extends z.ZodType<unknown, string>>(type: Type, sentence: string, facts: SettingAbout): Type {
  const described = type.describe(sentence);
  about.set(described, facts);
  return described;
}

const MIB = 1024 * 1024;

/** Name → how its text is read. In the order of the documentation. */
export const SETTINGS = {
  RELEVE_DATA: setting(filled, "Where Relevé keeps its log and its warehouse when they are embedded.", {
    unset: ".releve",
    unit: "folder",
  }),
  RELEVE_LOG: setting(
    z.string().refine((text) => text === "" || isBrokers(text), { error: "nothing, or kafka://host:port,host:port" }),
    "The log: empty for LMDB in the data folder, or the brokers of a Kafka cluster (`kafka://host:port,host:port`).",
    { unset: "", unit: "address" },
  ),
  RELEVE_LOG_TIMESTAMPS: setting(
    z.enum(["append", "create"], "append or create"),
    "Whose clock dates the records of topics that Relevé creates: the broker's (`append`), or the writer's (`create`, for tests only).",
    { unset: "append", unit: "append, create" },
  ),
  RELEVE_GROUP: setting(
    z.string().regex(/^[A-Za-z0-9._-]{1,100}$/, "letters, digits, dot, dash, underscore; at most 100"),
    "Consumer group of the processors: processes with the same one share the work.",
    { unset: "releve", unit: "name" },
  ),
  RELEVE_WAREHOUSE: setting(
    z.string().refine((text) => text === "" || isServer(text), {
      error: "nothing, or http(s)://[user@]host:port[/database] without a password (see RELEVE_WAREHOUSE_PASSWORD)",
    }),
    "The warehouse: empty for ClickHouse in the process and the data folder, or a server (`https://user@host:8443/database`).",
    { unset: "", unit: "address" },
  ),
  RELEVE_WAREHOUSE_PASSWORD: setting(z.string(), "Password of the user that RELEVE_WAREHOUSE names.", {
    unset: "",
    unit: "secret",
    secret: true,
  }),
  RELEVE_WAREHOUSE_CLUSTER: setting(
    z.string().regex(/^([A-Za-z_][A-Za-z0-9_-]{0,63})?$/, "nothing, or the name of a ClickHouse cluster"),
    "Name of the ClickHouse cluster whose replicas hold the tables; empty for one server.",
    { unset: "", unit: "name" },
  ),
  RELEVE_DATABASE: setting(
    name("a database name: letters, digits and underscores, not first a digit"),
    "Database of the warehouse; it wins over the one in RELEVE_WAREHOUSE.",
    { unset: "releve", unit: "name" },
  ),
  RELEVE_HOST: setting(
    z.string().regex(/^[A-Za-z0-9.:-]+$/, "a host name or an address"),
    "Address that the web server listens on; keep it on loopback unless a proxy stands before it.",
    { unset: "127.0.0.1", unit: "address" },
  ),
  RELEVE_PORT: setting(whole(0, 65_535), "Port that the web server listens on; 0 takes any free one.", {
    unset: "3000",
    unit: "port",
  }),
  RELEVE_DIRECTORY: setting(
    z.string().transform((text) => text.split(":").filter((folder) => folder !== "")),
    "Further folders of directory files, separated by a colon; `network` is the one of real services that comes with Relevé, and is asked only when it is named.",
    { unset: "", unit: "folders" },
  ),
  RELEVE_CONTACT: setting(
    z.string().regex(/^(|mailto:\S+@\S+|[^\s@]+@[^\s@]+|https?:\/\/\S+)$/, "an e-mail address or a web address"),
    "E-mail or web address in the User-Agent of every pull, for the people who run the endpoints; help pages show it to readers.",
    { unset: "", unit: "address" },
  ),
  RELEVE_ALLOW_LOOPBACK: setting(
    yesNo,
    "1 lets pulls reach this machine's own addresses: for development only, refused addresses are a protection.",
    { unset: "0", unit: "0, 1" },
  ),
  RELEVE_PULL_SCHEDULE: setting(
    z.string().refine((text) => text === "off" || cron.validate(text), {
      error: "a cron expression such as 0 5 * * *, or off",
    }),
    "When the endpoints are pulled, as a cron expression in Europe/Paris time; `off` for never.",
    { unset: "0 5 * * *", unit: "cron" },
  ),
  RELEVE_PULL_SPREAD_MINUTES: setting(
    whole(0, 1440),
    "A scheduled round asks each host at its own moment, always the same, within so many minutes.",
    { unset: "10", unit: "minutes" },
  ),
  RELEVE_PULL_TIMEOUT_SECONDS: setting(whole(1, 3600), "Time a whole answer may take, its pages counted one by one.", {
    unset: "30",
    unit: "seconds",
  }),
  RELEVE_PULL_MAX_BYTES: setting(whole(1024, 16 * MIB), "Size an answer may have as it comes, compressed.", {
    unset: String(12 * MIB),
    unit: "bytes",
  }),
  RELEVE_PULL_MAX_UNPACKED_BYTES: setting(whole(1024, 1024 * MIB), "Size an answer may have once unpacked.", {
    unset: String(64 * MIB),
    unit: "bytes",
  }),
  RELEVE_PULL_MAX_RATIO: setting(
    whole(2, 10_000),
    "How many times larger an answer may be once unpacked; smaller ones than 1 MiB are not asked.",
    { unset: "100", unit: "times" },
  ),
  RELEVE_PULL_CONCURRENCY: setting(whole(1, 1000), "Pulls at once, over all hosts.", { unset: "64", unit: "pulls" }),
  RELEVE_PUSH_MAX_BYTES: setting(whole(1024, 256 * MIB), "Size a push over HTTP may have as it travels.", {
    unset: String(8 * MIB),
    unit: "bytes",
  }),
  RELEVE_PUSH_MAX_UNPACKED_BYTES: setting(whole(1024, 1024 * MIB), "Size a push over HTTP may have once unpacked.", {
    unset: String(32 * MIB),
    unit: "bytes",
  }),
  RELEVE_PUSH_MAX_RATIO: setting(
    whole(2, 10_000),
    "How many times larger a push packed with gzip may be once unpacked; smaller bodies than 256 KiB are not asked.",
    { unset: "100", unit: "times" },
  ),
  RELEVE_PUSH_MAX_ROWS: setting(whole(1, 1_000_000), "Rows that one push over HTTP may have.", {
    unset: "100000",
    unit: "rows",
  }),
  RELEVE_PUSH_PER_MINUTE: setting(
    whole(1, 1_000_000),
    "Requests a minute that one token may make of one process, and how many at once.",
    { unset: "60", unit: "requests" },
  ),
  RELEVE_CHECK_PER_MINUTE: setting(
    whole(1, 1_000_000),
    "Looks at an unknown endpoint that one client address may ask for in a minute, and how many at once; requests to join are counted with them.",
    { unset: "6", unit: "requests" },
  ),
  RELEVE_CHECK_TIMEOUT_SECONDS: setting(
    whole(1, 3600),
    "Time that an unknown endpoint may take to answer; it is asked twice at most.",
    { unset: "15", unit: "seconds" },
  ),
  RELEVE_CHECK_MAX_BYTES: setting(
    whole(1024, 64 * MIB),
    "Size that the answer of an unknown endpoint may have once unpacked, and one that is pasted.",
    { unset: String(4 * MIB), unit: "bytes" },
  ),
  RELEVE_JOIN_MAX_OPEN: setting(
    whole(0, 100_000),
    "Requests to join that may wait for the network at once; 0 takes none.",
    { unset: "200", unit: "requests" },
  ),
  RELEVE_PROXIES: setting(
    whole(0, 10),
    "Proxies before the web server whose `X-Forwarded-For` is believed, to tell client addresses apart.",
    { unset: "0", unit: "proxies" },
  ),
  RELEVE_CELLS_IN_MEMORY: setting(
    whole(1000, 1_000_000_000),
    "Cells that a processor keeps in memory before it forgets those it has not met for longest.",
    { unset: "4000000", unit: "cells" },
  ),
  RELEVE_PUBLIC_URL: setting(
    z.string().refine((text) => text === "" || isPageAddress(text), {
      error: "nothing, or http(s)://host[/path] without a final slash",
    }),
    "Where readers find the pages, for links in e-mails and feeds (`https://releve.example.org`).",
    { unset: "", unit: "address" },
  ),
  RELEVE_REPORTS: setting(
    z.enum(["on", "off"], "on or off").transform((text) => text === "on"),
    "Whether `serve` makes the report of the week that ended, on Mondays at 07:00 in Paris, and sends it when RELEVE_SMTP is set.",
    { unset: "on", unit: "on, off" },
  ),
  RELEVE_SMTP: setting(
    z.string().refine((text) => text === "" || isMailServer(text), {
      error: "nothing, or smtp(s)://[user@]host[:port] without a password (see RELEVE_SMTP_PASSWORD)",
    }),
    "The mail server that takes the weekly report (`smtp://user@host:587`; `smtps:` for TLS from the first byte); empty: none is sent.",
    { unset: "", unit: "address" },
  ),
  RELEVE_SMTP_PASSWORD: setting(z.string(), "Password of the user that RELEVE_SMTP names.", {
    unset: "",
    unit: "secret",
    secret: true,
  }),
  RELEVE_MAIL_FROM: setting(
    z.string().regex(/^(|[^\s@<>]+@[^\s@<>]+|[^<>\r\n]+ <[^\s@<>]+@[^\s@<>]+>)$/, "an address, or Name <address>"),
    "Whom the weekly report comes from (`Relevé <releve@example.org>`).",
    { unset: "", unit: "address" },
  ),
  RELEVE_MAIL_TO: setting(
    z.string(),
    "File of the readers: one e-mail address a line, `en` or `fr` after it for the language (French); `#` begins a remark.",
    { unset: "", unit: "file" },
  ),
  RELEVE_MAIL_UNSUBSCRIBE: setting(
    z.string().regex(/^(|mailto:[^\s<>]+@[^\s<>]+|https:\/\/[^\s<>]+)$/, "nothing, mailto:address, or https://…"),
    "Where readers unsubscribe, for the header List-Unsubscribe; empty: by a message to RELEVE_MAIL_FROM.",
    { unset: "", unit: "address" },
  ),
  RELEVE_LOG_LEVEL: setting(
    z.enum(["debug", "info", "warn", "error", "fatal", "silent"], "debug, info, warn, error, fatal or silent"),
    "The least level of the lines that Relevé writes about itself.",
    { unset: "info", unit: "level" },
  ),
} as const satisfies Record<string, z.ZodType<unknown, string>>;
export type SettingName = keyof typeof SETTINGS;

/** All settings as data, in the order of the documentation. */
export function settingsList(): ({ name: SettingName; about: string } & SettingAbout)[] {
  return Object.entries(SETTINGS).map(([key, type]) => {
    const facts = about.get(type);
    if (!facts) throw new TypeError(`${key} is not made by setting()`);
    return { name: key as SettingName, about: type.description ?? "", ...facts };
  });
}
