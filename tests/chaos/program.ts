// The real program under chaos: `node cli/releve.mjs …` with a failpoint armed or not, and commands carried out by it.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { carriedOut } from "../../cli/socket.ts";
import type { Failpoint } from "../../schemas/failpoint.ts";
import { type Lasting, lasting } from "../support/program.ts";

const PRELOAD = fileURLToPath(new URL("./failpoints.mjs", import.meta.url));

/** Which failpoint fires, the how manieth time it is reached, and how. */
export interface Armed {
  readonly point: Failpoint;
  readonly nth: number;
  readonly how: "kill" | "stop";
}
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}
export interface Chaotic extends Lasting {
  ended(): boolean;
  /** Arms a failpoint while it runs. */
  arm(armed: Armed): void;
  /** Whether the failpoint that was armed last has fired: the line that the preload wrote before the signal. */
  fired(): boolean;
}

/** What the environment of one run of the program is made of. */
export interface Setting {
  /** For its data, its directory and its files. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}
export const dataOf = ({ folder }: Setting) => join(folder, "data");
export const directoryOf = ({ folder }: Setting) => join(folder, "directory");

/** The settings of every start: nothing happens by the clock, and loopback may be asked. */
export function envOf(setting: Setting): Record<string, string> {
  return {
    RELEVE_DATA: dataOf(setting),
    RELEVE_DIRECTORY: directoryOf(setting),
    RELEVE_ALLOW_LOOPBACK: "1",
    RELEVE_PULL_SCHEDULE: "off",
    RELEVE_REPORTS: "off",
    ...setting.env,
  };
}

let starts = 0;

/** Starts a command that goes on until it is stopped, or killed: with a failpoint, or ready to get one. */
export function start(args: readonly string[], setting: Setting, armed?: Armed): Chaotic {
  starts += 1;
  const [order, fired] = [join(setting.folder, `order-${starts}`), join(setting.folder, `fired-${starts}`)];
  let point = armed?.point;
  const chaos = {
    NODE_OPTIONS: `--import ${PRELOAD}`,
    RELEVE_FAILPOINT: armed ? orderOf(armed) : `@${order}`,
    RELEVE_FAILPOINT_FILE: fired,
  };
  const child = lasting(args, { env: { ...envOf(setting), ...chaos }, cwd: setting.folder });
  let over = false;
  void child.closed.then(() => {
    over = true;
  });
  return {
    ...child,
    ended: () => over,
    arm(later) {
      point = later.point;
      writeFileSync(`${order}.draft`, orderOf(later));
      renameSync(`${order}.draft`, order);
    },
    fired: () => existsSync(fired) && readFileSync(fired, "utf8") === `fired ${point}\n`,
  };
}

const orderOf = ({ point, nth, how }: Armed) => `${point}:${nth}:${how}`;

/** Lets a running `serve` carry a command out; not exit code 0 when it dies meanwhile, or takes longer than `ms`. */
export async function carry(args: readonly string[], setting: Setting, ms = 30_000): Promise<Ran> {
  const text = { out: "", err: "" };
  const exit = await carriedOut(dataOf(setting), args, {
    out: (part) => {
      text.out += part;
    },
    err: (part) => {
      text.err += part;
    },
    terminal: false,
    env: envOf(setting),
    cwd: setting.folder,
    gone: AbortSignal.timeout(ms),
  });
  return { exit: exit ?? -1, ...text };
}

/** Starts `serve` and waits until it takes commands. @returns whether it does; `false`: it died before. */
export async function serve(setting: Setting, armed?: Armed): Promise<{ program: Chaotic; up: boolean }> {
  const program = start(["serve", "--port", "0"], setting, armed);
  const up = program.line(/^http:\/\/\S+$/).then(
    () => true,
    () => false,
  );
  return { program, up: await up };
}
