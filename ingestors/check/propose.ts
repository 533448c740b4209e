// From the bytes of an unknown endpoint to a whole directory file, and what was seen on the way. Pure.
import type { Finding, OpenQuestion, Refused, Said } from "../../schemas/check.ts";
import type { Question } from "../../schemas/endpoint.ts";
import type { Declaration } from "../../schemas/source.ts";
import type { Territories } from "../../schemas/territory.ts";
import { checkDeclaration } from "../declarations.ts";
import { ofPlaceAsked } from "./address-place.ts";
import { askTeamFor } from "./ask-team.ts";
import { errorIn, errorTold } from "./error-said.ts";
import { hasSecret } from "./kind.ts";
import { lookAt, type Sample } from "./look.ts";
import { RECOGNISERS } from "./recognisers.ts";
import { type Found, type Left, tellFound, tellLeft, WHOLE_ANSWER } from "./told.ts";
import { leftWhole } from "./whole-left.ts";

export interface Proposal {
  /** `undefined`: there is nothing that a file could read. */
  readonly declaration: Declaration | undefined;
  readonly found: readonly Finding[];
  readonly questions: readonly OpenQuestion[];
  readonly refused: readonly Refused[];
  /** What to ask the team for, where something is missing. */
  readonly askTeam: Said | undefined;
}
export interface ProposeOptions {
  readonly territories: Territories;
  /** The startup's id in the network's registry; left out: made of the address. */
  readonly startup?: string | undefined;
  readonly name?: string | undefined;
  /** Lets loopback addresses stand in a proposal: for development only. */
  readonly allowLoopback?: boolean;
  /** Headers with named secrets, as the file will have them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What the first kind that knows the answer proposes; a proposal passes the directory's own check, or is none. */
export function propose(sample: Sample, options: ProposeOptions): Proposal {
  const { territories, headers } = options;
  const startup = options.startup ?? startupOf(sample.url);
  const look = lookAt(sample);
  const error = errorIn(sample);
  const able = error === undefined ? RECOGNISERS : RECOGNISERS.filter(({ ownErrors }) => ownErrors);
  for (const { kind, recognise } of able) {
    const recognised = recognise({ look, sample, territories, startup });
    if (!recognised) continue;
    const known = ofPlaceAsked(recognised, sample.url, territories);
    const about: Found = { about: "kind", found: kind, confidence: known.confidence, evidence: known.evidence };
    const found = { found: onceEach([about, ...known.findings]), questions: askedOnce(known.questions) };
    if (!known.settings || error !== undefined) {
      const isTold = known.refused.length > 0 || error === undefined;
      const refused = (isTold ? known.refused : [{ what: WHOLE_ANSWER, why: errorTold(error) }]).map(tellLeft);
      return { ...found, refused, declaration: undefined, askTeam: askTeamFor(look, sample, refused) };
    }
    const settings = {
      ...known.settings,
      ...(headers && Object.keys(headers).length > 0 && { headers: { ...headers } }),
    };
    const file = { startup, name: options.name ?? startup, sources: [{ source: "site", kind, settings }] };
    const { declaration, faults } = checkDeclaration(`${startup}.json`, file, {
      allowLoopback: options.allowLoopback ?? false,
    });
    const wrong = faults.map(
      ({ at, found: was, expected }): Left => ({
        what: at,
        why: {
          fr: `le fichier proposé ne peut pas avoir ${was} à cet endroit`,
          en: `found ${was}, expected ${expected}`,
        },
      }),
    );
    const secret = hasSecret(sample.url) && kind !== "matomo" ? [TOKEN] : [];
    return {
      ...found,
      questions: [...found.questions, ...secret],
      declaration,
      refused: [...known.refused, ...wrong].map(tellLeft),
      askTeam: undefined,
    };
  }
  const left = error === undefined ? leftWhole(look) : [{ what: WHOLE_ANSWER, why: errorTold(error) }];
  const refused = left.map(tellLeft);
  return { found: [], questions: [], refused, declaration: undefined, askTeam: askTeamFor(look, sample, refused) };
}

/** How an address whose form tells its kind is asked for the first time; else as it is. */
export function firstQuestion(url: string): Question {
  const parsed = new URL(url);
  for (const { asks } of RECOGNISERS) {
    const question = asks?.(parsed);
    if (question) return question;
  }
  return { url };
}

/** A slug of the host's telling part, or of a file's name. */
export function startupOf(url: string): string {
  const { hostname, pathname } = URL.canParse(url) ? new URL(url) : { hostname: "", pathname: url };
  const parts = hostname.split(".").filter((part) => !/^(www|api|stats|app|metabase|matomo|beta|gouv|v\d)$/.test(part));
  const word =
    /^[\d.]+$/.test(hostname) || hostname === "" || hostname.endsWith(".invalid")
      ? (pathname.split("/").at(-1) ?? "")
      : (parts[0] ?? "");
  const slug = word
    .toLowerCase()
    .replace(/\.(json|csv|geojson)$/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return slug === "" ? "service" : slug;
}

/** What several figures have in common is told once. */
function onceEach(findings: readonly Found[]): Finding[] {
  const told = new Set<string>();
  return findings.map(tellFound).filter((finding) => {
    const key = JSON.stringify(finding);
    return told.has(key) ? false : told.add(key);
  });
}

/** The same word asked of several figures is one question. */
function askedOnce(questions: readonly OpenQuestion[]): OpenQuestion[] {
  return questions.filter(
    ({ ask }, index) => questions.findIndex((other) => other.ask.fr === ask.fr && other.ask.en === ask.en) === index,
  );
}

const TOKEN: OpenQuestion = {
  ask: {
    fr: "L'adresse contient un jeton : l'équipe peut-elle le prendre dans un en-tête (Authorization) ?",
    en: "The address holds a token: can the team take it in a header (Authorization)?",
  },
  chosen: {
    fr: "l’adresse sans lui : les adresses sont gardées",
    en: "the address without it: addresses are kept in the log",
  },
};
