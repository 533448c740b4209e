// How a push over HTTP is read: tokens' texts, rows, periods, languages. Pure.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { langAsked } from "../../dashboards/lang-asked.ts";
import { checkDeclaration } from "../../ingestors/declarations.ts";
import { openTokenBuckets } from "../../ingestors/push/limits.ts";
import { factId } from "../../ingestors/push/parts.ts";
import { readRequest } from "../../ingestors/push/read-request.ts";
import { periodOf, plain, readRow } from "../../ingestors/push/row.ts";
import { redactTokens } from "../../ingestors/redact.ts";
import { isTokenText, newTokenText } from "../../ingestors/tokens/token-text.ts";
import { EventId } from "../../schemas/ids.ts";
import { ROW_CODES, verdictOf } from "../../schemas/row-fault.ts";
import { LIMITS } from "../support/push-door.ts";

describe("a token's text", () => {
  it("has 33 letters and digits after its name, and its last six tell any slip of one of them", () => {
    const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(bytes, fc.nat(32), (random, at) => {
        const text = newTokenText(random);
        expect(text).toMatch(/^releve_[0-9A-Za-z]{33}$/);
        expect(isTokenText(text)).toBe(true);
        const place = "releve_".length + at;
        const slip = text.slice(0, place) + (text[place] === "a" ? "b" : "a") + text.slice(place + 1);
        expect(isTokenText(slip)).toBe(false);
      }),
    );
    expect(newTokenText()).not.toBe(newTokenText());
    expect(newTokenText(Buffer.alloc(20, 0xff))).toMatch(/^releve_.{33}$/);
  });
  it("is taken out of bytes, wherever it stands, and nothing else is", () => {
    const text = newTokenText();
    expect(redactTokens(Buffer.from(`{"a":"${text}","é":"releve_x"}`)).toString()).toBe(
      '{"a":"redacted","é":"releve_x"}',
    );
  });
});

