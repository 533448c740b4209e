import { describe, expect, it } from "vitest";
import { compilePointer, isPattern, isPointer, walkRows } from "../../ingestors/endpoints/pointer.ts";

const DOCUMENT = {
  "a/b": 1,
  "c~d": 2,
  "": 3,
  list: [
    { code: "62", data: [["x", 9]] },
    { code: "2A", data: [] },
  ],
};
function all(pattern: string, pointer: string, document: unknown = DOCUMENT): unknown[] {
  const found: unknown[] = [];
  const read = compilePointer(pointer);
  walkRows(document, pattern, (path) => found.push(read(path)));
  return found;
}

describe("a JSON Pointer", () => {
  it("goes down from the row, and escapes / and ~", () => {
    expect(all("", "/a~1b")).toEqual([1]);
    expect(all("", "/c~0d")).toEqual([2]);
    expect(all("", "/")).toEqual([3]);
    expect(all("", "")).toEqual([DOCUMENT]);
    expect(all("", "/list/1/code")).toEqual(["2A"]);
  });
  it("finds nothing where nothing stands, prototypes included", () => {
    for (const pointer of ["/none", "/list/2", "/list/-", "/list/01", "/list/length", "/constructor", "/a~1b/x"]) {
      expect(all("", pointer)).toEqual([undefined]);
    }
  });
  it("goes down from the document with #", () => {
    expect(all("/list/*", "#/a~1b")).toEqual([1, 1]);
    expect(all("/list/*", "#")).toEqual([DOCUMENT, DOCUMENT]);
  });
  it("goes up by levels, and tells the key or index under which a place stands", () => {
    expect(all("/list/*/data/*", "2/code")).toEqual(["62"]);
    expect(all("/list/*/data/*", "1/0/1")).toEqual([9]);
    expect(all("/list/*", "0#")).toEqual([0, 1]);
    expect(all("/list/*/data/*", "1#")).toEqual(["data"]);
    expect(all("/*", "0#", { a: 1, b: 2 })).toEqual(["a", "b"]);
  });
  it("finds nothing above the document", () => {
    expect(all("/list/*", "9/x")).toEqual([undefined, undefined]);
    expect(all("", "0#")).toEqual([undefined]);
  });
  it("has a form", () => {
    for (const good of ["", "/", "/a/0", "/a~0~1", "#", "#/a", "0", "1/a", "12#"]) expect(isPointer(good)).toBe(true);
    for (const bad of ["a", "a/b", "/~2", "/~", "-1/a", "1#/a", "$.a", "#a"])
      expect([bad, isPointer(bad)]).toEqual([bad, false]);
    for (const bad of ["#/a", "1/a", "a"]) expect(isPattern(bad)).toBe(false);
  });
});

describe("a pattern of rows", () => {
  it("walks every element of lists and every value of objects", () => {
    expect(all("/*/*", "", { a: [1, 2], b: { c: 3 } })).toEqual([1, 2, 3]);
    expect(all("/*", "", [])).toEqual([]);
  });
  it("tells where it was lost", () => {
    const lost = (document: unknown, pattern: string) => walkRows(document, pattern, () => undefined);
    expect(lost({ a: 1 }, "/b/*")).toBe("/b");
    expect(lost({ a: 1 }, "/a/*")).toBe("/a/*");
    expect(lost([{ x: [] }, {}], "/*/x/*")).toBe("/1/x");
    expect(lost({ a: [] }, "/a/*")).toBeUndefined();
  });
});
