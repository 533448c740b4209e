// Endpoints that mean no good: each never ends, or ends as something else than it began. And what shows that it came to it.
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const MIB = 1024 * 1024;
type Serve = (request: IncomingMessage, response: ServerResponse) => void;
export interface Hostile {
  readonly name: string;
  /** How it must be told: the code, and a word of the message. */
  readonly code: string;
  readonly word: string;
  /** Whether it ends only because time is over. */
  readonly timed: boolean;
  /** Whether much memory is at stake: it is asked by a process of its own. */
  readonly large: boolean;
  /** MiB that it may cost; 25 when left out. */
  readonly most?: number;
  readonly serve: Serve;
  /** Whether the fault was there: bytes sent to it, questions it asked. */
  readonly fired: (told: { readonly bytes: number; readonly asked: number }) => boolean;
}

const packed = (encoding: string, body: Buffer): Serve => {
  return (_, response) => void response.writeHead(200, { "content-encoding": encoding }).end(body);
};
/** Goes on as long as it is let. */
const endless =
  (headers: Record<string, string>, first: Buffer, block: Buffer): Serve =>
  (_, response) => {
    response.writeHead(200, { "content-type": "application/json", ...headers });
    const more = () => {
      while (!response.destroyed && response.write(block));
    };
    response.on("drain", more);
    response.write(first);
    more();
  };
const dripping =
  (start: (response: ServerResponse) => void, drop: (response: ServerResponse) => void): Serve =>
  (_, response) => {
    start(response);
    const timer = setInterval(() => drop(response), 20);
    response.on("close", () => clearInterval(timer));
  };

const zeros = (mib: number) => Buffer.alloc(mib * MIB);
const SIZE = "RELEVE_ANSWER_SIZE";
const UNREACHABLE = "RELEVE_ENDPOINT_UNREACHABLE";
const fewBytes = ({ bytes }: { bytes: number }) => bytes > 100;

/** Made once: the bombs are large before they are packed. */
export function hostiles(): readonly Hostile[] {
  const bomb = gzipSync(zeros(400), { level: 9 });
  const brotli = brotliCompressSync(zeros(400), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  const json = Buffer.from(`{"n":1,"pad":"`);
  return [
    {
      name: "gzip bomb",
      code: SIZE,
      word: "times",
      timed: false,
      large: true,
      serve: packed("gzip", bomb),
      fired: fewBytes,
    },
    {
      name: "gzip in gzip",
      code: SIZE,
      word: "times",
      timed: false,
      large: true,
      serve: packed("gzip, gzip", gzipSync(bomb)),
      fired: fewBytes,
    },
    {
      name: "brotli bomb",
      code: SIZE,
      word: "times",
      timed: false,
      large: true,
      serve: packed("br", brotli),
      fired: fewBytes,
    },
    {
      name: "endless body",
      code: SIZE,
      word: "as it travels",
      timed: false,
      large: true,
      serve: endless({}, json, Buffer.alloc(MIB / 4, 32)),
      fired: ({ bytes }) => bytes > 12 * MIB,
    },
    {
      // What travelled and what came of it are both at hand, 12 MiB each, and as much again waits to be collected.
      name: "endless noise, packed",
      code: SIZE,
      word: "as it travels",
      timed: false,
      large: true,
      most: 48,
      serve: endless({ "content-encoding": "gzip" }, gzipSync(randomBytes(MIB / 4)), gzipSync(randomBytes(MIB / 4))),
      fired: ({ bytes }) => bytes > 12 * MIB,
    },
    {
      name: "slow drip of a body",
      code: UNREACHABLE,
      word: "time:",
      timed: true,
      large: false,
      serve: dripping(
        (response) => void response.writeHead(200),
        (response) => void response.write(" "),
      ),
      fired: ({ bytes }) => bytes > 20,
    },
    {
      name: "slow drip of headers",
      code: UNREACHABLE,
      word: "time:",
      timed: true,
      large: false,
      serve: dripping(
        (response) => void response.socket?.write("HTTP/1.1 200 OK\r\n"),
        (response) => void response.socket?.write("x-a: b\r\n"),
      ),
      fired: ({ bytes }) => bytes > 20,
    },
    {
      name: "silence",
      code: UNREACHABLE,
      word: "time:",
      timed: true,
      large: false,
      serve: () => undefined,
      fired: ({ asked }) => asked === 1,
    },
    {
      name: "redirect loop",
      code: "RELEVE_ENDPOINT_REFUSED",
      word: "redirects more than",
      timed: false,
      large: false,
      serve: (request, response) => void response.writeHead(302, { location: `${request.url}x` }).end(),
      fired: ({ asked }) => asked === 6,
    },
    {
      name: "300 kB of headers",
      code: UNREACHABLE,
      word: "protocol:",
      timed: false,
      large: false,
      serve: (_, response) => void response.writeHead(200, { "x-pad": "x".repeat(300_000) }).end("{}"),
      fired: ({ bytes }) => bytes > 16_000,
    },
    {
      name: "10,000 headers",
      code: UNREACHABLE,
      word: "protocol:",
      timed: false,
      large: false,
      serve: (_, response) =>
        void response
          .writeHead(
            200,
            Array.from({ length: 10_000 }, (_, at): [string, string] => [`x-${at}`, "y".repeat(30)]),
          )
          .end("{}"),
      fired: ({ bytes }) => bytes > 16_000,
    },
    {
      name: "cut",
      code: UNREACHABLE,
      word: "cut:",
      timed: false,
      large: false,
      serve: (_, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write("{", () => response.destroy());
      },
      fired: ({ bytes }) => bytes > 0,
    },
  ];
}
