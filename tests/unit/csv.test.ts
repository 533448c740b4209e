// CSV files that need a second look: how they are written, columns that moved, lines that do not fit.
import { describe, expect, it } from "vitest";
import { csv } from "../../ingestors/endpoints/csv.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { Row } from "../../schemas/statement.ts";

const MOMENT = Date.parse("2026-11-22T08:00:00Z");
const MAPS = { metric: "cartes_publiees", value: "n" };
interface More {
  readonly figure?: object;
  readonly [setting: string]: unknown;
}
function read(body: string | Buffer, { figure = MAPS, ...more }: More = {}) {
  const settings = csv(2).settings.parse({ url: "https://a-dock.example/s.csv", figures: [figure], ...more });
  const pages = [{ url: "https://a-dock.example/s.csv", contentType: "text/csv", bytes: Buffer.from(body) }];
  return csv(2).read(settings, { pages, moment: MOMENT });
}
const values = (...given: Parameters<typeof read>) => read(...given).rows.map(({ value }) => value);
function refusal(...given: Parameters<typeof read>): AnswerError {
  try {
    read(...given);
  } catch (error) {
    if (error instanceof AnswerError) return error;
    throw error;
  }
  throw new Error("it was read");
}
function faults(figure: object, more: object = {}): string[] {
  const settings = { url: "https://a-dock.example/s.csv", figures: [figure], ...more };
  const found = csv(2).settings.safeParse(settings);
  return (found.error?.issues ?? []).map(({ path, message }) => `/${path.join("/")} ${message}`);
}

describe("how a CSV file is written", () => {
  it.each([
    ["a comma", "commune,n\n37261,4\n"],
    ["a semicolon", "commune;n\r\n37261;4\r\n"],
    ["a tab", "commune\tn\n37261\t4"],
    ["old line ends", "commune;n\r37261;4\r"],
    ["quotes", '"commune";"n"\n"37261";"4"\n'],
    ["spaces around", " commune ; n \n37261 ; 4 \n"],
    ["one column only", "n\n4\n"],
    ["a comma inside a name of a semicolon's file", "a, b;n\n1, 2;4\n"],
  ])("is found: %s", (_, body) => expect(values(body)).toEqual(["4"]));

  it("may be told: then nothing is looked for", () => {
    expect(values("n;m\n1,5;2\n", { figure: { ...MAPS, numbers: "fr" }, delimiter: ";" })).toEqual(["1.5"]);
    expect(refusal("n;m\n1;2\n", { delimiter: "," }).message).toMatch(/1 cells parted by a comma: n;m/);
    expect(values("'n';m\n'1';2\n", { quote: "'" })).toEqual(["1"]);
    expect(values('n;m\n5;un "mot\n', { quote: "none" })).toEqual(["5"]);
  });
  it("may be Western European, when it says so", () => {
    const bytes = Buffer.from("région;n\nRhône;4\n", "latin1");
    const figure = { ...MAPS, dims: { region: { column: "région" } } };
    expect(read(bytes, { figure, encoding: "windows-1252" }).rows[0]?.dims).toBe('{"region":"Rhône"}');
    expect(read(bytes, { figure, encoding: "latin1" }).rows[0]?.dims).toBe('{"region":"Rhône"}');
    expect(refusal(bytes, { figure })).toMatchObject({ code: "answer.encoding" });
    expect(refusal(bytes, { figure }).hint).toContain('"encoding": "windows-1252"');
    expect(refusal("\uFEFFn\n1\n", { encoding: "latin1" }).code).toBe("answer.encoding");
  });
  it("is told by its line when it is no CSV", () => {
    const error = refusal('n;m\n1;2\n3;"open\n4;5\n');
    expect([error.code, error.pointer]).toEqual(["answer.csv", "record 3"]);
    expect(refusal('n;m\n1;2\n3;an "open\n4;5\n').pointer).toBe("line 3");
    expect(refusal('{"error":"Authentification invalide"}').code).toBe("answer.error");
    expect(refusal("\uFEFF\n \n").message).toContain("an empty body");
  });
});

