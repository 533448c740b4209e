// Damage may give a push the id of an earlier one. With the same content it was recorded once, and is told so (200);
// with another content nothing is recorded, and it is told which id (409). Anything else under these numbers is wrong.
import type { Sent } from "../../support/push-door.ts";
import type { Fault } from "./judge.ts";

export interface Repeats {
  /** A push was recorded: its ids are taken. */
  recorded(bytes: Buffer): void;
  /** What is wrong with a reply of 200 or 409, seen from the bytes alone. */
  fault(bytes: Buffer, sent: Sent, grown: number): Fault | undefined;
}

export function openRepeats(): Repeats {
  const taken = new Set<string>();
  return {
    recorded: (bytes) => {
      for (const id of idsIn(bytes)) taken.add(id);
    },
    fault: (bytes, { status, body }, grown) => {
      if (grown > 0) return { what: "ledger", detail: `${status}, and yet ${grown} facts were recorded` };
      const again = idsIn(bytes).filter((id) => taken.has(id));
      const told = JSON.stringify(body).slice(0, 600);
      if (again.length === 0) return { what: "crash", detail: `${status}, and no earlier push has its id: ${told}` };
      if (status === 200)
        return body.facts?.length > 0 ? undefined : { what: "reason", detail: `200 without its facts: ${told}` };
      const errors: readonly { code?: string; detail?: string }[] = body.errors ?? [];
      const isNamed = again.some((id) => errors.some(({ code, detail }) => code === "id.used" && names(detail, id)));
      return isNamed ? undefined : { what: "reason", detail: `409 names none of ${again.join(", ")}: ${told}` };
    },
  };
}

/** A long id is told by its beginning. */
const names = (detail = "", id: string) => detail.includes(JSON.stringify(id.slice(0, 20)).slice(0, -1));

function idsIn(bytes: Buffer): string[] {
  const found = bytes.toString("utf8").matchAll(/"id"\s*:\s*("(?:[^"\\]|\\.)*")/g);
  return [...found].flatMap(([, quoted = ""]) => {
    try {
      return [String(JSON.parse(quoted))];
    } catch {
      return [];
    }
  });
}
