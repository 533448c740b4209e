// Simulated startups whose figures no endpoint publishes: what their teams send by hand, and what nobody has sent yet.
import type { PushRequest } from "../../ingestors/push.ts";
import { dayAfter, daysTo, monthAfter, monthsTo } from "./calendar.ts";
import { between, wholeBetween } from "./random.ts";
import { type Series, said, settled, span } from "./series.ts";
import { declaration, type Sending, type Simulated, type World } from "./simulated.ts";

type PushedFigure = PushRequest["figures"][number];
const SOURCE = "envois";
const NATION = { level: "france", code: "FR" } as const;

/** Satisfaction is asked each quarter in Seine-Saint-Denis; the team sends the last two quarters, the older one mended. */
export function barometre({ seed }: World): Simulated {
  const startup = "barometre-93";
  const answers: Series = { seed, name: startup, level: 1_900, growth: 0.06, noise: 0.1 };
  const sends = [1, 2, 3].map((quarter): Sending => {
    const day = dayAfter(daysTo(`${monthAfter(3 * quarter)}-01`) + wholeBetween(9, 20, seed, startup, "day", quarter));
    const figures = [quarter - 2, quarter - 1].flatMap((past): PushedFigure[] => {
      const marks = said(answers, past, quarter - 1 - past);
      const points = Math.round(marks * (6.6 + 0.2 * past + between(-0.1, 0.1, seed, startup, "mean", past)));
      const cell = {
        territory: { level: "departement", code: "93" },
        period: { grain: "quarter", first: `${monthAfter(3 * past)}-01` },
      } as const;
      return [
        { ...cell, metric: "satisfaction_points", value: points },
        { ...cell, metric: "satisfaction_reponses", value: marks },
      ];
    });
    return sending(startup, day, figures);
  });
  return byHand(startup, { since: "2024-03-18", sends });
}

/** Monthly by hand, about the 12th; nothing for August, said so; July is corrected in October. */
export function permanenceOuverte({ seed }: World): Simulated {
  const startup = "permanence-ouverte";
  const people: Series = { seed, name: startup, level: 1_450, growth: 0.03, noise: 0.12 };
  const august = monthsTo("2024-08-01");
  const july = august - 1;
  const ofMonth = (month: number, value: number | null): PushedFigure => ({
    metric: "utilisateurs_actifs_mois",
    territory: NATION,
    period: { grain: "month", first: `${monthAfter(month)}-01` },
    value,
  });
  const sends = span(0, 11).map((now) => {
    const month = now - 1;
    const day = dayAfter(daysTo(`${monthAfter(now)}-01`) + wholeBetween(8, 15, seed, startup, "day", now));
    const places = wholeBetween(60, 66, seed, startup, "places", now) + 3 * now;
    const figures = [
      ofMonth(month, month === august ? null : settled(people, month)),
      { metric: "etablissements_utilisateurs", territory: NATION, value: places },
    ];
    const corrected = now === july + 3 ? [ofMonth(july, Math.round(settled(people, july) * 0.94))] : [];
    return sending(startup, day, [...figures, ...corrected]);
  });
  return byHand(startup, { every: "month", sends });
}

/** It was to send figures once in construction, and has not sent any. */
export function phareLittoral(): Simulated {
  return byHand("phare-littoral", { since: "2024-04-01", every: "month" });
}
/** Under investigation: its way of sending is declared, and nothing is expected yet. */
export function eauPartagee(): Simulated {
  return byHand("eau-partagee", { since: "2024-09-16", every: "month" });
}

/** The startup, which declares a year's budget by hand beside what its endpoint says, with the mean month it is over. */
export function withBudget(simulated: Simulated, budget: { day: string; year: string; euros: number; people: number }) {
  const { startup } = simulated.declare("http://127.0.0.1");
  const { day, year, euros, people } = budget;
  const cell = { territory: NATION, period: { grain: "year", first: `${year}-01-01` } } as const;
  const send = sending(startup, day, [
    { ...cell, metric: "budget_annuel", value: euros },
    { ...cell, metric: "utilisateurs_actifs_mois_moyenne", value: people },
  ]);
  const declare = (origin: string) => {
    const { sources, ...rest } = simulated.declare(origin);
    return declaration({ ...rest, sources: [...sources, pushSource()] });
  };
  return { ...simulated, declare, sends: [...(simulated.sends ?? []), send] };
}

function sending(startup: string, day: string, figures: PushedFigure[]): Sending {
  return { day, push: { startup, source: SOURCE, figures } };
}

interface ByHand {
  readonly since?: string;
  /** Left out: whenever there is something to send, as of a quarter or a year. */
  readonly every?: "month";
  readonly sends?: readonly Sending[];
}
function byHand(startup: string, { every, ...rest }: ByHand): Simulated {
  return { endpoints: [], ...rest, declare: () => declaration({ startup, sources: [pushSource(every)] }) };
}

function pushSource(every?: "month") {
  return { source: SOURCE, kind: "push", label: "Chiffres envoyés par l'équipe", ...(every && { every }) };
}
