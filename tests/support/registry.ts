// Documents as the registry's API publishes them, with invented startups: what a test does not say is plain.
import { realCase } from "./real-cases.ts";

interface Listed {
  readonly id: string;
  readonly name?: string;
  readonly incubator?: string;
  readonly incubators?: readonly string[];
  /** `acceleration 2024-05-01`, or `acceleration 2024-05-01 2024-09-01` with its end. */
  readonly phases?: readonly string[];
  readonly events?: readonly unknown[];
  /** Further attributes, or others. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}
interface Shape {
  readonly version?: "v2.6" | "v2.7";
  /** Those that the site shows; left out: all that startups name. */
  readonly shown?: readonly string[];
}

/** `startups.json`: every scalar a text, null as "". */
export function startupsJson(startups: readonly Listed[], { version = "v2.7", shown }: Shape = {}): string {
  const named = shown ?? [
    ...new Set(startups.flatMap(({ incubator = "atelier", incubators = [] }) => [incubator, ...incubators])),
  ];
  const included = named.map((id) => ({
    id: version === "v2.6" ? `/incubateurs/${id}` : id,
    type: "incubator",
    attributes: { title: `Atelier ${id} `, owner: "/organisations/exemple", website: "", github: "", contact: "" },
  }));
  const data = startups.map((one) => entry(one, version));
  return JSON.stringify({ links: { self: "https://registry.example/startups" }, data, included });
}

function entry(
  { id, name = id, incubator = "atelier", incubators, phases, events = [], attributes }: Listed,
  version: string,
) {
  const reference = (one: string) => ({ type: "incubator", id: one });
  const all = { incubators: { data: (incubators ?? [incubator]).map(reference) } };
  const raw = (phases ?? ["construction 2024-01-01"]).map((text) => {
    const [phase = "", start = "", end = ""] = text.split(" ");
    return { name: phase, start, end };
  });
  const plain = {
    stats_url: "",
    link: "",
    contact: "",
    content_url_encoded_markdown: "",
    sponsors: [],
    thematiques: [],
    technos: [],
  };
  return {
    id,
    type: "startup",
    attributes: { name, pitch: "Un service inventé", ...plain, events, phases: raw, ...attributes },
    relationships: { incubator: { data: reference(incubator) }, ...(version === "v2.7" && all) },
  };
}

/** A file of the real registry, or `undefined` where it is not. */
export function realRegistry(name: string): string | undefined {
  return realCase(`registry/${name}`)?.toString("utf8");
}

/** The phase of an entry of `startups.json` on a day, in the plainest way: the latest start by then; of two, the first listed. */
export function phaseByHand(phases: readonly { name: string; start: string }[], day: string): string | undefined {
  const begun = phases.filter(({ start }) => start <= day);
  const latest = begun
    .map(({ start }) => start)
    .sort()
    .at(-1);
  return begun.find(({ start }) => start === latest)?.name;
}
