import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readConfig } from "../../infra/config.ts";
import { temporaryFolder } from "../support/warehouse.ts";

it("a secret is read from its file, without the last line break", () => {
  const { folder, remove } = temporaryFolder();
  const file = join(folder, "password");
  writeFileSync(file, "planted\n");
  expect(readConfig({ RELEVE_WAREHOUSE_PASSWORD_FILE: file }).warehousePassword).toBe("planted");
  remove();
});
