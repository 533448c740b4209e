// The routes of joining: pages that are not of the store but of requests, and forms that post without JavaScript. Nothing
// of them is kept by caches, and no other site is told their addresses.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import type { CheckRequest } from "../schemas/check.ts";
import { Person } from "../schemas/decisions.ts";
import type { Door } from "../schemas/door.ts";
import { Email, JOIN_STEPS, WANTS, type Want } from "../schemas/join.ts";
import { RequestRefused } from "../schemas/request-refused.ts";
import { addFigureRoutes, noFigures } from "./figure-routes.tsx";
import { formBody } from "./form-body.ts";
import { LANGS, type Lang } from "./format.ts";
import { type Forms, MENDABLE, TakenQuery } from "./forms.ts";
import { followPath } from "./join-api.ts";
import type { Most } from "./json-body.ts";
import { matchOf } from "./match.ts";
import { send, viewAt } from "./page-routes.tsx";
import { JoinPage, type LookedAt } from "./pages/join.tsx";
import type { AskProps, AskValues } from "./pages/join-ask.tsx";
import { FollowPage, TokenPage } from "./pages/join-follow.tsx";
import { actionOf, RequestsPage, type RequestsProps } from "./pages/join-requests.tsx";
import { href } from "./pages/view.ts";
import { readQuery, statusOf } from "./problem.ts";
import { refuseOtherSites } from "./same-origin.ts";

/** The pages, as OpenAPI would write their addresses. */
export const JOIN_PAGES = [
  { path: "/rejoindre" },
  { path: "/rejoindre/demandes" },
  { path: "/rejoindre/suivi/{code}" },
  { path: "/rejoindre/chiffres" },
] as const;

export interface Joining {
  readonly door: Door;
  readonly client: (c: Context) => string;
  /** Where readers find the pages; `undefined`: where the request found them. */
  readonly publicUrl: string | undefined;
}
/** Longer than any of the short forms. */
const AROUND_BYTES = 64 * 1024;
const NoQuery = z.strictObject({});
const DoneQuery = z.strictObject({ fait: z.enum(JOIN_STEPS).optional() });
export function addJoinPages(app: OpenAPIHono, joining: Joining): void {
  const { door, publicUrl } = joining;
  app.use("/rejoindre/*", unseen);
  app.use("/en/rejoindre/*", unseen);
  const most: Most = { bytes: door.join.checkBytes + AROUND_BYTES, setting: "RELEVE_CHECK_MAX_BYTES" };
  const forms: Forms = {
    page: (path, show) => {
      for (const lang of LANGS) app.get(href({ lang }, matchOf(path)), (c) => show(c, lang));
    },
    post: (path, take) => {
      for (const lang of LANGS)
        app.post(href({ lang }, matchOf(path)), async (c) => {
          refuseOtherSites(c, publicUrl);
          return take(c, lang, await formBody(c, most));
        });
    },
  };
  addLookPages(forms, joining);
  addRequestPages(forms, joining);
  addFollowPages(forms, joining);
  addFigureRoutes(forms, door);
}

function addLookPages(forms: Forms, { door, client }: Joining): void {
  const startups = () => door.join.startups();
  const showJoin = async (c: Context, lang: Lang, looked: LookedAt, ask: Omit<AskProps, "startups">, status?: 400) =>
    send(c, <JoinPage view={viewAt(c, lang)} looked={looked} ask={{ ...ask, startups: await startups() }} />, status);

  forms.page("/rejoindre", (c, lang) => {
    readQuery(NoQuery, c.req.url);
    return showJoin(c, lang, NOTHING, { values: valuesIn({}), faults: [] });
  });
  forms.post("/rejoindre", async (c, lang, fields) => {
    const looked = { address: withScheme(fields.adresse), pasted: fields.reponse ?? "" };
    const request = requestIn(looked);
    if (!request) return showJoin(c, lang, { ...looked, isEmpty: true }, { values: valuesIn({}), faults: [] }, 400);
    const reply = await door.join.check({ client: client(c), request });
    const voie = "url" in request && !("body" in request) && reply.outcome === "readable" ? "endpoint" : "hand";
    const values = valuesIn({ voie, source: voie === "endpoint" ? looked.address : "" });
    return showJoin(c, lang, { ...looked, reply }, { values, faults: [] });
  });
  forms.post("/rejoindre/demande", async (c, lang, fields) => {
    const values = { ...valuesIn(fields), source: withScheme(fields.source) };
    const want = WANTS.find((one) => one === values.voie);
    const { words } = viewAt(c, lang);
    const faults = faultsIn(values, want, words.join.fieldFaults);
    if (!want || faults.length > 0) return refuseAsk(faults);
    const { service: startup, equipe: holder, contact, source: url } = values;
    try {
      const { code } = await door.join.ask({ startup, want, holder, contact, url, lang, client: client(c) });
      return c.redirect(href({ lang }, followPath(code)), 303);
    } catch (error) {
      if (!(error instanceof RequestRefused) || !MENDABLE.has(error.code)) throw error;
      return refuseAsk(askFaults(error, lang, words.join.fieldFaults));
    }
    function refuseAsk(faults: AskProps["faults"]) {
      return showJoin(c, lang, NOTHING, { values, faults }, 400);
    }
  });
}

/** Not kept, not found by search engines, and its address told to no other site; forms of it say where they stood. */
const unseen: MiddlewareHandler = async (c, next) => {
  c.header("cache-control", "no-store");
  await next();
  c.header("cache-control", "no-store");
  c.header("x-robots-tag", "noindex");
};

