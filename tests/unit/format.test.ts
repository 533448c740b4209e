import { describe, expect, it } from "vitest";
import { formatFor, fraction } from "../../dashboards/format.ts";

const fr = formatFor("fr");
const en = formatFor("en");
/** Spaces that do not break, as plain ones, to read the expectations. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("a number", () => {
  it("is grouped with narrow spaces in French, and keeps every digit of a long decimal", () => {
    expect(fr.number("23500")).toBe("23\u202f500");
    expect(plain(fr.number("12345678901234567890.123456"))).toBe("12 345 678 901 234 567 890,123456");
    expect(en.number("1204.5")).toBe("1,204.5");
  });
  it("is signed with a true minus", () => {
    expect(fr.signed("112")).toBe("+112");
    expect(fr.signed("-3")).toBe("\u22123");
    expect(fr.signed("0")).toBe("0");
  });
  it("of inhabitants is short above a million", () => {
    expect(plain(fr.short("50328412"))).toBe("50,3 millions");
    expect(plain(fr.short("81200"))).toBe("81 200");
  });
});

describe("a share", () => {
  it("is written as each language does", () => {
    expect(plain(fr.percent("50328412", "68012330"))).toBe("74 %");
    expect(en.percent("48249", "463935", 1)).toBe("10.4%");
  });
  it("that is more than nothing and would round to 0 says so in words", () => {
    expect(plain(fr.percent("17", "10000"))).toBe("moins de 1 %");
    expect(plain(fr.percent("49", "10000"))).toBe("moins de 1 %");
    expect(en.percent("17", "10000")).toBe("less than 1%");
    expect(plain(fr.percent("1", "34875", 1))).toBe("moins de 0,1 %");
    expect(en.percent("1", "34875", 2)).toBe("less than 0.01%");
  });
  it("that is less than all and would round to 100 says so in words", () => {
    expect(plain(fr.percent("997", "1000"))).toBe("plus de 99 %");
    expect(en.percent("34874", "34875")).toBe("more than 99%");
    expect(plain(fr.percent("34874", "34875", 1))).toBe("plus de 99,9 %");
  });
  it("that rounds to something else, is nothing, or is all, is a number", () => {
    expect(plain(fr.percent("17", "10000", 1))).toBe("0,2 %");
    expect(plain(fr.percent("5", "1000"))).toBe("1 %");
    expect(plain(fr.percent("994", "1000"))).toBe("99 %");
    expect(plain(fr.percent("0", "34875"))).toBe("0 %");
    expect(plain(fr.percent("34875", "34875"))).toBe("100 %");
    expect(plain(fr.percent("1003", "1000"))).toBe("100 %");
  });
  it("of nothing is a dash, and has no length to draw", () => {
    expect(fr.percent("0", "0")).toBe("—");
    expect(fraction("0", "0")).toBeUndefined();
    expect(fraction("1", "4")).toBe(0.25);
  });
});

describe("a date", () => {
  it("is written in full, the first of a month as an ordinal in French", () => {
    expect(fr.date("2026-08-05")).toBe("5 août 2026");
    expect(fr.date("2024-01-01")).toBe("1er janvier 2024");
    expect(fr.longDate("2024-12-01")).toBe("dimanche 1er décembre 2024");
    expect(en.date("2026-08-05")).toBe("5 August 2026");
  });
  it("of an instant is the day in Paris", () => {
    expect(fr.dayOf("2024-12-31T23:30:00.000Z")).toBe("1er janvier 2025");
    expect(fr.instant("2024-12-29T02:12:00.000Z")).toBe("29 décembre 2024 à 03:12");
  });
  it("of a period names it", () => {
    expect(fr.period({ grain: "month", first: "2024-11-01", last: "2024-11-30" })).toBe("novembre 2024");
    expect(fr.period({ grain: "week", first: "2024-12-02", last: "2024-12-08" })).toBe("semaine du 2 décembre 2024");
    expect(fr.period({ grain: "quarter", first: "2024-01-01", last: "2024-03-31" })).toBe("1er trimestre 2024");
    expect(en.period({ grain: "year", first: "2024-01-01", last: "2024-12-31" })).toBe("2024");
  });
});
