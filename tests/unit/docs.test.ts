import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type Call, runCommand } from "../../cli/command.ts";
import { loadAll } from "../../cli/commands.ts";
import { published } from "../../cli/published.ts";
import { formatPath } from "../../dashboards/format-path.ts";
import type { Models } from "../../dashboards/model.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { PAGES } from "../../dashboards/site.tsx";
import { ERRORS, EXIT, PART_DOUBTS, REJECTS } from "../../schemas/errors.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const open = (path: string) => readFileSync(join(ROOT, path), "utf8");
const lines = (path: string) => open(path).split("\n");

describe("what is generated into docs/", () => {
  for (const [path, text] of published()) {
    it(`docs/${path} is as the code says; else: npm run schemas`, () => {
      expect(open(`docs/${path}`)).toBe(text);
    });
  }
  it("has no schema of an event that is no more", () => {
    const files = readdirSync(join(ROOT, "docs/schemas")).map((name) => `schemas/${name}`);
    expect(files.filter((path) => !published().has(path))).toEqual([]);
  });
});

describe("docs/errors.md", () => {
  const rows = lines("docs/errors.md").filter((line) => line.startsWith("| `"));
  const codeOf = (row: string) => /^\| `([^`]+)`/.exec(row)?.[1];
  it("has one line for each error, in order, with its exit code, HTTP status, who acts and what it is", () => {
    const expected = Object.entries(ERRORS).map(([code, { exit, status, who, about }]) =>
      [`| \`${code}\``, exit, status || "", who, about].join(" | ").replaceAll("  ", " "),
    );
    const found = rows.filter((row) => codeOf(row)?.startsWith("RELEVE_"));
    expect(found.map((row) => row.split(" | ").slice(0, 5).join(" | ").replaceAll("  ", " "))).toEqual(expected);
  });
  it("says what to do about each error", () => {
    const found = rows.filter((row) => codeOf(row)?.startsWith("RELEVE_"));
    expect(found.filter((row) => (row.split(" | ")[5]?.length ?? 0) < 10)).toEqual([]);
  });
  it("has one line for each reason to reject an answer, in order", () => {
    const found = rows.filter((row) => /^[a-z]+\.[a-z-]+$/.test(codeOf(row) ?? ""));
    const expected = Object.entries({ ...REJECTS, ...PART_DOUBTS }).map(([code, about]) => `| \`${code}\` | ${about}`);
    expect(found.map((row) => row.split(" | ").slice(0, 2).join(" | "))).toEqual(expected);
  });
  it("lists the exit codes", () => {
    for (const exit of Object.values(EXIT)) expect(rows.some((row) => row.startsWith(`| \`${exit}\` `))).toBe(true);
  });
});

/** What `releve … --help` prints, without a terminal. */
async function help(...argv: string[]): Promise<string> {
  const text: string[] = [];
  const print = (more: string) => void text.push(more);
  const nothing = () => Promise.reject(new Error("help opens nothing"));
  const io = { out: print, err: print, terminal: false, env: {}, cwd: ROOT, gone: new AbortController().signal };
  const call = { io, inServe: false, house: nothing } as unknown as Call;
  await runCommand([...argv, "--help"], call, await loadAll());
  return text.join("");
}
/** The entries of one part of a help text: what is typed → its sentence, lines joined. */
function entries(text: string, part: "Options" | "Commands" | "Arguments"): [string, string][] {
  const block = new RegExp(`^${part}:\\n((?: .*\\n?)*)`, "m").exec(text)?.[1] ?? "";
  const joined = block.trimEnd().replace(/\n {4,}/g, " ");
  const found = joined.split("\n").map((line) => /^ {2}(\S.*?) {2,}(.*)$/.exec(line));
  return found.flatMap((match) => (match?.[1] && match[2] ? [[match[1], match[2]] as [string, string]] : []));
}

