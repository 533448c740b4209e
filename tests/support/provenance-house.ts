// A small house whose figures are told back to the bytes: a ratio of three months, sets, counts by place, people, figures
// that were sent, corrected, held, outdated or never said.

import { type Grain, periodFrom } from "../../schemas/period.ts";
import { approved, proposed } from "./decisions.ts";
import { answered, declared, pushed, type Stated } from "./facts.ts";
import type { House } from "./house.ts";

export const MONTHS = ["2024-08-01", "2024-09-01", "2024-10-01"] as const;
/** Organic purchases and all of them, month by month: 32.0 % of 1,230,000 in all. */
const BOUGHT = [
  [120_000, 400_000],
  [133_507, 410_000],
  [140_000, 420_000],
] as const;

const sums = (metric: string, at: 0 | 1, place: Partial<Stated> = {}): Stated[] =>
  MONTHS.map((first, month) => ({ metric, grain: "month", first, value: BOUGHT[month]?.[at] ?? null, ...place }));
export const purchases = (place: Partial<Stated> = {}): Stated[] => [
  ...sums("achats_bio", 0, place),
  ...sums("achats_alimentaires", 1, place),
];

const source = (name: string, kind: "json" | "push") => ({ source: name, kind, label: `Source ${name}` });
const FRANCE = { level: "france", code: "FR" } as const;

/** Marie proposes a correction in the morning, and Paul approves it. */
async function corrected(
  house: House,
  startup: string,
  { metric, value, first, grain = "month" }: { metric: string; value: string; first?: string; grain?: Grain },
): Promise<string> {
  const days = first === undefined ? undefined : periodFrom(grain, first);
  const period = days && { period: { grain, first: days.first } };
  const decision = { what: "figure.corrected", metric, definition: 1, territory: FRANCE, value, ...period } as const;
  const people = { startup, author: "marie", approver: "paul" };
  const proposal = proposed({ ...people, at: "2024-11-21T10:00:00.000Z" }, decision);
  await house.append(
    proposal,
    approved({ ...people, at: "2024-11-21T11:00:00.000Z", proposal: proposal.id }, decision),
  );
  return proposal.id;
}

/** @returns ids of the proposals of corrections, by startup */
export async function feedProvenance(house: House): Promise<Record<"epsilon" | "zeta", string>> {
  const startups: Record<string, "json" | "push"> = {
    ...{ gamma: "json", delta: "json", epsilon: "json", zeta: "json" },
    ...{ eta: "push", theta: "json", iota: "json", kappa: "push" },
  };
  for (const [startup, kind] of Object.entries(startups))
    await house.append(declared({ startup, name: startup, sources: [source("stats", kind)] }, "2024-10-30"));
  // Its first answer waits: it has said nothing that counts.
  const settings = { figures: [{ metric: "jeux_de_donnees" }] };
  await house.append(
    declared({ startup: "lambda", name: "lambda", sources: [{ ...source("stats", "json"), settings }] }, "2024-10-30"),
    answered({ startup: "lambda", source: "stats", at: "2024-11-18" }, [{ metric: "jeux_de_donnees", value: -5 }]),
  );
  const of = (startup: string, at: string) => ({ startup, source: "stats", at });
  await house.append(
    answered(of("gamma", "2024-11-18"), purchases()),
    // By département, so that each month has two cells.
    answered(of("delta", "2024-11-18"), [
      ...purchases({ level: "departement", code: "62" }),
      ...purchases({ level: "departement", code: "59" }),
    ]),
    answered(of("epsilon", "2024-11-18"), [{ metric: "cartes_publiees", value: 50 }]),
    answered(of("zeta", "2024-11-18"), purchases()),
    ...["18", "19", "20"].map((day) =>
      pushed(of("eta", `2024-11-${day}`), [{ metric: "cartes_publiees", value: day === "18" ? 40 : 50 }]),
    ),
    answered(of("theta", "2024-11-18"), [
      ...["01001", "01002"].map((code) => ({
        ...({ metric: "communes_couvertes", level: "commune", code, value: 1 } as const),
      })),
      ...MONTHS.map((first) => ({ metric: "utilisateurs_actifs_mois", grain: "month", first, value: 35 }) as const),
    ]),
    // The last one is too old to be a figure, and one waits.
    answered(of("iota", "2024-11-18"), [{ metric: "jeux_de_donnees", value: 10 }]),
    answered(of("iota", "2024-11-19"), [{ metric: "jeux_de_donnees", value: 9_000_000 }]),
    pushed({ ...of("kappa", "2024-11-20"), asAt: "2024-01-18" }, [{ metric: "cartes_publiees", value: 7 }]),
  );
  const proposals = {
    epsilon: await corrected(house, "epsilon", { metric: "cartes_publiees", value: "51" }),
    zeta: await corrected(house, "zeta", { metric: "achats_bio", value: "133508", first: MONTHS[1] }),
  };
  await house.caughtUp();
  return proposals;
}
