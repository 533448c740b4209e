// Replies of the app as bytes, to be compared with what was replied before.
import type { createApp } from "../../dashboards/routes.tsx";

export type App = ReturnType<typeof createApp>;
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly tag: string | null;
  readonly cache: string | null;
}
export async function ask(app: App, path: string): Promise<Reply> {
  const reply = await app.request(path);
  const { headers, status } = reply;
  return { status, text: await reply.text(), tag: headers.get("etag"), cache: headers.get("cache-control") };
}

const withParameter = (path: string, parameter: string) => `${path}${path.includes("?") ? "&" : "?"}${parameter}`;
/** The address in the API of what was known at an instant. */
export const asOf = (path: string, instant: string) => withParameter(`/api/v1/${path}`, `as_of=${instant}`);
/** The address of a page of what was known on a day. */
export const knownOn = (path: string, day: string) => withParameter(path, `connu-le=${day}`);

/** Every reply by its address. */
export async function replies(app: App, addresses: readonly string[]): Promise<Map<string, Reply>> {
  const found = new Map<string, Reply>();
  for (const address of addresses) found.set(address, await ask(app, address));
  return found;
}
