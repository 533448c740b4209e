// What links carry: the day, the span and the comparison that the reader chose, to each page that takes them.
import { describe, expect, it } from "vitest";
import { CONTEXT, carrierOf, writtenQuery } from "../../dashboards/context.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { PAGES } from "../../dashboards/site.tsx";
import { examplesOf } from "../support/examples.ts";
import { fixedModels } from "../support/models.ts";

const app = createApp({ models: fixedModels() });
const get = async (path: string) => {
  const reply = await app.request(path);
  return { status: reply.status, body: (await reply.text()).replaceAll("&amp;", "&") };
};
const CHOSEN = "day=2024-12-01&periode=13s&comparaison=an";
const carry = carrierOf(PAGES)(`?${CHOSEN}&tri=nom&q=saint`);
const hrefs = (body: string) => [...body.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map(([, path = ""]) => path);
const queryOf = (path: string) => PAGES.find((page) => page.path === path)?.query.shape ?? {};

describe("what a link carries", () => {
  it("is what the page it leads to takes, and nothing of the page's own", () => {
    expect(carry("/")).toBe(`?${CHOSEN}`);
    expect(carry("/startups/a-dock")).toBe(`?${CHOSEN}`);
    expect(carry("/territoires/france")).toBe(`?${CHOSEN}`);
    expect(carry("/qualite/a/b")).toBe("?day=2024-12-01");
    expect(carry("/rapports")).toBe("");
    expect(carry("/methodologie")).toBe("");
    expect(carry("/nowhere")).toBe("");
  });
  it("is never a value that is as if it were left out", () => {
    expect(writtenQuery(new URLSearchParams("day=2024-12-01&periode=&comparaison=precedente&tri=nom"))).toBe(
      "?day=2024-12-01&tri=nom",
    );
    expect(writtenQuery(new URLSearchParams("comparaison=precedente"))).toBe("");
  });
});

describe("the one address of a page", () => {
  it("has what was chosen, and no value that is as if it were left out", async () => {
    const canonical = async (path: string) => /<link rel="canonical" href="([^"]*)"/.exec((await get(path)).body)?.[1];
    expect(await canonical("/?periode=&comparaison=precedente")).toBe("/");
    expect(await canonical("/en?periode=13s&comparaison=precedente")).toBe("/en?periode=13s");
  });
});

describe("the links of every page of an older day", () => {
  const pages = PAGES.filter(({ query }) => "day" in query.shape);
  const carrying = examplesOf("invented", pages).map((path) => {
    const page = pages.find(({ path: form }) =>
      new RegExp(`^${form.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path.split("?")[0] ?? ""),
    );
    const names = CONTEXT.map(({ name }) => name).filter((name) => page && name in page.query.shape);
    return [path, names] as const;
  });
  it.each(carrying)("%s keeps %j", async (path, names) => {
    const chosen = new URLSearchParams([...new URLSearchParams(CHOSEN)].filter(([name]) => names.includes(name)));
    const { status, body } = await get(`${path}${path.includes("?") ? "&" : "?"}${chosen}`);
    expect(status).toBe(200);
    for (const address of hrefs(body)) {
      const { pathname, searchParams } = new URL(address, "http://localhost");
      const bare = pathname.replace(/^\/en(?=\/|$)/, "") || "/";
      const target = PAGES.find(({ path: form }) => new RegExp(`^${form.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(bare));
      for (const name of names.filter((one) => target && one in target.query.shape))
        if (!(name === "periode" && searchParams.get(name) === "tout"))
          expect([address, name, searchParams.get(name)]).toEqual([address, name, chosen.get(name)]);
    }
  });
  it("is not so on a page that says that it does not understand", async () => {
    const { status, body } = await get("/?periode=5s&day=2024-12-01");
    expect(status).toBe(400);
    expect(body).toContain('<a href="/startups">');
  });
});

describe("the bar of choices", () => {
  it("is a form with the choices selected, which keeps the page's other parameters but not the page of a list", async () => {
    const { body } = await get(`/startups?${CHOSEN}&tri=nom&page=1`);
    const bar = /<form class="bar".*?<\/form>/s.exec(body)?.[0] ?? "";
    expect(bar).toContain('method="get" action="/startups"');
    expect(bar).toContain('<option value="13s" selected');
    expect(bar).toContain('<option value="an" selected');
    expect(bar).toContain('<input type="hidden" name="tri" value="nom"');
    expect(bar).not.toContain('name="page"');
  });
  it("shows two days that an address names, and says in words what a change is against", async () => {
    const { body } = await get("/startups/rdv-solidarites?periode=2024-10-01..2024-10-31");
    expect(body).toContain('<option value="2024-10-01..2024-10-31" selected');
    expect(body).toContain("du 1er octobre 2024 au 31 octobre 2024");
    expect((await get("/startups/rdv-solidarites?periode=13s&comparaison=an")).body).toMatch(
      /contre [\d\u202f]+ un an plus tôt/,
    );
    expect((await get("/en/startups/rdv-solidarites?comparaison=an")).body).toMatch(/against [\d,]+ a year earlier/);
  });
  it("goes with the search, whose results carry it", async () => {
    const { body } = await get(`/recherche?q=saint&${CHOSEN}`);
    expect(body).toContain('<input type="hidden" name="periode" value="13s"');
    expect(hrefs(body).some((path) => path.startsWith("/indicateurs/") && path.endsWith(CHOSEN))).toBe(true);
  });
});

describe("a span or comparison that there is not", () => {
  it.each(PAGES.filter(({ path }) => "periode" in queryOf(path)).map(({ path }) => path))("%s takes both", (path) =>
    expect(Object.keys(queryOf(path))).toContain("comparaison"),
  );
  it.each(["periode=5s", "periode=2024-02-30..2024-03-01", "comparaison=hier"])(
    "%s is 400, with what is allowed",
    async (query) => {
      const problem = await get(`/api/v1/overview?${query}`);
      expect(problem.status).toBe(400);
      expect(JSON.parse(problem.body).hint).toContain(
        "periode (4s, 13s, 12m, tout, AAAA-MM-JJ..AAAA-MM-JJ), comparaison (precedente, an, aucune)",
      );
      for (const path of ["/", "/en"]) {
        const page = await get(`${path}?${query}`);
        expect([page.status, page.body.includes("AAAA-MM-JJ..AAAA-MM-JJ")]).toEqual([400, true]);
      }
    },
  );
});
