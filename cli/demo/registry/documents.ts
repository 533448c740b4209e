// The simulated registry's documents on a day, in the shape of the real API: startups.json and incubators.json of v2.7,
// one file a startup of v3. Every scalar of v2.7 is a text, nothing is "".
import type { Today } from "../calendar.ts";
import { draw } from "../random.ts";
import type { Endpoint } from "../simulated.ts";
import { INCUBATORS, type Incubator } from "./incubators.ts";
import { eventsOn, isListedOn, type Listed, listOf, phasesOn, wordsOn } from "./listed.ts";
import { LISTED } from "./startups.ts";

export const STARTUPS_PATH = "/api/v2.7/startups.json";
export const INCUBATORS_PATH = "/api/v2.7/incubators.json";

/** Every document of the registry. A startup's own file is unknown while the registry does not list it. */
export function registryEndpoints(seed: number): Endpoint[] {
  const always = { mishaps: [] };
  return [
    { path: STARTUPS_PATH, ...always, answers: ({ day }) => startupsJson(seed, day) },
    { path: INCUBATORS_PATH, ...always, answers: ({ day }) => incubatorsJson(seed, day) },
    ...LISTED.map((one) => ({
      path: `/api/v3/startups/${encodeURIComponent(one.id)}.json`,
      ...always,
      answers: ({ day }: Today) => (isListedOn(one, day) ? detailsJson(seed, one, day) : undefined),
    })),
  ];
}

/** `startups.json` of a day. */
export function startupsJson(seed: number, day: string) {
  const shown = INCUBATORS.filter(({ title }) => title !== "");
  return {
    links: { self: "https://registre.example.org/startups" },
    data: LISTED.filter((one) => isListedOn(one, day)).map((one) => entryOf(seed, one, day)),
    included: shown.map(({ id, title, owner, website, github }) => ({
      id,
      type: "incubator",
      attributes: { title, owner, website, github, contact: "" },
    })),
  };
}

function entryOf(seed: number, one: Listed, day: string) {
  const reference = (id: string) => ({ type: "incubator", id });
  const all = [one.incubator, ...(one.with === undefined ? [] : [one.with])];
  return {
    id: one.id,
    type: "startup",
    attributes: attributesOf(seed, one, day),
    relationships: {
      incubator: { data: reference(one.incubator) },
      incubators: { data: all.map(reference) },
    },
  };
}

const A11Y = ["non conforme", "partiellement conforme", "partiellement conforme", "totalement conforme"] as const;
/** Links come once something is built; not all startups publish all of them. */
function attributesOf(seed: number, one: Listed, day: string) {
  const { id, pitch, sponsors, thematics } = one;
  const phases = phasesOn(seed, one, day);
  const { name, stats } = wordsOn(one, day);
  const site = siteOf(seed, one, day);
  const repository = repositoryOf(seed, one, day);
  const has = (what: string, share: number) => site !== "" && draw(seed, id, what) < share;
  return {
    name,
    pitch,
    stats_url: stats && site + stats,
    ...(has("budget", 0.5) && { budget_url: `${site}/budget` }),
    ...(site !== "" && { impact_url: has("impact", 0.35) ? `${site}/matrice-impact` : "", link: `${site} ` }),
    ...(repository !== "" && { repository }),
    contact: "",
    content_url_encoded_markdown: "",
    events: eventsOn(seed, one, day),
    phases,
    sponsors: listOf(sponsors),
    thematiques: listOf(thematics),
    technos: [],
    ...(has("risks", 0.3) && { analyse_risques: draw(seed, id, "risks done") < 0.5 ? "true" : "false" }),
    ...(has("dashlord", 0.5) && { dashlord_url: `https://tableau.example.org/url/${id}` }),
    ...(has("accessibility", 0.6) && { accessibility_status: A11Y[Math.floor(4 * draw(seed, id, "conforme"))] ?? "" }),
  };
}

/** The service's address, once the registry lists a phase that comes after its investigation. */
function siteOf(seed: number, one: Listed, day: string): string {
  const built = phasesOn(seed, one, day).some(({ name, start }) => !name.includes("investigation") && start <= day);
  return built ? `https://${one.id.replaceAll(".", "-")}.example.org` : "";
}

function repositoryOf(seed: number, one: Listed, day: string): string {
  const open = siteOf(seed, one, day) !== "" && draw(seed, one.id, "repository") < 0.7;
  return open ? `https://git.example.org/${one.id}` : "";
}

/** `incubators.json` of a day: one that the site does not show has its startups, and nothing else. */
export function incubatorsJson(seed: number, day: string) {
  const listed = LISTED.filter((one) => isListedOn(one, day));
  const startupsOf = (incubator: string) =>
    listed
      .filter((one) => one.incubator === incubator)
      .map((one) => ({
        id: one.id,
        name: wordsOn(one, day).name,
        pitch: one.pitch,
        repository: repositoryOf(seed, one, day),
        contact: "",
        phases: raw(seed, one, day),
      }));
  const card = ({ title, owner, address, website, github }: Incubator) =>
    title === "" ? {} : { title, owner, contact: "", address, website, github };
  return Object.fromEntries(INCUBATORS.map((one) => [one.id, { startups: startupsOf(one.id), ...card(one) }]));
}

/** Phases as they were written: without an end, there is no key. */
function raw(seed: number, one: Listed, day: string) {
  return phasesOn(seed, one, day).map(({ end, ...phase }) => (end === "" ? phase : { ...phase, end }));
}

/** A startup's own file of v3: what `startups.json` does not say is its user types and former ids. */
function detailsJson(seed: number, one: Listed, day: string) {
  const { id, pitch, incubator, users, aliases } = one;
  return {
    id,
    name: wordsOn(one, day).name,
    pitch,
    incubators: [incubator, ...(one.with === undefined ? [] : [one.with])],
    phases: raw(seed, one, day),
    usertypes: listOf(users),
    redirect_from: listOf(aliases).map((alias) => `/startups/${alias}`),
    active_members: [],
    previous_members: [],
    content: "",
  };
}
