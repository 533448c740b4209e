import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { settingsList } from "../../infra/settings.ts";

const page = readFileSync(new URL("../../docs/settings.md", import.meta.url), "utf8").split("\n");
const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8").split("\n");
const list = settingsList();

describe("docs/settings.md", () => {
  it("has one line for each setting, in order, with its default, unit and sentence", () => {
    const rows = list.map(({ name, unset, unit, about }) => {
      return `| \`${name}\` | ${unset === "" ? "" : `\`${unset}\``} | ${unit} | ${about} |`;
    });
    expect(page.filter((line) => line.startsWith("| `RELEVE_"))).toEqual(rows);
  });
});

describe(".env.example", () => {
  it("has each setting, in order, with its sentence and its default, all commented out", () => {
    const lines = list.flatMap(({ name, unset, unit, about }) => [`# ${about} (${unit})`, `#${name}=${unset}`]);
    const [, ...shown] = example.join("\n").split("\n\n");
    expect(shown.join("\n").trimEnd().split("\n")).toEqual(lines);
  });
});
