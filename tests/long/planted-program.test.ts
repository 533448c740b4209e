// Secrets and people's addresses, planted wherever they can come in, by the real program: endpoints of every kind, pushes in
// every form, decisions, tokens, `releve check`. Then all that it keeps, says and shows is searched for them.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { TABLES } from "../../schemas/tables.ts";
import { type Folder, folder } from "../support/directory.ts";
import type { Loopback } from "../support/loopback.ts";
import {
  FOREIGN,
  leaksIn,
  mail,
  PASSWORD,
  plantedEndpoints,
  plantedStartup,
  SECRETS,
  unpackedText,
} from "../support/planted.ts";
import { type Lasting, type Ran, releve, served } from "../support/program.ts";
import { send } from "../support/push-door.ts";

let endpoints: Loopback;
let files: Folder;
let data: string;
let server: Lasting & { url: string };
let env: Record<string, string>;
/** All that any process printed, or answered to a sender. */
const said: [where: string, text: string][] = [];
async function run(...args: string[]): Promise<Ran> {
  const ran = await releve([...args, "--data", data], { env, cwd: files.path });
  said.push([`releve ${args.slice(0, 2).join(" ")}`, ran.out + ran.err]);
  return ran;
}
beforeAll(async () => {
  endpoints = await plantedEndpoints();
  files = folder();
  files.write("planted.json", plantedStartup(endpoints.url));
  data = join(files.path, "data");
  env = { RELEVE_DIRECTORY: files.path, RELEVE_ALLOW_LOOPBACK: "1", RELEVE_LOG_LEVEL: "debug", ...SECRETS };
  server = await served(["--data", data], { env });
});
afterAll(async () => {
  await server?.end("SIGTERM");
  await endpoints?.close();
  files?.remove();
});

describe("what is planted", () => {
  it("comes in by pulls of every kind", async () => {
    const pulled = await run("pull", "planted");
    for (const source of ["matomo", "card", "chart", "map", "impact", "site", "datagouv"])
      expect(pulled.out, pulled.err).toMatch(new RegExp(`planted +${source} +answered`));
    expect(pulled.out).toMatch(/planted +moved +failed/);
    // The plants are real: each secret was sent, and each endpoint said it back.
    expect(endpoints.asked.map(({ headers }) => headers.authorization)).toContain(
      `Bearer ${SECRETS.RELEVE_SECRET_HEADER}`,
    );
  });

  it("comes in by pushes in every form, taken and refused", async () => {
    const token = (await run("token", "create", "planted", "--holder", "Team")).out.trim();
    const row = {
      metric: "aides_publiees",
      value: 12,
      dims: { par: mail("dims"), lien: `https://u:${PASSWORD}@x.example/` },
    };
    const event = { specversion: "1.0", id: mail("id"), source: `https://u:${PASSWORD}@x.example/?api_key=${FOREIGN}` };
    const figures = { ...event, type: "releve.figures.v1", data: row };
    const csv = `indicateur,valeur,est_cible,date,est_periode,commentaires\naides_publiees,4,false,2026-10-01,false,${mail("csv")}\n`;
    const type = (contentType: string) => ({ headers: { "content-type": contentType } });
    const statuses: number[] = [];
    for (const [body, options] of [
      [row, { headers: { "idempotency-key": mail("key"), "x-api-key": FOREIGN, cookie: `a=${FOREIGN}` } }],
      [`${JSON.stringify(row)}\n`, type("application/x-ndjson")],
      [csv, type("text/csv")],
      [figures, type("application/cloudevents+json")],
      [[{ ...figures, id: `${mail("id")}-2`, subject: mail("subject") }], type("application/cloudevents-batch+json")],
      [
        row,
        {
          headers: { "ce-specversion": "1.0", "ce-type": figures.type, "ce-id": mail("ce"), "ce-source": event.source },
        },
      ],
      [{ ...row, api_key: FOREIGN, password: PASSWORD, [mail("field")]: 1 }, {}],
      [{ ...row, metric: mail("metric") }, {}],
      [{ ...row, value: mail("value"), territory: `commune:${mail("place")}` }, {}],
      [`{"api_key": "${FOREIGN}", "who": "${mail("cut")}"`, {}],
      [csv.replace("aides_publiees", mail("indicator")), type("text/csv")],
      [row, { query: `?access_token=${FOREIGN}&qui=${mail("query")}` }],
    ] as [unknown, Parameters<typeof send>[3]][]) {
      const sent = await send(server.url, token, body, options);
      statuses.push(sent.status);
      if (sent.status !== 400 || options?.query === undefined)
        said.push([`reply ${sent.status}`, JSON.stringify(sent.body)]);
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 422, 422, 422, 400, 422, 400]);
    const wrong = await send(server.url, FOREIGN, row);
    expect(wrong.status).toBe(401);
    said.push(["reply 401", JSON.stringify(wrong.body)]);
    said.push(["pushes: token", ""]);
    expect(leaksIn("token", [...said.map(([, text]) => text), ...server.lines].join("\n")).join()).not.toContain(token);
  });

  it("comes in by files, decisions, holders and addresses", async () => {
    const figure = {
      metric: "demarches",
      value: "3",
      territory: { level: "france", code: "FR" },
      dims: { par: mail("file") },
    };
    const file = files.write("figures.txt", { startup: "planted", source: "sent", figures: [figure] });
    // The source `broken` states this metric too: refused, and kept.
    expect((await run("push", file)).exit).not.toBe(0);
    files.write("figures.txt", {
      startup: "planted",
      source: "sent",
      figures: [{ ...figure, metric: "aides_publiees" }],
    });
    expect((await run("push", file)).exit).toBe(0);
    files.write("figures.txt", `{"startup": "planted", "api_key": "${FOREIGN}", "who": "${mail("push")}"}`);
    expect((await run("push", file)).exit).not.toBe(0);
    const why = ["--reason", `asked by ${mail("reason")}`];
    const corrected = ["correct", "planted", "aides_publiees", "13", ...why];
    expect(await run(...corrected, "--by", "Ada")).toMatchObject({ exit: 0 });
    const named = await releve([...corrected, "--by", mail("author"), "--data", data], { env });
    expect([named.exit, named.err]).toEqual([2, expect.stringContaining("expected a name or a role")]);
    expect(named.err).not.toContain(mail("author"));
    const held = await releve(["token", "create", "planted", "--holder", mail("holder"), "--data", data], { env });
    expect([held.exit, held.err]).toEqual([2, expect.stringContaining("a name or a role")]);
    const address = endpoints.url.replace("://", `://u:${PASSWORD}@`);
    for (const one of [`${endpoints.url}/check?api_key=${FOREIGN}`, `${address}/check`, `${endpoints.url}/broken`])
      await run(
        "check",
        one,
        "--startup",
        "other",
        "--json",
        "--header",
        "Authorization: Bearer {{RELEVE_SECRET_HEADER}}",
      );
    await run("check", `${endpoints.url}/check?api_key=${FOREIGN}`, "--startup", "other", "--write", files.path);
  });
});

