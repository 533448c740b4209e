// The names of things: startups, sources, events. Opaque, case-sensitive keys taken from the outside world.
import { randomBytes } from "node:crypto";
import { z } from "zod";

/** A startup's slug in the network's registry (`a-dock`, `data.gouv.fr`, `auxAJ`): opaque and case-sensitive. */
export const StartupId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, "a slug: letters, digits, dot, dash, underscore; at most 128");

/** One of a startup's sources (an endpoint, or a push), unique within the startup. */
export const SourceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "lower-case letters, digits and dashes; at most 64");

/** A metric's key in the catalogue (`communes_couvertes`). */
export const MetricKey = z.string().regex(/^[a-z][a-z0-9_]{1,63}$/, "snake_case, at most 64");

/** UUIDv7: sorts by time of creation. One fact id names one fact, however often it is delivered. */
export const EventId = z.uuidv7();

/** UTC instant, as ISO 8601 with `Z`. */
export const Instant = z.iso.datetime().describe("UTC instant, ISO 8601 with Z");

/** SHA-256 of raw bytes, lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * A new UUIDv7.
 * @param at      milliseconds since 1970 that the first 48 bits carry
 * @param random  10 random bytes; handed in by a simulation that must be repeatable
 */
export function newEventId(at: number, random: Uint8Array = randomBytes(10)): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes.set(random, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
