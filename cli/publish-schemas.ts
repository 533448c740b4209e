// `npm run schemas`: writes what docs/ has from the code. A unit test tells when it was forgotten.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { published } from "./published.ts";

const docs = fileURLToPath(new URL("../docs/", import.meta.url));
const files = published();
mkdirSync(`${docs}schemas`, { recursive: true });
for (const name of readdirSync(`${docs}schemas`)) if (!files.has(`schemas/${name}`)) rmSync(`${docs}schemas/${name}`);
for (const [path, text] of files) writeFileSync(docs + path, text);
process.stdout.write(`${[...files.keys()].map((path) => `docs/${path}`).join("\n")}\n`);