describe("nothing of it", () => {
  const found: string[] = [];
  it("is on a page, in a file of figures, or in a reply", async () => {
    const seen = new Set<string>([
      "/",
      "/en",
      "/doutes",
      "/decisions",
      "/qualite",
      "/startups/planted",
      "/api/v1/doubts",
    ]);
    let pages = 0;
    for (const path of seen) {
      const reply = await fetch(`${server.url}${path}`);
      const text = await reply.text();
      pages += 1;
      found.push(...leaksIn(path, text), ...leaksIn(`${path} (headers)`, JSON.stringify([...reply.headers])));
      for (const [, href = ""] of text.matchAll(/(?:href|src)="(\/[^"#]*)/g))
        if (seen.size < 140) seen.add(href.replaceAll("&amp;", "&"));
    }
    expect(pages).toBeGreaterThan(60);
    expect(found).toEqual([]);
  });
  it("is in what commands, senders and log lines were told", async () => {
    const listed = JSON.parse((await run("rejects", "list", "planted", "--json")).out) as {
      rejects: { kind: string; partition: number; offset: number }[];
    };
    const refused = listed.rejects.filter(({ kind }) => kind === "refused");
    expect(refused.length).toBeGreaterThan(4);
    for (const { partition, offset } of refused.slice(0, 4))
      expect(await run("rejects", "show", ":edge", `${partition}:${offset}`, "--bytes", "1")).toMatchObject({
        exit: 0,
      });
    for (const args of [
      ["figures", "planted", "--json"],
      ["token", "list", "--json"],
      ["decisions", "--json"],
      ["doctor"],
      ["topics"],
      ["report", "--json"],
      ["revisions", "planted"],
    ])
      await run(...args);
    await run("backup", join(files.path, "backup"));
    for (const [where, text] of said) found.push(...leaksIn(where, text));
    found.push(...leaksIn("log lines", server.lines.join("\n")));
    expect(found).toEqual([]);
  });
  it("is in the log, in a backup of it, in the warehouse, or in any other byte on disk", async () => {
    await server.end("SIGTERM");
    const log = await openLmdbLog({ folder: join(data, "log"), clock: Date.now });
    const counts: Record<string, number> = {};
    for (const topic of Object.values(TOPICS))
      for (let partition = 0; partition < PARTITIONS; partition += 1)
        for await (const { key, value } of log.read(topic, partition, 0)) {
          counts[topic] = (counts[topic] ?? 0) + 1;
          found.push(...leaksIn(topic, `${key} ${unpackedText(value)}`));
        }
    await log.close();
    expect(counts[TOPICS.facts]).toBeGreaterThan(15);
    expect(counts[TOPICS.edge]).toBeGreaterThan(4);

    const warehouse = await openWarehouse({ folder: join(data, "warehouse") });
    let rows = 0;
    for (const table of Object.keys(TABLES)) {
      const texts = await warehouse.rows<[string]>(`SELECT toString(tuple(*)) FROM ${table}`);
      rows += texts.length;
      for (const [text] of texts) found.push(...leaksIn(table, text));
    }
    await warehouse.close();
    expect(rows).toBeGreaterThan(50);

    for (const name of readdirSync(files.path, { recursive: true }) as string[]) {
      const path = join(files.path, name);
      if (statSync(path).isFile() && name !== "figures.txt")
        found.push(...leaksIn(name, readFileSync(path).toString("latin1")));
    }
    expect(found).toEqual([]);
  });
});
