// The bytes of an answer as a reader is handed them: only for the model's own tests, the processor unpacks for itself.
import { gunzipSync } from "node:zlib";
import type { Answer } from "../../schemas/endpoint.ts";
import type { EndpointAnswered } from "../../schemas/events.ts";

export function pagesRead({ pages }: EndpointAnswered, moment: number): Answer {
  const unpacked = pages.map(({ url, headers, body }) => ({
    url,
    contentType: headers["content-type"] ?? "",
    bytes: gunzipSync(Buffer.from(body, "base64")),
  }));
  return { pages: unpacked, moment };
}
