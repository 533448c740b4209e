// The list of simulated startups with sources. One more is a function of the world, and a line here.

import { covoiturage } from "./covoiturage.ts";
import { mesAdresses } from "./mes-adresses.ts";
import { rdvSolidarites } from "./rdv-solidarites.ts";
import type { Simulated, World } from "./simulated.ts";
import { docurba, ileEnLigne, suiteTerritoriale } from "./startups-anct.ts";
import { alerteCrue, ecoleOuverte, marcheSimple } from "./startups-communes.ts";
import { baseAdresseNationale, dataGouv, maCantine, pcrs, rendezVousEnMairie, umap } from "./startups-counters.ts";
import { barometre, eauPartagee, permanenceOuverte, phareLittoral } from "./startups-declared.ts";
import { bilanClimat, suiviHaies } from "./startups-exports.ts";
import { carnetDeChantier, navetteRurale } from "./startups-failing.ts";
import { permisSimple, tribunalProche } from "./startups-levels.ts";
import { laSalleSurDemande, silabGrandPoitiers } from "./startups-local.ts";
import { aidesTerritoires, camino, dossierFacile, envErgo } from "./startups-series.ts";
import { coupDePouceEmploi, creneauSante } from "./startups-siblings.ts";

const STARTUPS: readonly ((world: World) => Simulated)[] = [
  mesAdresses,
  rdvSolidarites,
  aidesTerritoires,
  alerteCrue,
  barometre,
  baseAdresseNationale,
  bilanClimat,
  camino,
  carnetDeChantier,
  coupDePouceEmploi,
  covoiturage,
  creneauSante,
  dataGouv,
  docurba,
  dossierFacile,
  eauPartagee,
  ecoleOuverte,
  envErgo,
  ileEnLigne,
  laSalleSurDemande,
  maCantine,
  marcheSimple,
  navetteRurale,
  pcrs,
  permanenceOuverte,
  permisSimple,
  phareLittoral,
  rendezVousEnMairie,
  silabGrandPoitiers,
  suiteTerritoriale,
  suiviHaies,
  tribunalProche,
  umap,
];

/** The simulated network of a world: half a second of work. */
export function simulate(world: World): Simulated[] {
  return STARTUPS.map((startup) => startup(world));
}
