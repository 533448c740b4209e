// No address of the inside is ever dialled: sixty spellings, each as a URL's host, behind a name, behind a redirect, and
// behind a name that is another address the second time it is asked. The dial is a stub: nothing leaves this machine.
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHttpClient } from "../../infra/http/client.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { INTERNAL_ADDRESSES } from "../support/internal-addresses.ts";
import { type Loopback, loopback } from "../support/loopback.ts";

const PUBLIC = "93.184.215.14";
const WAYS = ["literal", "name", "redirect", "rebinding"] as const;
type Way = (typeof WAYS)[number];

/** The one public host: it sends everyone where the path says. */
let server: Loopback;
beforeAll(async () => {
  server = await loopback((request, response) => {
    const location = decodeURIComponent(request.url?.slice(1) ?? "");
    response.writeHead(302, { location, connection: "close" }).end();
  });
});
afterAll(() => server.close());

/** What was dialled, and what came of asking. */
async function asked(way: Way, spelling: string, scheme: "http" | "https") {
  const dialled: string[] = [];
  let looked = 0;
  const inside = spelling.replace(/^\[|\]$/g, "");
  const http = openHttpClient({
    ...{ timeoutMs: 5_000, maxBytes: 1_000, maxUnpackedBytes: 1_000, allowLoopback: false, contact: "" },
    resolve: async () => [way === "name" || (way === "rebinding" && ++looked > 1) ? inside : PUBLIC],
    dial: ({ hostname }, callback) => {
      dialled.push(hostname);
      const socket = connect(server.port, "127.0.0.1", () => callback(null, socket));
    },
  });
  const to = (location: string) => `https://a-dock.example/${encodeURIComponent(location)}`;
  const urls: Record<Way, string> = {
    literal: `${scheme}://${spelling}/`,
    name: `${scheme}://inside.example/`,
    redirect: to(`${scheme}://${/^[!-~]+$/.test(spelling) ? spelling : encodeURIComponent(spelling)}/`), // a header is ASCII
    rebinding: to("https://a-dock.example/figures"),
  };
  const error = await http({ url: urls[way] }).then(
    () => "it was answered",
    (reason: unknown) => (reason instanceof ReleveError ? reason.code : String(reason)),
  );
  return { dialled, error };
}

describe("an address of the inside", () => {
  const table = new Map<Way, { cases: number; refused: number; dialled: number }>();
  afterAll(() => {
    const lines = [...table].map(([way, { cases, refused, dialled }]) =>
      [way.padEnd(10), `${cases} cases`, `${refused} refused`, `${dialled} dialled`].join("  "),
    );
    console.log(`\n${lines.join("\n")}\n`);
  });
  it("is spelled in sixty ways", () => expect(new Set(INTERNAL_ADDRESSES).size).toBe(60));
  for (const way of WAYS) {
    it(`is never dialled as a ${way}, in any spelling`, async () => {
      const tally = { cases: 0, refused: 0, dialled: 0 };
      table.set(way, tally);
      for (const spelling of INTERNAL_ADDRESSES) {
        tally.cases++;
        for (const scheme of ["https", "http"] as const) {
          const { dialled, error } = await asked(way, spelling, scheme);
          const through = way === "redirect" || way === "rebinding" ? [PUBLIC] : [];
          expect([way, scheme, spelling, dialled, error]).toEqual([
            way,
            scheme,
            spelling,
            through,
            "RELEVE_ADDRESS_REFUSED",
          ]);
          tally.dialled += dialled.filter((address) => address !== PUBLIC).length;
          if (scheme === "https") tally.refused++;
        }
      }
    });
  }
  it("would be dialled by this stub were it public: the test can fail", async () => {
    expect((await asked("name", PUBLIC, "https")).dialled).toContain(PUBLIC);
    expect((await asked("literal", PUBLIC, "https")).dialled).toContain(PUBLIC);
  });
  it("makes 240 cases", () => {
    expect([...table.values()].reduce((sum, { cases }) => sum + cases, 0)).toBe(240);
  });
});
