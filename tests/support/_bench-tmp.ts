import { addDays } from "../../schemas/period.ts";
import { answered, declared, type Stated } from "./facts.ts";
import { openHouse } from "./house.ts";
import { openModels } from "../../dashboards/models/models.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { loadLines } from "../../dashboards/queries/lines.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
const t = await loadTerritories();
const codes = t.places("commune").filter((p) => p.zone !== "com").map((p) => p.code);
const house = await openHouse();
const began = performance.now();
await house.append(declared({ startup: "mes", name: "Mes", sources: [{ source: "c", kind: "anct", every: "week" }] }, "2023-12-30"));
await house.append(declared({ startup: "rdv", name: "Rdv", sources: [{ source: "c", kind: "json", every: "week" }] }, "2023-12-30"));
for (let i = 0; i < 12; i++) await house.append(declared({ startup: `s${i}`, name: `S${i}`, sources: [{ source: "c", kind: "json", every: "week" }] }, "2023-12-30"));
for (let week = 0; week < 52; week++) {
  const day = addDays("2024-01-07", 7 * week);
  const n = 20300 + Math.round((3200 * week) / 51);
  const rows: Stated[] = [];
  for (let i = 0; i < n; i++) {
    const code = codes[(i * 7) % codes.length] as string;
    rows.push({ metric: "communes_couvertes", level: "commune", code, value: 1 });
    if ((i + Math.floor(week / 10)) % 5) rows.push({ metric: "communes_actives_12m", level: "commune", code, value: 1 });
  }
  await house.append(answered({ startup: "mes", source: "c", at: day }, rows));
  const weekly: Stated[] = [];
  for (let first = "2020-05-04"; first < addDays(day, -6); first = addDays(first, 7))
    for (let d = 10; d < 37; d++) for (const metric of ["rdv_pris", "rdv_manques"]) weekly.push({ metric, level: "departement", code: String(d), grain: "week", first, value: (d * 7 + first.charCodeAt(9)) % 90 });
  await house.append(answered({ startup: "rdv", source: "c", at: day }, weekly));
  for (let i = 0; i < 12; i++) await house.append(answered({ startup: `s${i}`, source: "c", at: day }, i < 4 ? codes.slice(i * 500, i * 500 + 300 + week).map((code) => ({ metric: "communes_couvertes", level: "commune" as const, code, value: 1 })) : [{ metric: "jeux_de_donnees", value: 1000 + week * i }]));
}
await house.caughtUp();
console.log("fed", Math.round(performance.now() - began), "ms", await house.warehouse.query("SELECT startup, toString(count()) n FROM observations GROUP BY startup ORDER BY count() DESC LIMIT 3"));
const time = async (name: string, f: () => Promise<unknown>) => { const s = performance.now(); const r = await f(); console.log(name, Math.round(performance.now() - s), "ms"); return r; };
for (let round = 0; round < 2; round++) {
  const fresh = () => openModels({ warehouse: house.warehouse, territories: house.territories, clock: Date.now, demo: true });
  const m = fresh();
  await time("overview cold", () => m.overview({}));
  await time("overview again", () => m.overview({}));
  await time("overview other day", () => m.overview({ day: "2024-10-01" }));
  await time("startup mes warm lines", () => m.startup("mes", {}));
  await time("figures page", () => m.figures({ limit: 1000, offset: 0 }));
  const m2 = fresh();
  await time("startup mes cold", () => m2.startup("mes", {}));
  await time("startup rdv cold", () => fresh().startup("rdv", {}));
  const frame = await openFrame(house.warehouse);
  await time("lines mes", () => loadLines(house.warehouse, frame, { startups: ["mes"] }));
  await time("lines all", () => loadLines(house.warehouse, frame, {}));
}
console.log(Buffer.byteLength(JSON.stringify(await house.models.startup("mes", {}))), "bytes mes;", Buffer.byteLength(JSON.stringify(await house.models.overview({}))), "bytes overview", Math.round(process.memoryUsage().rss / 1e6), "MB");
await house.close();
