// Pushes as CloudEvents 1.0 over HTTP: structured, in a batch, or binary, where the attributes are headers.
import { CloudEvent, EVENT_TYPE } from "../../schemas/push-request.ts";
import { below, formFault, notUnderstood, shownShort, type Unit } from "./form.ts";
import { jsonIn, unitOf } from "./json-form.ts";

const EXPECTED: Readonly<Record<string, string>> = {
  specversion: "1.0",
  id: "1-500",
  source: "1-500",
  type: EVENT_TYPE,
  time: "2026-11-20T10:00:00Z",
};

/** @throws {RequestRefused} RELEVE_USAGE */
export function structuredUnit(json: unknown, pointer: string, first: number): Unit {
  const event = eventOf(json, pointer);
  const kind = mediaOf(event.datacontenttype ?? "application/json");
  if (kind !== "application/json" && !kind.endsWith("+json"))
    throw notUnderstood([formFault(below(pointer, "datacontenttype"), kind, "application/json")]);
  const inBase64 = event.data_base64 !== undefined;
  const at = below(pointer, inBase64 ? "data_base64" : "data");
  const data = inBase64 ? jsonIn(Buffer.from(event.data_base64 ?? "", "base64").toString("utf8"), at) : event.data;
  return { ...keyed(event, unitOf(data, at, first)), keyAt: below(pointer, "id") };
}

/** @throws {RequestRefused} RELEVE_USAGE */
export function batchUnits(json: unknown): Unit[] {
  if (!Array.isArray(json)) throw notUnderstood([formFault("", shownShort(json), "[…]")]);
  let first = 1;
  return json.map((one, at) => {
    const unit = structuredUnit(one, below("", at), first);
    first += unit.rows.length;
    return unit;
  });
}

/** Whether the attributes are in the headers. */
export const isBinary = (headers: Readonly<Record<string, string>>) => headers["ce-specversion"] !== undefined;

/** What a body says, under the attributes of the headers. @throws {RequestRefused} RELEVE_USAGE */
export function binaryUnit(headers: Readonly<Record<string, string>>, body: Unit): Unit {
  const attributes = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith("ce-") ? [[name.slice("ce-".length), decoded(value)] as const] : [],
  );
  return { ...keyed(eventOf(Object.fromEntries(attributes), ""), body), keyAt: "" };
}

function eventOf(json: unknown, pointer: string): CloudEvent {
  const parsed = CloudEvent.safeParse(json);
  if (parsed.success) return parsed.data;
  throw notUnderstood(
    parsed.error.issues.map(({ path }) => {
      const [name = ""] = path.map(String);
      const found = typeof json === "object" && json !== null ? (json as Record<string, unknown>)[name] : json;
      return formFault(
        name === "" ? pointer : below(pointer, name),
        shownShort(found),
        EXPECTED[name] ?? "CloudEvents 1.0",
      );
    }),
  );
}

/** The moment of the data wins over the event's; the event's id over the data's. */
function keyed({ id, source, time }: CloudEvent, unit: Unit): Unit {
  return { ...unit, key: `${source}\n${id}`, asAt: unit.asAt ?? time };
}

export const mediaOf = (contentType: string) => (contentType.split(";")[0] ?? "").trim().toLowerCase();

/** Header values are percent-encoded (CloudEvents HTTP binding, 3.1.3.2). */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}