const NOTHING: LookedAt = { address: "", pasted: "" };
const valuesIn = ({
  voie = "",
  service = "",
  equipe = "",
  contact = "",
  source = "",
}: Partial<AskValues>): AskValues => ({
  ...{ voie, service, equipe, contact, source },
});

/** People leave out what stands before the host. */
function withScheme(text = ""): string {
  const bare = text.trim();
  return bare === "" || /^https?:\/\//i.test(bare) ? bare : `https://${bare}`;
}

function requestIn({ address, pasted }: LookedAt): CheckRequest | undefined {
  const url = /^https?:\/\/\S+$/.test(address) ? address : undefined;
  if (pasted.trim() !== "") return { body: pasted, contentType: "", ...(url && { url }) };
  return url === undefined ? undefined : { url };
}

type FieldFaults = Readonly<Record<"service" | "team" | "contact" | "address" | "way" | "noService", string>>;

/** All that the form alone can tell, in the order of its fields. */
function faultsIn(
  { service, equipe, contact, source }: AskValues,
  want: Want | undefined,
  words: FieldFaults,
): AskProps["faults"] {
  return [
    ...(want ? [] : [{ id: "voie" as const, text: words.way }]),
    ...(want === "endpoint" && !/^https?:\/\/\S+$/.test(source)
      ? [{ id: "source" as const, text: words.address }]
      : []),
    ...(service.trim() === "" ? [{ id: "service" as const, text: words.noService }] : []),
    ...(Person.safeParse(equipe.trim()).success ? [] : [{ id: "equipe" as const, text: words.team }]),
    ...(Email.safeParse(contact.trim()).success ? [] : [{ id: "contact" as const, text: words.contact }]),
  ];
}

function askFaults(error: RequestRefused, lang: Lang, words: FieldFaults): AskProps["faults"] {
  const [detail, hint] = error.said[lang];
  const whole = `${detail} : ${hint}`.replace(" : ", lang === "fr" ? "\u00a0: " : ": ");
  if (error.code === "RELEVE_UNKNOWN_STARTUP") return [{ id: "service", text: whole }];
  if (error.code === "RELEVE_NO_FIGURE") return [{ id: "source", text: whole }];
  if (error.code === "RELEVE_REQUESTED") return [{ id: "voie", text: whole }];
  const known = {
    "/holder": { id: "equipe", text: words.team },
    "/contact": { id: "contact", text: words.contact },
    "/url": { id: "source", text: words.address },
  } as const;
  return (error.members.faults ?? []).flatMap(({ pointer }) => known[pointer as keyof typeof known] ?? []);
}

function addRequestPages(forms: Forms, { door }: Joining): void {
  const show = (c: Context, lang: Lang, props: Omit<RequestsProps, "view">, status?: 400) =>
    send(c, <RequestsPage view={viewAt(c, lang)} {...props} />, status);
  forms.page("/rejoindre/demandes", async (c, lang) => {
    const { fait } = readQuery(DoneQuery, c.req.url, { form: true });
    return show(c, lang, { requests: await door.join.requests(), done: fait });
  });
  forms.post("/rejoindre/demandes", async (c, lang, { jeton = "", raison = "", action = "" }) => {
    const { join } = viewAt(c, lang).words;
    const authorization = `Bearer ${jeton.trim()}`;
    const wanted = actionOf(action);
    try {
      if (!wanted) return await show(c, lang, { requests: await door.join.requests(authorization), reason: raison });
      if (wanted.step !== "accept" && raison.trim().length < 3)
        return await refused([{ id: "raison", text: join.reasonMissing }]);
      await door.join.settle({ ...wanted, authorization, reason: raison.trim() });
      return c.redirect(`${href({ lang }, "/rejoindre/demandes")}?fait=${wanted.step}`, 303);
    } catch (error) {
      if (!(error instanceof RequestRefused) || statusOf(error) >= 500 || error.code === "RELEVE_RATE") throw error;
      return await refused([{ id: "jeton", text: error.said[lang].join(lang === "fr" ? "\u00a0: " : ": ") }]);
    }
    async function refused(faults: RequestsProps["faults"]) {
      return show(c, lang, { requests: await door.join.requests(), reason: raison, ...(faults && { faults }) }, 400);
    }
  });
}

function addFollowPages(forms: Forms, { door, publicUrl }: Joining): void {
  forms.page("/rejoindre/suivi/{code}", async (c, lang) => {
    const { pris } = readQuery(TakenQuery, c.req.url, { form: true });
    const code = c.req.param("code") ?? "";
    const request = await door.join.follow(code);
    const figures = noFigures(pris === undefined ? undefined : Number(pris));
    return send(c, <FollowPage view={viewAt(c, lang)} request={request} code={code} figures={figures} />);
  });
  forms.post("/rejoindre/suivi/{code}/jeton", async (c, lang) => {
    const code = c.req.param("code") ?? "";
    const request = await door.join.follow(code);
    const taken = await door.join.claim(code).catch((error: unknown) => {
      if (error instanceof RequestRefused && error.code === "RELEVE_REQUESTED") return undefined;
      throw error;
    });
    if (!taken) return c.redirect(href({ lang }, followPath(code)), 303); // it says why there is none to show
    const { token } = taken;
    const base = publicUrl || new URL(c.req.url).origin;
    return send(c, <TokenPage {...{ request, code, token, base }} view={viewAt(c, lang)} />);
  });
}
