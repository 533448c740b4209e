// The bytes of an answer as a fact carries them: what was not packed by a pull is refused, never half read.
import { describe, expect, it } from "vitest";
import { bytesOf } from "../../processors/bytes.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { EndpointAnswered } from "../../schemas/events.ts";
import { answered } from "../support/facts.ts";

const fact = answered({ startup: "a-dock", source: "api", at: "2024-03-01" }, [{ metric: "rdv_cumules", value: 12 }]);
const [page] = fact.pages;
const withBody = (body: string) => EndpointAnswered.parse({ ...fact, pages: [{ ...page, body }] });
const code = (body: string) => {
  try {
    bytesOf(withBody(body), 0);
  } catch (error) {
    if (error instanceof AnswerError) return error.code;
    throw error;
  }
  return "none";
};

describe("the packed bytes of an answer", () => {
  const packed = page?.body ?? "";
  it("are unpacked, whatever size the fact claims", () => {
    for (const bytes of [0, 3, 1e15]) {
      const claiming = EndpointAnswered.parse({ ...fact, pages: [{ ...page, bytes }] });
      expect(bytesOf(claiming, 0).pages[0]?.bytes.toString()).toContain('"rdv_cumules"');
    }
  });
  it("are refused when they are not base64, not gzip, or cut", () => {
    expect(code(packed)).toBe("none");
    expect(code(`@${packed}`)).toBe("answer.encoding");
    expect(code(`${packed.slice(0, 20)} ${packed.slice(20)}`)).toBe("answer.encoding");
    expect(code(Buffer.from("figures").toString("base64"))).toBe("answer.encoding");
    expect(code(packed.slice(0, -12))).toBe("answer.encoding");
    expect(code("")).toBe("answer.encoding");
  });
});