describe("the id of a push's fact", () => {
  it("is the same for the same startup, key and part, another for any other, and has an id's form", () => {
    const ids = [
      factId("a", "k", 0),
      factId("a", "k", 1),
      factId("a", "l", 0),
      factId("b", "k", 0),
      factId("a", "1\nk", 0),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(factId("a", "k", 0)).toBe(ids[0]);
    for (const id of ids) expect(EventId.safeParse(id).success).toBe(true);
  });
});

describe("a row", () => {
  it.each([
    ["2026", "year", "2026-01-01"],
    ["2026-Q4", "quarter", "2026-10-01"],
    ["2026-10", "month", "2026-10-01"],
    ["2026-W46", "week", "2026-11-09"],
    ["2026-10-05", "day", "2026-10-05"],
  ])("says a period as %s", (text, grain, first) => {
    expect(periodOf(text)).toMatchObject({ grain, first });
  });
  it.each(["2026-13", "2026-W54", "2026-02-30", "2026-Q5", "26", "", "2026-10-01..2026-10-31"])(
    "has no period called %j",
    (text) => {
      expect(periodOf(text)).toBeUndefined();
    },
  );
  it("tells all its faults at once, and only says what its sender wrote", () => {
    const value = { metric: "visites", value: "x", territory: "commune:1", period: "never" };
    const faults = readRow({ row: 3, pointer: "/2", value }, new Map());
    expect(faults).toMatchObject([
      { row: 3, pointer: "/2/value", code: "value.unreadable", found: "x" },
      { row: 3, pointer: "/2/territory", code: "territory.code", found: "1", expected: "commune" },
      { row: 3, pointer: "/2/period", code: "period.begins", found: "never" },
    ]);
  });
  it("named by a label is found without its accents and case", () => {
    expect(plain("  Nombre de  Trajets RÉALISÉS ")).toBe("nombre de trajets realises");
  });
  it("has words for each fault, in both languages, with nothing left to fill in", () => {
    for (const code of ROW_CODES)
      for (const lang of ["fr", "en"] as const) {
        const { detail, hint } = verdictOf({ row: 1, pointer: "", code, found: "F", expected: "E" }, lang);
        expect(detail + hint).not.toMatch(/[{}]/);
      }
  });
});

describe("a request", () => {
  const read = (body: unknown, headers: Record<string, string> = {}) =>
    readRequest(Buffer.from(typeof body === "string" ? body : JSON.stringify(body)), {
      "content-type": "application/json",
      ...headers,
    });
  it("has the key of its header, of its document, or of its event; a header of no form is refused", () => {
    const row = { metric: "visites", value: 1 };
    expect(read(row)[0]?.key).toBeUndefined();
    expect(read(row, { "idempotency-key": "k" })[0]?.key).toBe("k");
    expect(read({ id: "d", figures: [row] })[0]?.key).toBe("d");
    const event = { specversion: "1.0", id: "1", source: "/a", type: "releve.figures.v1", data: row };
    expect(read(event, { "content-type": "application/cloudevents+json", "idempotency-key": "k" })[0]?.key).toBe(
      "/a\n1",
    );
    expect(() => read(row, { "idempotency-key": "two words" })).toThrow("cannot be understood");
  });
  it("that says a key twice, or an event of another version or type, is refused with the place", () => {
    expect(() => read('{"metric":"visites","metric":"x","value":1}')).toThrow("cannot be understood");
    const event = { specversion: "0.3", id: "1", source: "/a", type: "other", data: 1 };
    expect(() => read(event, { "content-type": "application/cloudevents+json" })).toThrow(
      expect.objectContaining({
        members: {
          faults: [expect.objectContaining({ pointer: "/specversion" }), expect.objectContaining({ pointer: "/type" })],
        },
      }),
    );
  });
  it("any bytes at all are read or refused, never a fault of ours", () => {
    const media = fc.constantFrom(
      "application/json",
      "application/x-ndjson",
      "text/csv",
      "application/cloudevents+json",
      "application/cloudevents-batch+json",
      "x",
    );
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("latin1")),
    );
    fc.assert(
      fc.property(media, body, (type, text) => {
        try {
          for (const unit of read(text, { "content-type": type })) for (const row of unit.rows) readRow(row, new Map());
        } catch (error) {
          expect((error as Error).name + (error as { code?: string }).code).toMatch(
            /^ReleveErrorRELEVE_(USAGE|MEDIA_TYPE)$/,
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a bucket", () => {
  it("is full at first, fills again with time, and says how long to wait", () => {
    let now = 0;
    const buckets = openTokenBuckets({ ...LIMITS, requestsPerMinute: 2 }, () => now);
    for (const _ of [1, 2]) buckets.take("a");
    expect(() => buckets.take("a")).toThrow(
      expect.objectContaining({ members: expect.objectContaining({ retryAfter: 30 }) }),
    );
    buckets.take("b");
    now = 30_000;
    buckets.take("a");
    expect(() => buckets.take("a")).toThrow("at most 2 requests");
  });
});

describe("the language of a problem", () => {
  it.each([
    [undefined, "en"],
    ["fr", "fr"],
    ["fr-FR,fr;q=0.9,en;q=0.8", "fr"],
    ["en-GB, fr;q=0.9", "en"],
    ["de, *;q=0.1", "en"],
    ["fr;q=0", "en"],
  ] as const)("%s → %s", (header, lang) => {
    expect(langAsked(header)).toBe(lang);
  });
});

describe("a directory file's push", () => {
  const faults = (settings: object) => {
    const file = { startup: "a-dock", name: "À quai", sources: [{ source: "sent", kind: "push", settings }] };
    return checkDeclaration("a-dock.json", file, { allowLoopback: false }).faults.map(({ at, expected }) => [
      at,
      expected,
    ]);
  };
  it("may name metrics for its CSV, those of the catalogue, and nothing else", () => {
    expect(faults({ indicateurs: { "Nombre de trajets": "trajets" } })).toEqual([]);
    expect(faults({ indicateurs: { "Nombre de trajets": "trajet" } })).toEqual([
      ["/sources/0/settings/indicateurs/Nombre de trajets", 'a metric of the catalogue; did you mean "trajets"?'],
    ]);
    expect(faults({ indicateurs: { Part: "part_bio" } })[0]?.[1]).toContain("achats_bio");
    expect(faults({ url: "https://a.example" })).toEqual([["/sources/0/settings/url", "no such key here"]]);
  });
});
