// A real mail server on loopback that takes everything, or everything but what is for one address, and shows what came.
import { SMTPServer } from "smtp-server";

export interface Taken {
  readonly to: string;
  readonly subject: string;
  /** By name in lower case, unfolded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  readonly images: readonly { readonly cid: string; readonly bytes: Buffer }[];
}
export interface MailBox {
  /** For RELEVE_SMTP. */
  readonly url: string;
  readonly mails: readonly Taken[];
  close(): Promise<void>;
}

/** @param unknown  an address that it refuses, as one that is no more */
export async function mailBox(unknown?: string): Promise<MailBox> {
  const mails: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _session, done) {
      done(address === unknown ? Object.assign(new Error("no such user here"), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        mails.push(taken(Buffer.concat(parts).toString("latin1"), session.envelope.rcptTo[0]?.address ?? ""));
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", () => listening()));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

function taken(raw: string, to: string): Taken {
  const parts = leavesOf(raw);
  const of = (type: string) =>
    parts.find(({ headers }) => headers["content-type"]?.startsWith(type))?.body.toString("utf8") ?? "";
  const { headers } = splitOf(raw);
  return {
    to,
    subject: wordsOf(headers.subject ?? ""),
    headers,
    text: of("text/plain"),
    html: of("text/html"),
    images: parts
      .filter((part) => part.headers["content-type"]?.startsWith("image/png"))
      .map((part) => ({ cid: (part.headers["content-id"] ?? "").replace(/[<>]/g, ""), bytes: part.body })),
  };
}

function splitOf(raw: string): { headers: Record<string, string>; rest: string } {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(":")).toLowerCase(),
    line.slice(line.indexOf(":") + 2),
  ]);
  return { headers: Object.fromEntries(headers), rest: raw.slice(end + 4) };
}

/** The parts that have no parts, decoded. */
function leavesOf(raw: string): { headers: Record<string, string>; body: Buffer }[] {
  const { headers, rest } = splitOf(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers["content-type"] ?? "")?.[1];
  if (boundary !== undefined)
    return rest
      .split(`--${boundary}`)
      .slice(1, -1)
      .flatMap((part) => leavesOf(part.replace(/^\r\n/, "")));
  const encoding = headers["content-transfer-encoding"];
  if (encoding === "base64") return [{ headers, body: Buffer.from(rest, "base64") }];
  return [{ headers, body: encoding === "quoted-printable" ? unquoted(rest) : Buffer.from(rest, "latin1") }];
}

const unquoted = (text: string) =>
  Buffer.from(
    text
      .replace(/=\r\n/g, "")
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

/** RFC 2047 words. */
const wordsOf = (text: string) =>
  Buffer.concat(
    text.split(/\?=\s+=\?/).map((word) => {
      const [, kind, body] = /UTF-8\?([QB])\?(.*?)(?:\?=)?$/.exec(word) ?? [];
      if (body === undefined) return Buffer.from(word);
      return kind === "B" ? Buffer.from(body, "base64") : unquoted(body.replaceAll("_", " "));
    }),
  ).toString("utf8");
