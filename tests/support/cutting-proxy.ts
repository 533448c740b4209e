// A proxy on loopback that can hang up on a sender: once the whole request went through, before a byte of the answer comes back.
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type Cut = "nothing" | "before the answer" | "after the request";
export interface CuttingProxy {
  readonly url: string;
  /** Connections that were cut so far. */
  readonly cuts: number;
  /** How the next connection ends; the ones after it are let through. */
  cutNext(how: Cut): void;
  close(): Promise<void>;
}

/**
 * `before the answer`: upstream has answered, so it has recorded, and the sender never hears of it. `after the request`: both
 * sides are dropped as soon as the last byte of the request is on its way.
 */
export async function cuttingProxy(upstream: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(upstream);
  const sockets = new Set<Socket>();
  let next: Cut = "nothing";
  const state = { cuts: 0 };
  const server = createServer((sender) => {
    const how = next;
    next = "nothing";
    const receiver = connect(Number(port), hostname);
    for (const socket of [sender, receiver]) sockets.add(socket.on("error", () => socket.destroy()));
    const cut = () => {
      state.cuts += 1;
      sender.destroy();
      receiver.destroy();
    };
    let request = "";
    sender.on("data", (part) => {
      request += part.toString("latin1");
      receiver.write(part, () => how === "after the request" && isWhole(request) && cut());
    });
    receiver.on("data", (part) => (how === "before the answer" ? cut() : sender.write(part)));
    sender.on("close", () => receiver.destroy());
    receiver.on("close", () => sender.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return state.cuts;
    },
    cutNext(how) {
      next = how;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Whether the head and as many bytes of body as it says have come. */
function isWhole(request: string): boolean {
  const head = request.indexOf("\r\n\r\n");
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(request)?.[1] ?? Number.NaN);
  return head !== -1 && request.length - head - 4 >= length;
}
