// The preload that makes a failpoint fire: NODE_OPTIONS="--import <this file>", and in the environment
//   RELEVE_FAILPOINT=<name>[:<nth time>][:kill|stop]    which one, when (1), and how: SIGKILL, or SIGSTOP
//   RELEVE_FAILPOINT_FILE=<file>                        gets the line "fired <name>", on disk before the signal
// Both are taken out of the environment: Relevé itself refuses settings that it does not know. A release has no such
// preload, so nothing in its environment makes it fail.
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";

const { RELEVE_FAILPOINT: wanted, RELEVE_FAILPOINT_FILE: file } = process.env;
delete process.env.RELEVE_FAILPOINT;
delete process.env.RELEVE_FAILPOINT_FILE;

if (wanted && file) {
  const [name, ...how] = wanted.split(":");
  const signal = how.includes("stop") ? "SIGSTOP" : "SIGKILL";
  let left = Number(how.find((word) => /^[1-9]\d*$/.test(word)) ?? 1);
  globalThis[Symbol.for("releve.failpoint")] = (reached) => {
    if (reached !== name) return;
    left -= 1;
    if (left !== 0) return;
    const out = openSync(file, "a");
    writeSync(out, `fired ${name}\n`);
    fsyncSync(out);
    closeSync(out);
    process.kill(process.pid, signal);
  };
}
