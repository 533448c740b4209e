// The list of endpoint kinds. A new kind is one file beside this one, and one line here.
import type { Answer, EndpointKind, ReadAnswer, ReaderName } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { Settings } from "../../schemas/source.ts";
import type { Territories } from "../../schemas/territory.ts";
import { ademe } from "./ademe.ts";
import { anct } from "./anct.ts";
import { chartkick } from "./chartkick.ts";
import { csv } from "./csv.ts";
import { datagouvMetrics } from "./datagouv-metrics.ts";
import { EDITIONS } from "./edition.ts";
import { geojson } from "./geojson.ts";
import { json } from "./json.ts";
import { matomo } from "./matomo.ts";
import { metabase } from "./metabase.ts";
import { releve } from "./releve.ts";
import { schemaImpact } from "./schema-impact.ts";

const REVISED = [anct, ademe, json, csv, metabase, matomo, chartkick, datagouvMetrics, geojson, releve];

/** Every version of every kind: facts are read by the one that they name. */
export const ENDPOINTS: readonly EndpointKind[] = [
  ...EDITIONS.flatMap((edition) => REVISED.map((kind) => kind(edition))),
  schemaImpact,
];

/** Names of the kinds, each once. */
export const KINDS: readonly string[] = [...new Set(ENDPOINTS.map(({ kind }) => kind))];

/** The kind's newest reader, or a certain version of it; `undefined` when there is none (`push` has none). */
export function endpointOf(kind: string, version?: number): EndpointKind | undefined {
  const readers = ENDPOINTS.filter((endpoint) => endpoint.kind === kind);
  if (version !== undefined) return readers.find((endpoint) => endpoint.version === version);
  return readers.sort((a, b) => b.version - a.version)[0];
}

/**
 * Reads an answer as the fact that carries it says: by its kind, version and settings.
 * @throws {AnswerError} reading.kind, reading.settings, or what the kind's reader finds wrong with the answer.
 */
export const readAnswer: ReadAnswer = Object.assign(
  (reader: ReaderName, answer: Answer) => {
    const endpoint = readerOf(reader);
    return endpoint.read(usable(endpoint, reader.settings), answer);
  },
  {
    rowWise(reader: ReaderName) {
      const endpoint = readerOf(reader);
      return endpoint.rowWise?.(usable(endpoint, reader.settings));
    },
  },
);

/** The same, for settings that name territories by name or number too. @param lists  the official ones */
export const readingWith = (lists: Territories): ReadAnswer =>
  Object.assign((reader: ReaderName, answer: Answer) => readAnswer(reader, { ...answer, lists }), {
    rowWise: readAnswer.rowWise as NonNullable<ReadAnswer["rowWise"]>,
  });

function readerOf({ kind, version }: ReaderName): EndpointKind {
  const endpoint = endpointOf(kind, version);
  if (endpoint) return endpoint;
  const known = ENDPOINTS.map((one) => `${one.kind} ${one.version}`).join(", ");
  throw new AnswerError("reading.kind", `found kind "${kind}", version ${version}; this release reads ${known}`, {
    hint: "read this log with a release that knows the kind",
  });
}

/** Parsed settings by kind and text: the same few settings come with every answer. */
const parsed = new Map<string, unknown>();
const KEPT = 1000;

function usable(endpoint: EndpointKind, settings: Settings): unknown {
  const key = `${endpoint.kind} ${endpoint.version} ${JSON.stringify(settings)}`;
  let known = parsed.get(key);
  if (known === undefined) {
    const result = endpoint.settings.safeParse(settings);
    if (!result.success) {
      const [issue] = result.error.issues;
      throw new AnswerError("reading.settings", `settings of ${endpoint.kind}: ${issue?.message ?? "not valid"}`, {
        pointer: `/${issue?.path.join("/") ?? ""}`,
        hint: "correct the startup's directory file; the next pull carries the new settings",
      });
    }
    known = result.data;
    if (parsed.size >= KEPT) parsed.clear();
    parsed.set(key, known);
  }
  return known;
}