describe("docs/cli.md", async () => {
  const page = open("docs/cli.md");
  const sections = new Map(
    page.split(/^## /m).flatMap((text) => {
      const name = /^`releve ([a-z]+)/.exec(text)?.[1];
      return name ? [[name, text] as const] : [];
    }),
  );
  const commands = entries(await help(), "Commands").filter(([term]) => !term.startsWith("help "));
  const named = commands.map(([term, about]) => ({ name: term.split(" ")[0] ?? "", about }));
  const row = ([term, about]: [string, string]) => `| \`${term}\` | ${about} |`;

  it("has a section for each command, and for no other", () => {
    expect(named.length).toBeGreaterThan(5);
    expect([...sections.keys()]).toEqual(named.map(({ name }) => name));
  });
  it("has the options that all commands take", async () => {
    for (const entry of entries(await help(), "Options")) expect(page).toContain(row(entry));
  });
  for (const { name, about } of named) {
    it(`tells all that releve ${name} --help tells, and no more`, async () => {
      const text = await help(name);
      const all = [...entries(text, "Arguments"), ...entries(text, "Options")].filter(
        ([term]) => !term.startsWith("-h"),
      );
      const found = (sections.get(name) ?? "").split("\n").filter((line) => line.startsWith("| `"));
      expect(sections.get(name)?.toLowerCase()).toContain(about.toLowerCase());
      expect(found).toEqual(all.map(row));
    });
  }
});

interface Asked {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

describe("docs/api.md", async () => {
  const app = createApp({ models: {} as Models });
  const reply = await app.request("/openapi.json");
  const { paths } = (await reply.json()) as {
    paths: Record<string, { get?: Asked; post?: Asked }>;
  };
  const queryOf = ({ parameters = [] }: Asked) =>
    parameters.flatMap((parameter) => (parameter.in === "query" ? [`\`${parameter.name}\``] : [])).join(", ");
  const cellsOf = (line: string, count: number) =>
    line
      .split(" | ")
      .slice(0, count)
      .map((cell) => cell.trim());
  const pages = new Map(PAGES.map(({ api = "", path, tables }) => [api, `\`${path}\`${tables ? " and CSV" : ""}`]));
  const rows = lines("docs/api.md").filter((line) => line.startsWith("| `/"));
  it("has one line for each address that OpenAPI describes but those beside a page, with its parameters, in order", () => {
    const expected = Object.entries(paths).flatMap(([path, { get }]) => {
      if (/\.(json|csv)$/.test(path) || !get) return [];
      return [[`| \`${path}\``, pages.get(path) ?? "", queryOf(get)]];
    });
    expect(rows.map((line) => cellsOf(line, 3))).toEqual(expected);
  });
  it("has one line for each address that writes, with its parameters", () => {
    const expected = Object.entries(paths).flatMap(([path, { post }]) =>
      post ? [[`| \`POST ${path}\``, queryOf(post)]] : [],
    );
    const written = lines("docs/api.md").filter((line) => line.startsWith("| `POST "));
    expect(new Set(written.map((line) => JSON.stringify(cellsOf(line, 2))))).toEqual(
      new Set(expected.map((cells) => JSON.stringify(cells))),
    );
  });
  it("describes each page's JSON and CSV beside the page too", () => {
    const json = PAGES.flatMap(({ api, path }) => (api === undefined ? [] : [formatPath(path, "json")]));
    const csv = PAGES.flatMap(({ tables, path }) => (tables ? [formatPath(path, "csv")] : []));
    expect(Object.keys(paths)).toEqual(expect.arrayContaining([...json, ...csv]));
  });
});

describe("links of the documentation", () => {
  const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"];
  const all = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" });
  pages.push(...all.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`));
  const anchors = (path: string) =>
    lines(path)
      .filter((line) => /^#+ /.test(line))
      .map((line) =>
        line
          .replace(/^#+ /, "")
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, "")
          .replaceAll(" ", "-"),
      );
  for (const page of pages) {
    it(`${page} leads only to what is there`, () => {
      const text = open(page).replace(/^```[\s\S]*?^```/gm, "");
      const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
      const local = links.filter((link) => !/^[a-z]+:/.test(link));
      const broken = local.filter((link) => {
        const [path = "", anchor] = link.split("#");
        const target = path === "" ? page : join(dirname(page), path);
        if (!existsSync(join(ROOT, target))) return true;
        return anchor !== undefined && !anchors(target).includes(anchor);
      });
      expect(broken).toEqual([]);
    });
  }
  it("name only npm scripts that there are", () => {
    const { scripts } = JSON.parse(open("package.json")) as { scripts: Record<string, string> };
    for (const page of pages)
      for (const [, name = ""] of open(page).matchAll(/npm run (?:-s )?([a-z-]+)/g))
        expect(scripts, page).toHaveProperty(name);
  });
});

describe("docs/decisions", () => {
  const files = readdirSync(join(ROOT, "docs/decisions")).sort();
  it("have a number each", () => {
    const numbers = files.map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]);
    expect(new Set(numbers).size).toBe(files.length);
  });
  for (const name of files) {
    it(`${name} says the question, the choice, the others and when to look again, on a page`, () => {
      const text = open(`docs/decisions/${name}`);
      for (const word of ["Question.", "Choice.", "Why not", "Look again"]) expect(text).toContain(`**${word}`);
      expect(text.split("\n").length).toBeLessThanOrEqual(41);
    });
  }
});

describe("README.md", () => {
  it("gives exactly the two commands that set Relevé up", () => {
    const text = open("README.md");
    const setUp = [...text.matchAll(/^npm ci.*$/gm)].map(([line]) => line.replace(/\s*#.*$/, ""));
    expect(setUp).toEqual(["npm ci && npm run demo", "npm ci && npm test"]);
  });
});
