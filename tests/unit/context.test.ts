// What links carry: the day, the span and the comparison that the reader chose, to each page that takes them.
import { describe, expect, it } from "vitest";
import { CONTEXT, carrierOf, writtenQuery } from "../../dashboards/context.ts";
import type { Page } from "../../dashboards/page.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { PAGES } from "../../dashboards/site.tsx";
import { examplesOf } from "../support/examples.ts";
import { fixedModels } from "../support/models.ts";

const app = createApp({ models: fixedModels() });
const get = async (path: string) => {
  const reply = await app.request(path);
  return { status: reply.status, body: (await reply.text()).replaceAll("&amp;", "&") };
};
const CHOSEN = "day=2024-12-01&periode=13s&comparaison=an&millesime=2024&connu-le=2024-12-05";
const carry = carrierOf(PAGES)(`?${CHOSEN}&tri=nom&q=saint`);
const hrefs = (body: string) => [...body.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map(([, path = ""]) => path);
/** The page without the banner, whose link leads back to today. */
/** Without what leads back to now: the banner, and the sentence that a definition changed since. */
const withoutBanner = (body: string) =>
  body.replace(/<aside class="known".*?<\/aside>/s, "").replace(/<p class="note since">.*?<\/p>/s, "");
/** Examples that say nothing of when figures were known. */
const ofNow = (pages: readonly Page[]) => examplesOf("invented", pages).filter((path) => !path.includes("connu-le"));
const queryOf = (path: string) => PAGES.find((page) => page.path === path)?.query.shape ?? {};

describe("what a link carries", () => {
  it("is what the page it leads to takes, and nothing of the page's own", () => {
    expect(carry("/")).toBe(`?${CHOSEN}`);
    expect(carry("/startups/a-dock")).toBe(`?${CHOSEN}`);
    expect(carry("/territoires/france")).toBe(`?${CHOSEN}`);
    expect(carry("/qualite/a/b")).toBe("?day=2024-12-01&connu-le=2024-12-05");
    expect(carry("/rapports")).toBe("?connu-le=2024-12-05");
    expect(carry("/methodologie")).toBe("");
    expect(carry("/nowhere")).toBe("");
  });
  it("is never a value that is as if it were left out", () => {
    expect(
      writtenQuery(new URLSearchParams("day=2024-12-01&periode=&comparaison=precedente&millesime=2026&tri=nom")),
    ).toBe("?day=2024-12-01&tri=nom");
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
  const carrying = ofNow(pages).map((path) => {
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
    for (const address of hrefs(withoutBanner(body))) {
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

describe("figures as known on a day", () => {
  it("say so in a banner that leads back to today, and name the page of today as the one address", async () => {
    const { body } = await get("/startups?tri=nom&connu-le=2024-12-05");
    const banner = /<aside class="known".*?<\/aside>/s.exec(body)?.[0] ?? "";
    expect(banner).toContain("Chiffres tels que connus le 5 décembre 2024.");
    expect(banner).toContain('<a href="/startups?tri=nom">Revenir à aujourd’hui</a>');
    expect(body).toContain('<link rel="canonical" href="/startups?tri=nom"');
    expect(body).toContain('name="connu-le" value="2024-12-05"');
    expect(body).toContain("liste officielle 2026, même si elle a été publiée après ce jour");
    expect((await get("/en?connu-le=2024-12-05")).body).toContain("Figures as known on 5 December 2024.");
  });
  it("may be those of an instant, which the page says, keeps in its form and in its links", async () => {
    const { body, status } = await get("/startups?connu-le=2024-12-05T09:30:00Z");
    expect(status).toBe(200);
    expect(body).toContain("Chiffres tels que connus le 5 décembre 2024 à 10:30.");
    expect(body).toContain('name="connu-le" value="2024-12-05T09:30:00Z"');
    expect(hrefs(body).filter((address) => address.includes("connu-le=2024-12-05T09%3A30%3A00Z"))).not.toEqual([]);
    expect((await get("/startups?connu-le=2024-12-05T25:30:00Z")).status).toBe(422);
  });
  it("stay under a link of the page, to what is known at this moment", async () => {
    const { body } = await get("/");
    const [, address = ""] = /<a href="([^"]*)">Lien permanent/.exec(body) ?? [];
    const kept = new URL(address, "http://localhost").searchParams.get("connu-le");
    expect(body).toContain(`Dernier fait enregistré le`);
    expect(kept).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    const then = await get(address);
    expect([then.status, then.body.includes("Chiffres tels que connus le")]).toEqual([200, true]);
    expect(then.body).not.toContain("Lien permanent vers cette page");
    expect((await get("/startups")).body).not.toContain('class="known"');
  });
  it("lead to the API under its own name, and to nothing that would not answer", async () => {
    for (const path of ofNow(PAGES.filter(({ query }) => "connu-le" in query.shape))) {
      const { body, status } = await get(`${path}${path.includes("?") ? "&" : "?"}connu-le=2024-12-05`);
      expect([path, status]).toEqual([path, 200]);
      for (const address of hrefs(body).filter((one) => /^\/api\/|\.(json|csv)(\?|$)/.test(one))) {
        const { searchParams } = new URL(address, "http://localhost");
        const known = address.startsWith("/api/") ? "as_of" : "connu-le";
        expect([path, address, searchParams.get(known)]).toEqual([path, address, "2024-12-05"]);
        expect([address, (await get(address)).status]).toEqual([address, 200]);
      }
    }
  });
  it("are for ever once they are settled, and only then", async () => {
    const settled = createApp({ models: fixedModels({ settled: true }) });
    const cache = async (path: string, from = settled) => (await from.request(path)).headers.get("cache-control");
    for (const path of ["/index.json?connu-le=2024-12-05", "/qualite.csv?connu-le=2024-12-05"])
      expect([path, await cache(path)]).toEqual([path, "public, max-age=31536000, immutable"]);
    expect(await cache("/api/v1/figures?as_of=2024-12-05T12:00:00Z")).toBe("public, max-age=31536000, immutable");
    // Its HTML is another one in another theme, and after a new release.
    for (const path of ["/", "/?connu-le=2024-12-05", "/en/startups?connu-le=2024-12-05"])
      expect([path, await cache(path)]).toEqual([path, "no-cache"]);
    expect(await cache("/index.json?connu-le=2024-12-05", app)).toBe("no-cache");
    expect(await cache("/startups/nobody?connu-le=2024-12-05")).toBe("no-store");
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
