// How a startup joins, over real HTTP and a real log: an address is looked at, a request is made, the network decides, and
// what it accepted is in the directory; a token is shown once; figures are typed.
import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { snippetsOf } from "../../dashboards/pages/snippets.ts";
import { CheckReply, type Finding, type Refused } from "../../schemas/check.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { form, type JoinPlace, openJoinPlace, post } from "../support/join-place.ts";
import { type Loopback, loopback } from "../support/loopback.ts";

const ANSWER = JSON.stringify({
  users: 120,
  months: [
    { m: "2026-09", visits: 1204 },
    { m: "2026-10", visits: 1388 },
  ],
});
const TEAM = { holder: "Équipe À quai", contact: "ada@a-dock.example" };
const SLOW_MS = 2_000;

let place: JoinPlace;
let url: string;
let endpoint: Loopback;
let asked = 0;
let lastPath = "";
const stats = () => `${endpoint.url}/stats`;
const check = (body: unknown, headers: Record<string, string> = {}, to = url) =>
  post(`${to}/api/v1/check`, body, headers);
const ask = (body: object, to = url) => post(`${to}/api/v1/join-requests`, { ...TEAM, ...body });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const step = (id: string, name: string, token: string, body?: object) =>
  post(`${url}/api/v1/join-requests/${id}/${name}`, body, token === "" ? {} : bearer(token));
const followed = async (path: string) => (await fetch(url + path)).text();
const plainText = (html: string) => html.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
const codeOf = (follow: string) => follow.split("/").at(-1) ?? "";

beforeAll(async () => {
  place = await openJoinPlace();
  url = await place.serve();
  endpoint = await loopback((request, response) => {
    asked += 1;
    const path = request.url ?? "";
    lastPath = path;
    if (path.startsWith("/page")) response.writeHead(200, { "content-type": "text/html" });
    if (path.startsWith("/loop")) return response.writeHead(302, { location: "/loop" }).end();
    if (path.startsWith("/error")) return response.end('{"error": "no such table"}');
    if (path.startsWith("/none")) return response.writeHead(404).end();
    if (path.startsWith("/private") && !path.includes("token=")) return response.writeHead(401).end();
    if (path.startsWith("/large")) return response.end(`[${"1,".repeat(200_000)}1]`);
    if (path.startsWith("/slow")) return void setTimeout(() => response.end(ANSWER), SLOW_MS);
    response.end(path.startsWith("/page") ? "<!DOCTYPE html><html><body>12 users</body></html>" : ANSWER);
  });
  const now = Date.now();
  const about = { id: "0193e3a0-0000-7000-8000-0000000000c1", at: new Date(now).toISOString() };
  const registered = { type: "startup.registered", ...about, startup: "c-dock", name: "Cité", origin: "registre" };
  await place.log.append(TOPICS.registry, [{ key: "c-dock", value: Buffer.from(JSON.stringify(registered)) }]);
});
afterAll(async () => {
  await endpoint?.close();
  await place?.close();
});

beforeAll(() => {
  process.env.RELEVE_SECRET_MATOMO = "planted";
});
afterAll(() => {
  delete process.env.RELEVE_SECRET_MATOMO;
});