describe("a column", () => {
  it("is told with those that are there, and the nearest name, when it is not", () => {
    const { code, message, pointer } = refusal("mois;nn;m\n2026-01;4;5\n");
    expect([code, pointer]).toEqual(["answer.shape", "line 1"]);
    expect(message).toContain('a column "n"; did you mean "nn"?');
    expect(message).toContain("3 cells parted by a semicolon: mois, nn, m");
    expect(refusal("Internal server error").code).toBe("answer.shape");
  });
  it("that is there twice is not chosen by chance: its place tells", () => {
    const { message, hint } = refusal("n;m;n\n1;2;3\n");
    expect(message).toContain("columns 1 and 3 both");
    expect(hint).toContain("column's number");
    expect(values("n;m;n\n1;2;3\n", { figure: { ...MAPS, value: 3 } })).toEqual(["3"]);
    expect(values("n;m;m\n1;2;3\n")).toEqual(["1"]); // only mapped columns matter
  });
  it("has a number where there is no header", () => {
    expect(values("1;2\n3;4\n", { figure: { ...MAPS, value: 2 }, header: false })).toEqual(["2", "4"]);
    expect(refusal("1;2\n", { figure: { ...MAPS, value: 3 }, header: false }).message).toContain("a column 3");
    expect(faults(MAPS, { header: false })[0]).toMatch(/^\/header .*the place of a column/);
  });
});

describe("a line", () => {
  const lines = (body: string, more: More = {}) => read(body, more).rows;
  const figure = { metric: "utilisateurs", value: "n", territory: { level: "commune", column: "code" } };

  it("that ends early has no figure after its end: missing is not empty", () => {
    expect(values("code;n\n37261\n37003;\n37004;0\n")).toEqual([undefined, null, "0"]);
  });
  it("that is too long is read by no figure, whatever it says", () => {
    const [row, ...others] = lines("code;n\n37261;1;204\n37003;5;;\n", { figure });
    expect(row).toMatchObject({ code: undefined, value: undefined });
    expect(others.map(({ code, value }) => [code, value])).toEqual([["37003", "5"]]);
  });
  it("without anything is none", () => {
    expect(lines("code;n\n;\n\n37261;4\n ; \n", { figure }).map(({ value }) => value)).toEqual(["4"]);
  });
  it("has a code as it was written: a lost zero is not put back", () => {
    expect(lines("code;n\n1001;4\n", { figure })[0]?.code).toBe("1001");
    expect(lines("code;n\n;4\n", { figure })[0]?.code).toBeUndefined();
  });
  it("may say that there is no figure in a word of its own", () => {
    expect(values("n\ns\n4\n", { nulls: ["", "s"] })).toEqual([null, "4"]);
    expect(values("n\ns\n4\n")).toEqual([undefined, "4"]);
  });
});

describe("several levels in one column", () => {
  const territory = (level: string[]) => ({ ...MAPS, metric: "utilisateurs", territory: { level, column: "id" } });
  it("are told apart by the form of the code, Corsica too", () => {
    const body = "id;n\n2A004;1\n213702619;2\n38;3\n12345;4\nx;5\n";
    const found = read(body, { figure: territory(["commune", "siren", "departement"]) });
    const level = ({ level, code }: Row) => `${level} ${code}`;
    expect(found.rows.map(level)).toEqual([
      "commune 2A004",
      "siren 213702619",
      "departement 38",
      "commune 12345",
      "commune x",
    ]);
    expect(found.scope?.metrics[0]?.levels).toEqual(["commune", "siren", "departement"]);
    expect(found.scope?.territories).toBeUndefined();
  });
  it("are refused when codes could be of either", () => {
    for (const levels of [
      ["siren", "epci"],
      ["region", "departement"],
      ["france", "commune"],
    ])
      expect(faults(territory(levels))[0]).toContain("/figures/0/territory/level");
    expect(faults({ ...MAPS, territory: { level: ["commune", "siret"], code: "37261" } })).toHaveLength(1);
  });
});

describe("a state that a file gives date by date", () => {
  const figure = { ...MAPS, latest: { column: "date", format: "dd/mm/yyyy" } };
  it("is its latest day, in whatever order, and none to come", () => {
    const body = "date;n\n01/11/2026;9\n22/11/2026;12\n01/10/2026;7\n23/11/2026;99\n";
    expect(values(body, { figure })).toEqual(["12"]);
    expect(values("date;n\n23/11/2026;99\n", { figure })).toEqual([]);
  });
  it("is not told when a date cannot be read: it could be the latest", () => {
    const { code, message, pointer } = refusal("date;n\n01/11/2026;9\n31/02/2026;12\n", { figure });
    expect([code, pointer]).toEqual(["answer.shape", "column date"]);
    expect(message).toContain("31/02/2026");
  });
  it("has no period", () => {
    const period = { column: "date", grain: "month", format: "iso-month" };
    expect(faults({ metric: "visites", value: "n", period, latest: figure.latest })[0]).toContain('"latest"');
  });
});
