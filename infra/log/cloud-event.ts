// The Kafka binding of CloudEvents 1.0, binary mode: a fact's attributes stand in the record's headers, so that any consumer
// knows what it has before it reads it. The record itself is the fact, as in every log.

/** Every fact begins so: its type, its id, when it was made. */
const BEGINS = /^\{"type":"([a-z._]{1,60})","id":"([0-9a-f-]{36})","at":"([0-9TZ:.-]{20,30})"/;
const BEGIN_BYTES = 200;

/** The headers of a record; none where the bytes are no fact. @param key  the startup, or what else the fact is of */
export function cloudEventHeaders(key: string, value: Buffer): Record<string, string> {
  const [, type, id, time] = BEGINS.exec(value.toString("latin1", 0, BEGIN_BYTES)) ?? [];
  if (type === undefined || id === undefined || time === undefined) return {};
  return {
    ce_specversion: "1.0",
    ce_type: type,
    ce_source: `/releve/${encodeURIComponent(key)}`,
    ce_id: id,
    ce_time: time,
    "content-type": "application/json",
  };
}