describe("POST /api/v1/check", () => {
  it("says of an unknown address what can be read, why, and the figures as they would be", async () => {
    const { status, body } = await check({ url: stats() });
    expect(status).toBe(200);
    expect(CheckReply.parse(body)).toMatchObject({
      outcome: "readable",
      cellCount: 3,
      proposal: { sources: [{ kind: "json" }] },
    });
    expect(body.cells).toContainEqual({
      ...{
        metric: "visites",
        level: "france",
        code: "FR",
        grain: "month",
        first: "2026-09-01",
        dims: {},
        value: "1204",
      },
    });
    expect(body.found[0]).toMatchObject({
      about: "kind",
      confidence: expect.any(String),
      evidence: expect.any(String),
    });
  });
  it("looks at an answer that is pasted, and asks nobody", async () => {
    const before = asked;
    const { body } = await check({ body: ANSWER });
    expect([body.outcome, body.cellCount, asked]).toEqual(["readable", 3, before]);
  });
  it("says of a page for people that it is one, and what to ask its team for, in French and English", async () => {
    const { status, body } = await check({ url: `${endpoint.url}/page` });
    expect(status).toBe(200);
    expect(body).toMatchObject({ outcome: "unreadable", proposal: null, cellCount: 0 });
    expect(body.refused[0].why).toContain("HTML only");
    expect(body.askTeam.fr).toMatch(/JSON/);
    expect(body.askTeam.en).toMatch(/JSON/);
  });
  it.each([
    ["a private address", "http://10.0.0.1/", "RELEVE_ADDRESS_REFUSED"],
    ["the address of a cloud's secrets", "http://169.254.169.254/latest/meta-data", "RELEVE_ADDRESS_REFUSED"],
    ["plain http elsewhere", "http://example.org/", "RELEVE_ADDRESS_REFUSED"],
    ["what is no address", "http://[", "not a web address"],
  ])("does not ask %s, and says so", async (_, address, why) => {
    const { status, body } = await check({ url: address });
    expect([status, body.outcome, body.refused[0].why]).toEqual([200, "unreadable", expect.stringContaining(why)]);
  });
  it("never fills a secret into a stranger's address", async () => {
    await check({ url: `${stats()}?t={{RELEVE_SECRET_MATOMO}}` });
    expect(lastPath).toContain("RELEVE_SECRET_MATOMO");
  });
  it("has an end: an answer that is too large or too slow is told as unreadable", async () => {
    const hasty = await place.serve({ timeoutMs: 200 });
    const large = await check({ url: `${endpoint.url}/large` });
    const slow = await check({ url: `${endpoint.url}/slow` }, {}, hasty);
    expect([large.body.outcome, large.body.refused[0].why]).toEqual([
      "unreadable",
      expect.stringContaining("ANSWER_SIZE"),
    ]);
    expect([slow.body.outcome, slow.body.refused[0].why]).toEqual([
      "unreadable",
      expect.stringContaining("UNREACHABLE"),
    ]);
  });
  it("takes a pasted answer up to its limit, and names the setting beyond it", async () => {
    const { status, body } = await check({ body: "x".repeat(300_000) });
    expect([status, body.code, body.limit.setting]).toEqual([413, "RELEVE_TOO_LARGE", "RELEVE_CHECK_MAX_BYTES"]);
  });
  it("is asked so often by one address: 429 with Retry-After, in the language that is asked for; nothing was looked at", async () => {
    const slow = await place.serve({ limits: { perMinute: 2 } });
    const statuses = [];
    for (let at = 0; at < 2; at++) statuses.push((await check({ url: stats() }, {}, slow)).status);
    const before = asked;
    const { status, headers, body } = await check({ url: stats() }, { "accept-language": "fr" }, slow);
    expect([...statuses, status]).toEqual([200, 200, 429]);
    expect(body).toMatchObject({ code: "RELEVE_RATE", limit: { most: 2, setting: "RELEVE_CHECK_PER_MINUTE" } });
    expect(body.detail).toBe("au plus 2 requêtes par minute depuis une adresse");
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(asked).toBe(before);
  });
  it("looks at few at once: one more is told to come back", async () => {
    const narrow = await place.serve({ limits: { atOnce: 1 } });
    const long = check({ url: `${endpoint.url}/slow` }, {}, narrow);
    await expect.poll(async () => (await check({ url: stats() }, {}, narrow)).body.limit?.name).toBe("checksAtOnce");
    expect((await long).status).toBe(200);
    expect((await check({ url: stats() }, {}, narrow)).status).toBe(200);
  });
  it.each([
    ["no address and no answer", {}],
    ["another scheme", { url: "ftp://a.example/" }],
    ["another member", { url: "https://a.example/", startup: "x" }],
  ])("refuses %s: 400, with the place", async (_, body) => {
    const refused = await check(body, { "accept-language": "fr" });
    expect(refused).toMatchObject({ status: 400, body: { code: "RELEVE_USAGE", errors: expect.any(Array) } });
    expect(JSON.stringify(refused.body.errors)).not.toMatch(/too_small|invalid_/);
  });
});

