// The list of simulated startups. One more is a function of the world, and a line here.
import { mesAdresses } from "./mes-adresses.ts";
import { rdvSolidarites } from "./rdv-solidarites.ts";
import { declaration, type Simulated, type World } from "./simulated.ts";
import { docurba, ileEnLigne, suiteTerritoriale } from "./startups-anct.ts";
import { baseAdresseNationale, dataGouv, maCantine, pcrs, rendezVousEnMairie, umap } from "./startups-counters.ts";
import { laSalleSurDemande, silabGrandPoitiers } from "./startups-local.ts";
import { aidesTerritoires, camino, covoiturage, dossierFacile, envErgo } from "./startups-series.ts";

const STARTUPS: readonly ((world: World) => Simulated)[] = [
  mesAdresses,
  rdvSolidarites,
  aidesTerritoires,
  baseAdresseNationale,
  camino,
  covoiturage,
  dataGouv,
  docurba,
  dossierFacile,
  envErgo,
  ileEnLigne,
  laSalleSurDemande,
  maCantine,
  pcrs,
  rendezVousEnMairie,
  silabGrandPoitiers,
  suiteTerritoriale,
  umap,
  barometre,
];

/** The simulated network of a world: half a second of work. */
export function simulate(world: World): Simulated[] {
  return STARTUPS.map((startup) => startup(world));
}

/** It sends its figures itself, and has not sent any yet. */
function barometre(): Simulated {
  return {
    endpoints: [],
    declare: () =>
      declaration({
        startup: "barometre-93",
        name: "Baromètre de satisfaction",
        pitch: "Ce que les usagers pensent des services du département.",
        owner: "Département de la Seine-Saint-Denis",
        sources: [{ source: "envois", kind: "push", label: "Chiffres envoyés par l'équipe", every: "month" }],
      }),
  };
}
