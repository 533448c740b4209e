// Settings and answers that the traps of the network's endpoints are tried with.
import type { Settings } from "../../schemas/source.ts";

export const card = { url: "https://stats.example/public/question/3f0c1a52-1111-4222-8333-000000000001" };
export const matomo = (...figures: object[]) => ({ site: 1, figures }) as Settings;
export const chart = (more: object, figure: object = {}) =>
  ({ grain: "month", format: "iso-date", ...more, figures: [{ metric: "rdv_pris", ...figure }] }) as Settings;
export const anct = (more: object = {}) =>
  ({ metrics: { tu: { metric: "agents_utilisateurs", levels: ["siret"] } }, ...more }) as Settings;
export const json = (figure: object) => ({ figures: [figure] }) as Settings;
export const IMPACT =
  "nom_service_public_numerique,indicateur,valeur,unite_mesure,est_cible,date,est_periode,date_debut,denom_insee,code_insee";
export const impact = (...lines: string[]) => [IMPACT, ...lines].join("\n");
export const month = (dates: string, value: number, target = "false") =>
  `À quai,Réservations,${value},unité,${target},${dates.split("..")[1]},true,${dates.split("..")[0]},,`;