describe("a request to join", () => {
  it("of an endpoint: recorded with what is read there, without contact, code or secret; accepted, it is a source of the directory", async () => {
    const made = await ask({ want: "endpoint", startup: "Cité", url: stats() });
    expect(made.status).toBe(201);
    const { request, follow } = made.body;
    expect(request).toMatchObject({ startup: "c-dock", name: "Cité", state: "open", figures: 3, kind: "json" });
    const log = await place.everything();
    expect(log).not.toContain(TEAM.contact);
    expect(log).not.toContain(codeOf(follow));
    expect(statSync(join(place.folder, "contacts.json")).mode & 0o777).toBe(0o600);
    const listed = (await (await fetch(`${url}/api/v1/join-requests`)).json()) as { requests: object[] };
    expect(listed.requests).toContainEqual(request);
    expect(JSON.stringify(listed)).not.toContain(TEAM.contact);

    const marie = await place.decider();
    const accepted = await step(request.id, "accept", marie);
    expect(accepted).toMatchObject({ status: 200, body: { state: "accepted", by: "Marie", source: "site" } });
    const declared = (await place.directory()).find(({ startup }) => startup === "c-dock");
    expect(declared).toMatchObject({ name: "Cité", sources: [{ source: "site", kind: "json" }] });
    expect(await followed(follow)).toContain("Le réseau a accepté");
  });
  it("is decided once: a second word is 409, and says what stands", async () => {
    const { body } = await ask({ want: "push", startup: "c-dock" });
    const [marie, paul] = [await place.decider(), await place.decider("Paul")];
    const both = await Promise.all([step(body.request.id, "accept", marie), step(body.request.id, "accept", paul)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = await step(body.request.id, "decline", marie, { reason: "not of the network" });
    expect(late).toMatchObject({
      status: 409,
      body: { code: "RELEVE_REQUESTED", detail: expect.stringContaining("accepted") },
    });
    const { requests } = (await (await fetch(`${url}/api/v1/join-requests`)).json()) as { requests: { id: string }[] };
    const winner = both.find(({ status }) => status === 200)?.body.by;
    expect(requests.find(({ id }) => id === body.request.id)).toMatchObject({ state: "accepted", by: winner });
  });
  it("that is declined tells its asker why, and its contact is forgotten", async () => {
    const { body } = await ask({ want: "hand", startup: "b-dock", contact: "gone@b-dock.example" });
    const reason = "Ce service ne fait pas partie du réseau";
    const declined = await step(body.request.id, "decline", await place.decider(), { reason });
    expect(declined).toMatchObject({ status: 200, body: { state: "declined", reason } });
    expect(await followed(body.follow)).toContain(reason);
    expect(readFileSync(join(place.folder, "contacts.json"), "utf8")).not.toContain("gone@");
    expect((await place.directory()).find(({ startup }) => startup === "b-dock")?.sources).toHaveLength(1);
  });
  it("that was accepted may end: the source is no more in the directory", async () => {
    const { body } = await ask({ want: "endpoint", startup: "b-dock", url: `${endpoint.url}/second` });
    const token = await place.decider();
    expect(await step(body.request.id, "accept", token)).toMatchObject({ status: 200 });
    const sources = async () => (await place.directory()).find(({ startup }) => startup === "b-dock");
    expect((await sources())?.sources.map(({ source }) => source)).toEqual(["stats", "site"]);
    expect((await sources())?.order).toEqual({ utilisateurs: ["stats", "site"] });
    expect(await step(body.request.id, "end", token, { reason: "the team asked for it" })).toMatchObject({
      status: 200,
    });
    expect((await sources())?.sources.map(({ source }) => source)).toEqual(["stats"]);
  });
  it("needs a token with the right to decide, for that startup", async () => {
    const { body } = await ask({ want: "push", startup: "b-dock" });
    const { id } = body.request;
    expect(await step(id, "accept", "")).toMatchObject({ status: 401, body: { code: "RELEVE_TOKEN" } });
    expect(await step(id, "accept", "releve_nonsense")).toMatchObject({ status: 401 });
    const other = await place.decider("Only A", "a-dock");
    expect(await step(id, "accept", other)).toMatchObject({ status: 403, body: { code: "RELEVE_SCOPE" } });
    const unknown = await step("0193e3a0-0000-7000-8000-00000000dead", "accept", await place.decider());
    expect(unknown).toMatchObject({ status: 404, body: { code: "RELEVE_UNKNOWN_REQUEST" } });
    await step(id, "decline", await place.decider(), { reason: "no more of it" });
  });
  it("that was made already, or is there already, is 409", async () => {
    const first = await ask({ want: "hand", startup: "b-dock" });
    expect(first.status).toBe(201);
    expect(await ask({ want: "hand", startup: "b-dock" })).toMatchObject({
      status: 409,
      body: { code: "RELEVE_REQUESTED" },
    });
    expect(await ask({ want: "endpoint", startup: "c-dock", url: stats() })).toMatchObject({ status: 409 });
  });
  it.each([
    ["an unknown startup", { want: "push", startup: "nobody" }, 404, "RELEVE_UNKNOWN_STARTUP"],
    [
      "a holder with an e-mail address",
      { want: "push", startup: "a-dock", holder: "ada@a.example" },
      400,
      "RELEVE_USAGE",
    ],
    ["no contact", { want: "push", startup: "a-dock", contact: "ada" }, 400, "RELEVE_USAGE"],
    ["an endpoint without an address", { want: "endpoint", startup: "a-dock" }, 400, "RELEVE_USAGE"],
    [
      "an address that is a private one",
      { want: "endpoint", startup: "a-dock", url: "http://10.0.0.1/" },
      422,
      "RELEVE_NO_FIGURE",
    ],
  ])("is refused for %s", async (_, body, status, code) => {
    expect(await ask(body)).toMatchObject({ status, body: { code, hint: expect.any(String) } });
  });
  it("is refused when the address would have a secret of ours sent to it", async () => {
    const refused = await ask({ want: "endpoint", startup: "a-dock", url: `${stats()}?t={{RELEVE_SECRET_MATOMO}}` });
    expect([refused.status, refused.body.code]).toEqual([422, "RELEVE_NO_FIGURE"]);
    expect(await place.everything()).not.toContain("RELEVE_SECRET");
  });
  it("is refused when the address answers only with its token, which is never kept: each later pull would fail", async () => {
    const private_ = `${endpoint.url}/private`;
    expect((await check({ url: `${private_}?token=abc` })).body.outcome).toBe("readable");
    const refused = await ask({ want: "endpoint", startup: "a-dock", url: `${private_}?token=abc` });
    expect(refused).toMatchObject({ status: 422, body: { code: "RELEVE_NO_FIGURE" } });
    expect(refused.body.detail).toContain("token");
    expect([await place.everything(), lastPath]).toEqual([expect.not.stringContaining("/private"), "/private"]);
  });
  it("of a service that came into the registry a moment ago is taken; of one that is not there, it says whom to ask", async () => {
    const unknown = await ask({ want: "push", startup: "d-dock" });
    expect([unknown.status, unknown.body.hint]).toEqual([404, expect.stringContaining("ask network@releve.example")]);
    const about = { id: "0193e3a0-0000-7000-8000-0000000000d1", at: new Date().toISOString() };
    const registered = { type: "startup.registered", ...about, startup: "d-dock", name: "D", origin: "registre" };
    await place.log.append(TOPICS.registry, [{ key: "d-dock", value: Buffer.from(JSON.stringify(registered)) }]);
    await expect
      .poll(async () => (await ask({ want: "push", startup: "d-dock" })).status, { timeout: 5_000 })
      .toBe(201);
  });
  it("is taken while not too many wait", async () => {
    const full = await place.serve({ mostOpen: 0 });
    const refused = await ask({ want: "push", startup: "a-dock" }, full);
    expect(refused).toMatchObject({ status: 429, body: { limit: { setting: "RELEVE_JOIN_MAX_OPEN" } } });
  });
});

describe("a token that a request gives", () => {
  it("is made when it is taken, shown once, pushes for its startup, and is nowhere kept", async () => {
    const { body } = await ask({ want: "push", startup: "a-dock" });
    const page = `${url}${body.follow}`;
    expect((await form(`${page}/jeton`, {})).status).toBe(303); // not accepted yet: the page says so
    await step(body.request.id, "accept", await place.decider());
    const shown = await form(`${page}/jeton`, {}, { "sec-fetch-site": "same-origin" });
    const token = /releve_[0-9A-Za-z]{33}/.exec(shown.text)?.[0] ?? "";
    expect([shown.status, shown.headers.get("cache-control"), token.length]).toEqual([200, "no-store", 40]);
    expect(shown.text).toContain(`${url}/api/v1/declarations?source=envois`);
    const again = await form(`${page}/jeton`, {});
    expect([again.status, again.to]).toEqual([303, body.follow]);
    expect(await followed(body.follow)).toContain("déjà été montré");
    expect(await place.everything()).not.toContain(token);
    const pushed = await post(
      `${url}/api/v1/declarations?source=envois`,
      { metric: "utilisateurs", value: 120 },
      bearer(token),
    );
    expect(pushed.status).toBe(201);
  });
  it("comes with three ways to send a figure, all filled in: each is run as it stands", async () => {
    const { body } = await ask({ want: "push", startup: "c-dock" });
    await step(body.request.id, "accept", await place.decider());
    const { text } = await form(`${url}${body.follow}/jeton`, {});
    const token = /releve_[0-9A-Za-z]{33}/.exec(text)?.[0] ?? "";
    const { curl, Node, Python } = snippetsOf({ base: url, token, source: "envoi" });
    for (const snippet of [curl, Node, Python]) expect(plainText(text)).toContain(snippet);
    const run = promisify(execFile);
    const said = await Promise.all([
      run("bash", ["-c", curl]),
      run(process.execPath, ["--input-type=module", "-e", Node]),
      run("python3", ["-c", Python]),
    ]);
    for (const { stdout } of said) expect(stdout).toContain('"accepted":1');
  });
  it("is one, though two processes are asked at once", async () => {
    const other = await place.serve();
    const { body } = await ask({ want: "push", startup: "b-dock" });
    await step(body.request.id, "accept", await place.decider());
    const both = await Promise.all([url, other].map((from) => form(`${from}${body.follow}/jeton`, {})));
    expect(both.filter(({ text }) => /releve_[0-9A-Za-z]{33}/.test(text))).toHaveLength(1);
  });
});

describe("forms of the pages", () => {
  it("are taken from our own pages only", async () => {
    const fields = { adresse: stats() };
    const sent = async (headers: Record<string, string>) => (await form(`${url}/rejoindre`, fields, headers)).status;
    expect(await sent({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await sent({ "sec-fetch-site": "same-site" })).toBe(403);
    expect(await sent({ origin: "https://evil.example" })).toBe(403);
    expect(await sent({ origin: "null" })).toBe(403);
    expect(await sent({ origin: url })).toBe(200);
    expect(await sent({ "sec-fetch-site": "same-origin" })).toBe(200);
  });
  it("show what was typed again, each fault beside its field, in the page's language", async () => {
    const fields = { voie: "push", service: "<b>nobody", equipe: "Team", contact: "ada@a.example" };
    const fr = await form(`${url}/rejoindre/demande`, fields);
    expect([fr.status, fr.headers.get("cache-control"), fr.headers.get("referrer-policy")]).toEqual([
      400,
      "no-store",
      "same-origin",
    ]);
    expect(fr.text).toMatch(
      /id="service-error"[^<]*>[^<]*le registre du réseau n’a pas de service « &lt;b&gt;nobody »/,
    );
    expect(fr.text).toContain('aria-describedby="service-hint service-error"');
    expect(fr.text).toContain('value="ada@a.example"');
    const en = await form(`${url}/en/rejoindre/demande`, {
      ...fields,
      service: "a-dock",
      equipe: "ada@a.example",
      contact: "ada",
    });
    expect(en.text).toContain("The name of a team or a role is needed");
    expect(en.text).toContain("This is no e-mail address");
  });
  it("tell all that is missing at once", async () => {
    const { status, text } = await form(`${url}/rejoindre/demande`, {});
    const told = ["voie", "service", "equipe", "contact"].filter((id) => text.includes(`id="${id}-error"`));
    expect([status, told]).toEqual([400, ["voie", "service", "equipe", "contact"]]);
  });
  it.each([
    ["a loop", "/loop", "renvoie à une autre, et ainsi de suite sans fin"],
    ["an answer that is too large", "/large", "répond trop long"],
    ["an error with status 200", "/error", "mais par une erreur : « no such table »"],
    ["a token that is missing", "/private", "demande un mot de passe ou un jeton"],
    ["nothing there", "/none", "Il n’y a rien à cette adresse"],
  ])("say beside the field, in the page's language and without codes, why %s is not read", async (_, path, why) => {
    const { text } = await form(`${url}/rejoindre`, { adresse: `${endpoint.url}${path}` });
    const [, beside = ""] = /id="adresse-error"[^>]*>([^<]*)</.exec(text) ?? [];
    expect(plainText(beside)).toContain(why);
    expect(beside).not.toContain("RELEVE_");
  });
  it("say in French what was seen and what is not read, and in English under /en", async () => {
    const rows = Array.from({ length: 1204 }, (_, at) => ({ insee: "29232", visites: at, bioPercent: 12 }));
    const reponse = JSON.stringify([...rows, { insee: "2923", visites: 3, bioPercent: 12 }]);
    const [fr = "", en = ""] = await Promise.all(
      ["/rejoindre", "/en/rejoindre"].map(async (path) => {
        const { text } = await form(url + path, { reponse });
        return plainText(/id="pourquoi-t"[\s\S]*?<\/section>/.exec(text)?.[0] ?? "");
      }),
    );
    expect(fr).toContain("1\u202f204 valeurs sur 1\u202f205 ont la forme d’un code de commune");
    expect(en).toContain("1204 of 1205 values have the form of a commune's code");
    expect(fr).toContain("« bioPercent » désigne une part, ou une cible : Relevé ne reprend jamais une part");
    expect(en).toContain('"bioPercent" names a share, or a target: a share is never stated');
    expect(fr).toContain("« 2923 » n’est pas un code de commune");
    const { body } = await check({ body: reponse });
    const told = [...body.found.map((one: Finding) => one.evidence), ...body.refused.map((one: Refused) => one.why)];
    expect(told.length).toBeGreaterThan(5);
    for (const english of told) {
      expect(en).toContain(english);
      expect(fr).not.toContain(english);
    }
    expect(fr).not.toContain('lang="en"');
  });
  it("say in French what was chosen, by labels, with a link to the catalogue", async () => {
    const { text } = await form(`${url}/rejoindre`, { reponse: '{"zorg": 12}' });
    expect(text).toContain("« Éléments gérés », en attendant mieux");
    expect(text).toContain('href="/indicateurs"');
    expect(text).not.toContain("docs/metrics.md");
  });
  it("decide: a wrong token is told beside its field, contacts show to a good one alone, and the token is never written back", async () => {
    const { body } = await ask({ want: "push", startup: "c-dock", contact: "seen@c-dock.example" });
    const at = `${url}/rejoindre/demandes`;
    const wrong = await form(at, { jeton: "releve_no", action: `accept:${body.request.id}` });
    expect([wrong.status, wrong.text.includes("jeton-error"), wrong.text.includes("releve_no")]).toEqual([
      400,
      true,
      false,
    ]);
    expect(await (await fetch(at)).text()).not.toContain("seen@c-dock.example");
    const token = await place.decider();
    const contacts = await form(at, { jeton: token, action: "contacts" });
    expect([contacts.text.includes("seen@c-dock.example"), contacts.text.includes(token)]).toEqual([true, false]);
    expect((await form(at, { jeton: token, action: `decline:${body.request.id}` })).text).toContain("raison-error");
    const accepted = await form(at, { jeton: token, action: `accept:${body.request.id}` });
    expect([accepted.status, accepted.to]).toEqual([303, "/rejoindre/demandes?fait=accept"]);
  });
});

describe("figures that a team types", () => {
  let follow: string;
  const figures = (fields: Record<string, string>, path = follow) => form(`${url}${path}/chiffres`, fields);
  const line = (at: number, metric: string, month: string, value: string, territory = "") => ({
    ...{ [`${at}-metric`]: metric, [`${at}-month`]: month, [`${at}-value`]: value, [`${at}-territory`]: territory },
  });
  beforeAll(async () => {
    const { body } = await ask({ want: "hand", startup: "c-dock" });
    follow = body.follow;
    expect((await figures(line(0, "visites", "2026-08", "12"))).status).toBe(400); // not accepted yet
    await step(body.request.id, "accept", await place.decider());
  });
  it("are recorded as a push of a source declared by hand, expected each month", async () => {
    const done = await figures({
      ...line(0, "visites", "08/2026", "1 204"),
      ...line(2, "utilisateurs", "2026-08", "12,5", "Quimper"),
    });
    expect([done.status, done.to]).toEqual([303, `${follow}?pris=2`]);
    const source = (await place.directory()).find(({ startup }) => startup === "c-dock")?.sources.at(-1);
    expect(source).toMatchObject({
      source: "saisie",
      kind: "push",
      every: "month",
      label: "Déclaré à la main par l’équipe",
    });
    const log = await place.everything();
    expect(log).toContain('"source":"saisie"');
    expect(log).toMatch(
      /"metric":"visites","value":"1204","territory":\{"level":"france","code":"FR"\},"period":\{"grain":"month","first":"2026-08-01"\}/,
    );
    expect(log).toMatch(
      /"asAt":"2026-08-31T21:59:59.999Z"[^}]*\}[^}]*"metric":"utilisateurs","value":"12.5","territory":\{"level":"commune","code":"29232"\}/,
    );
  });
  it.each([
    ["a month to come", line(0, "visites", "2099-01", "1"), "0-month"],
    [
      "a month that runs, of what is counted by month",
      line(0, "visites", new Date().toISOString().slice(0, 7), "1"),
      "0-month",
    ],
    ["a count below 0", line(0, "reservations", "2026-08", "-5"), "0-value"],
    ["a number for a set of places", line(0, "communes_couvertes", "2026-08", "12"), "0-territory"],
    ["no number", line(1, "visites", "2026-08", "beaucoup"), "1-value"],
    ["no month", line(0, "visites", "août", "1"), "0-month"],
    ["no metric", line(0, "", "2026-08", "1"), "0-metric"],
    ["a place that several have", line(0, "visites", "2026-08", "1", "Paris"), "0-territory"],
  ])("are refused for %s, beside the field, and nothing is recorded", async (_, fields, id) => {
    const before = (await place.everything()).split("declaration.received").length;
    const { status, text } = await figures(fields);
    expect([status, text.includes(`id="${id}-error"`)]).toEqual([400, true]);
    expect((await place.everything()).split("declaration.received")).toHaveLength(before);
  });
  it("come as a table too: simple columns as a spreadsheet writes them, or the national schema", async () => {
    const csv = "Indicateur;Mois;Valeur\nVisites;2026-05;1 000\nVisites;2026-06;1 100\n";
    expect((await figures({ csv })).to).toBe(`${follow}?pris=2`);
    const body = new FormData();
    body.set(
      "fichier",
      new Blob([Buffer.from("indicateur;mois;valeur;territoire\nvisites;2026-05;7;Finist\xe8re\n", "latin1")]),
      "a.csv",
    );
    const sent = await fetch(`${url}${follow}/chiffres`, { method: "POST", redirect: "manual", body });
    expect(sent.headers.get("location")).toBe(`${follow}?pris=1`);
    const wrong = await figures({ csv: "indicateur;mois\nvisites;2026-05\n" });
    expect([wrong.status, wrong.text.includes('id="csv-error"')]).toEqual([400, true]);
    const national = `${"indicateur,valeur,est_cible,date,est_periode,date_debut"}\nvisites,143,false,2025-12-31,true,2025-01-01\n`;
    expect((await figures({ csv: national })).to).toBe(`${follow}?pris=1`);
    expect(await place.everything()).toMatch(
      /"value":"143","territory":\{[^}]*\},"period":\{"grain":"year","first":"2025-01-01"\}/,
    );
  });
  it("say what is wrong in plain words: no metric, no figure, a name of several places, a file that is no table", async () => {
    const said = async (fields: Record<string, string>) => plainText((await figures(fields)).text);
    expect(await said(line(0, "", "2026-08", "1"))).toContain("il manque l’indicateur ; choisissez-le dans la liste");
    expect(await said({})).toContain("il n’y a aucun chiffre à enregistrer");
    const places = await said(line(0, "visites", "2026-08", "1", "Saint-Denis"));
    expect(places).toContain("commune:93066 (Seine-Saint-Denis)");
    const file = await said({ csv: "PK\u0003\u0004\u0000\u0000;;" });
    expect(file).toContain("ce fichier n’est pas un tableau CSV");
    expect(file).not.toContain("Ligne 0");
    const nobody = plainText((await form(`${url}/rejoindre/chiffres`, line(0, "visites", "2026-08", "1"))).text);
    expect(nobody).toContain("ouvrez le lien de suivi de votre demande");
    expect(nobody).not.toContain("Authorization");
  });
  it("may name a month in words, and metrics that the service defines for itself", async () => {
    const { body } = await ask({ want: "push", startup: "b-dock" });
    await step(body.request.id, "accept", await place.decider());
    expect(await followed(body.follow)).toContain(
      '<option value="own_flow_b_dock__repas_servis">Repas servis</option>',
    );
    const csv = "indicateur;mois;valeur\nRepas servis;août 2026;12\n";
    expect((await figures({ csv }, body.follow)).to).toBe(`${body.follow}?pris=1`);
    expect((await figures(line(0, "own_flow_b_dock__repas_servis", "juillet 2026", "9"), body.follow)).status).toBe(
      303,
    );
  });
  it("are taken with a token too, on the page for that; and with no other key", async () => {
    const at = `${url}/rejoindre/chiffres`;
    const row = line(0, "visites", "2026-07", "9");
    expect((await form(at, { ...row, cle: codeOf(follow) })).to).toBe("/rejoindre/chiffres?pris=1&service=c-dock");
    const refused = await form(at, { ...row, cle: "releve_nonsense" });
    expect([refused.status, refused.text.includes('id="cle-error"'), refused.text.includes("releve_nonsense")]).toEqual(
      [400, true, false],
    );
    expect((await fetch(`${url}/rejoindre/suivi/${"x".repeat(32)}`)).status).toBe(404);
  });
});
