// The preload that makes a failpoint fire: NODE_OPTIONS="--import <this file>", and in the environment
//   RELEVE_FAILPOINT=<name>[:<nth time>][:kill|stop]    which one, when (1), and how: SIGKILL, or SIGSTOP
//   RELEVE_FAILPOINT=@<file>                            the same, from a file, as soon as it is there
//   RELEVE_FAILPOINT_FILE=<file>                        gets the line "fired <name>", on disk before the signal
// Both are taken out of the environment: Relevé itself refuses settings that it does not know. A release has no such
// preload, so nothing in its environment makes it fail.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";

const { RELEVE_FAILPOINT: wanted, RELEVE_FAILPOINT_FILE: file } = process.env;
delete process.env.RELEVE_FAILPOINT;
delete process.env.RELEVE_FAILPOINT_FILE;

function fire(name, signal) {
  const out = openSync(file, "a");
  writeSync(out, `fired ${name}\n`);
  fsyncSync(out);
  closeSync(out);
  process.kill(process.pid, signal);
}

/** What `<name>:<nth>:<how>` says, or `undefined` as long as its file is not there. */
function armed() {
  if (!wanted.startsWith("@")) return parsed(wanted);
  return existsSync(wanted.slice(1)) ? parsed(readFileSync(wanted.slice(1), "utf8")) : undefined;
}
function parsed(words) {
  const [name, ...how] = words.split(":");
  const left = Number(how.find((word) => /^[1-9]\d*$/.test(word)) ?? 1);
  return { name, left, signal: how.includes("stop") ? "SIGSTOP" : "SIGKILL" };
}

if (wanted && file) {
  let waiting;
  globalThis[Symbol.for("releve.failpoint")] = (reached) => {
    waiting ??= armed();
    if (waiting?.name !== reached) return;
    waiting.left -= 1;
    if (waiting.left === 0) fire(waiting.name, waiting.signal);
  };
}
