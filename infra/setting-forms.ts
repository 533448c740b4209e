// Forms that several settings have: whole numbers, names, addresses of servers.
import { z } from "zod";

/** A whole number between two, both included. */
export const whole = (min: number, max: number) =>
  z
    .string()
    .refine((text) => /^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `a whole number from ${min} to ${max}`,
    })
    .transform(Number);
/** A name of a database; `expected` says its form in words. */
export const name = (expected: string) => z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, expected);
/** Any text but none. */
export const filled = z.string().min(1, "a text that is not empty");
/** 1 is yes. */
export const yesNo = z.enum(["0", "1"], "0 or 1").transform((text) => text === "1");

/** `kafka://host:port,host:port` */
export const isBrokers = (text: string) => /^kafka:\/\/[^\s,:/]+:\d{1,5}(,[^\s,:/]+:\d{1,5})*$/.test(text);

/** `http(s)://[user@]host:port[/database]`, without a password. */
export function isServer(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    url !== undefined &&
    ["http:", "https:"].includes(url.protocol) &&
    url.password === "" &&
    url.search === "" &&
    /^\/([A-Za-z_][A-Za-z0-9_]{0,63})?$/.test(url.pathname)
  );
}

/** `smtp(s)://[user@]host[:port]`, without a password. */
export function isMailServer(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["smtp:", "smtps:"].includes(url.protocol)) return false;
  return url.hostname !== "" && url.password === "" && url.search === "" && ["", "/"].includes(url.pathname);
}
/** `http(s)://host[/path]` without a final slash. */
export function isPageAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    url !== undefined &&
    ["http:", "https:"].includes(url.protocol) &&
    url.search + url.hash === "" &&
    !text.endsWith("/")
  );
}
