import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadDirectory } from "../../ingestors/directory.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "releve-directory-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
function given(folder: string, startup: string, name: string): string {
  const path = join(root, folder);
  mkdirSync(path, { recursive: true });
  const sources = [{ source: "sent", kind: "push" }];
  writeFileSync(join(path, `${startup}.json`), `\uFEFF${JSON.stringify({ startup, name, sources })}`);
  writeFileSync(join(path, "README.md"), "not a declaration");
  return path;
}

it("the built-in directory has no fault", async () => {
  await expect(loadDirectory([])).resolves.toBeInstanceOf(Array);
});
it("a file in a later folder replaces one of the same startup, whole", async () => {
  const folders = [given("ours", "a-dock", "À quai"), given("ours", "b-dock", "B"), given("mine", "a-dock", "Au quai")];
  const names = (await loadDirectory(folders)).map(({ startup, name }) => `${startup} ${name}`);
  expect(names).toEqual(expect.arrayContaining(["a-dock Au quai", "b-dock B"]));
  expect(names).not.toContain("a-dock À quai");
});
it("a missing folder and a wrong file are told together", async () => {
  const mine = given("mine", "a-dock", "À quai");
  writeFileSync(join(mine, "c-dock.json"), "{");
  const attempt = loadDirectory([join(root, "none"), mine]);
  await expect(attempt).rejects.toMatchObject({
    code: "RELEVE_DIRECTORY",
    message: expect.stringMatching(/^2 faults/),
  });
  await expect(attempt).rejects.toThrow(/ENOENT[\s\S]*RELEVE_DIRECTORY[\s\S]*c-dock\.json\n.*line 1, column 2/);
});
