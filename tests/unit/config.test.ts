import { describe, expect, it } from "vitest";
import { describeConfig, readConfig } from "../../infra/config.ts";
import { settingsList } from "../../infra/settings.ts";
import { ReleveError } from "../../schemas/errors.ts";

function faultsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ReleveError && error.code === "RELEVE_CONFIG") return error.message;
    throw error;
  }
  return "";
}

describe("the settings", () => {
  it("have defaults that need nothing: one process, one folder, loopback", () => {
    expect(readConfig({ PATH: "/bin" })).toMatchObject({
      data: ".releve",
      log: "",
      logTimestamps: "append",
      warehouse: "",
      database: "releve",
      host: "127.0.0.1",
      port: 3000,
      directory: [],
      allowLoopback: false,
      pullSchedule: "0 5 * * *",
      pullMaxBytes: 12 * 1024 * 1024,
      logLevel: "info",
    });
  });

  it("are read by their names", () => {
    const config = readConfig({
      RELEVE_LOG: "kafka://one:9092,two:9093",
      RELEVE_WAREHOUSE: "https://releve@house.example:8443/figures",
      RELEVE_DIRECTORY: "/a:/b",
      RELEVE_ALLOW_LOOPBACK: "1",
      RELEVE_PULL_SCHEDULE: "off",
      RELEVE_PORT: "0",
    });
    expect(config).toMatchObject({
      log: "kafka://one:9092,two:9093",
      directory: ["/a", "/b"],
      allowLoopback: true,
      port: 0,
    });
    expect(config.database).toBe("figures");
  });

  it("take the database by name before the one in the address", () => {
    const both = { RELEVE_WAREHOUSE: "http://house:8123/figures", RELEVE_DATABASE: "other" };
    expect(readConfig(both).database).toBe("other");
    expect(readConfig({ RELEVE_WAREHOUSE: "http://house:8123" }).database).toBe("releve");
  });

  it("count an empty text as not set", () => {
    expect(readConfig({ RELEVE_PORT: "", RELEVE_DATA: "" })).toMatchObject({ port: 3000, data: ".releve" });
  });

  it("tell all their faults at once: the name, what was found, what is expected", () => {
    expect(
      faultsOf({
        RELEVE_PORT: "http",
        RELEVE_ALLOW_LOOPBACK: "yes",
        RELEVE_PULL_SCHEDULE: "daily",
        RELEVE_DATBASE: "x",
      }),
    ).toBe(
      [
        "4 settings cannot be used.",
        "  RELEVE_DATBASE  found a name that is not a setting, expected perhaps RELEVE_DATABASE",
        '  RELEVE_PORT  found "http", expected a whole number from 0 to 65535',
        '  RELEVE_ALLOW_LOOPBACK  found "yes", expected 0 or 1',
        '  RELEVE_PULL_SCHEDULE  found "daily", expected a cron expression such as 0 5 * * *, or off',
      ].join("\n"),
    );
  });

  it.each([
    ["RELEVE_LOG", "kafka://"],
    ["RELEVE_LOG", "localhost:9092"],
    ["RELEVE_WAREHOUSE", "house:8123"],
    ["RELEVE_WAREHOUSE", "ftp://house"],
    ["RELEVE_WAREHOUSE", "http://house:8123/a/b"],
    ["RELEVE_DATABASE", "a-b"],
    ["RELEVE_PORT", "65536"],
    ["RELEVE_PORT", "1e3"],
    ["RELEVE_PULL_MAX_BYTES", "12 MiB"],
    ["RELEVE_CONTACT", "nobody"],
    ["RELEVE_LOG_LEVEL", "verbose"],
  ])("refuse %s=%s", (name, value) => {
    expect(faultsOf({ [name]: value })).toContain(`${name}  found "${value}", expected `);
  });

  it("never show a secret, and refuse one inside an address or in two places", () => {
    const config = readConfig({ RELEVE_WAREHOUSE_PASSWORD: "planted" });
    expect(config.warehousePassword).toBe("planted");
    expect(JSON.stringify(describeConfig(config))).not.toContain("planted");
    expect(describeConfig(config).find(({ name }) => name === "RELEVE_WAREHOUSE_PASSWORD")?.value).toBe("********");
    expect(faultsOf({ RELEVE_WAREHOUSE: "http://me:planted@house:8123" })).not.toContain("planted");
    expect(faultsOf({ RELEVE_WAREHOUSE_PASSWORD: "a", RELEVE_WAREHOUSE_PASSWORD_FILE: "b" })).toContain(
      "one of the two",
    );
    expect(faultsOf({ RELEVE_WAREHOUSE_PASSWORD_FILE: "/nowhere/secret" })).toContain("a file that can be read");
  });

  it("are described one by one, with the value in force and the default", () => {
    const described = describeConfig(readConfig({ RELEVE_PORT: "8080" }));
    expect(described.map(({ name }) => name)).toEqual(settingsList().map(({ name }) => name));
    expect(described.find(({ name }) => name === "RELEVE_PORT")).toMatchObject({
      value: "8080",
      default: "3000",
      source: "environment",
    });
  });
});
