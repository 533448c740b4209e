// From a file that names its communes to figures by code, by the real program: pulled, told, and read anew.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Folder, folder } from "../support/directory.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { releve } from "../support/program.ts";

let files: Folder;
let endpoint: Loopback;
const options = () => ({ env: { RELEVE_DIRECTORY: files.path, RELEVE_ALLOW_LOOPBACK: "1" } });
const data = () => join(files.path, "data");
const LINES = ["ville;dep", "ST ETIENNE;42", "Sainte-Colombe;77", "Sainte-Colombe;", "Sainte-Austreberthe;62"];

beforeAll(async () => {
  files = folder();
  endpoint = await loopback((_, response) => {
    response.setHeader("content-type", "text/csv");
    response.end(`${LINES.join("\n")}\n`);
  });
  const territory = { level: "commune", by: "name", vintage: "2024", column: "ville", departement: "dep" };
  const figures = [{ metric: "communes_couvertes", value: { value: 1 }, territory }];
  const source = { source: "stats", kind: "csv", settings: { url: `${endpoint.url}/places.csv`, figures } };
  files.write("a-dock.json", { startup: "a-dock", name: "A dock", sources: [source] });
});
afterAll(async () => {
  await endpoint?.close();
  files?.remove();
});

const figures = async (...more: string[]) =>
  JSON.parse((await releve(["figures", "a-dock", ...more, "--json", "--data", data()], options())).out);
const codes = async () => {
  const { rows } = (await figures()) as { rows: { code: string }[] };
  return rows.map(({ code }) => code).sort();
};

describe("communes by their names", () => {
  it("are cells of the list that the file names, the same when the warehouse is filled anew", async () => {
    expect(await releve(["pull", "--data", data()], options())).toMatchObject({ exit: 0 });
    expect(await codes()).toEqual(["42218", "62743", "77404"]);
    const sum = ["--metric", "communes_couvertes", "--sum", "territory", "--millesime", "2024"];
    expect((await figures(...sum)).sums).toMatchObject([{ value: "3", share: { part: "3", whole: "34935" } }]);
    rmSync(join(data(), "warehouse"), { recursive: true });
    expect(await releve(["pull", "--data", data()], options())).toMatchObject({ exit: 0 }); // reads the log from its first fact
    expect(await codes()).toEqual(["42218", "62743", "77404"]);
  });
});
