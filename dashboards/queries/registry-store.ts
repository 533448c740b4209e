// Keeps the registry in memory for as long as its topic says nothing new.
import { type CanQuery, TOPICS } from "../../schemas/ports.ts";
import type { Registry } from "../../schemas/registry-state.ts";
import { type Frame, openFrame } from "./frame.ts";
import { loadRegistry } from "./registry.ts";

export class RegistryStore {
  readonly #warehouse: CanQuery;
  #seen = "";
  #registry: Promise<Registry> | undefined;

  constructor(warehouse: CanQuery) {
    this.#warehouse = warehouse;
  }

  /** What a reply may see of the registry now. */
  frame(asOf: number): Promise<Frame> {
    return openFrame(this.#warehouse, asOf, TOPICS.registry);
  }

  /** The registry as a frame sees it. */
  async of(frame: Frame): Promise<Registry> {
    const seen = JSON.stringify([frame.ends, frame.asOf]);
    if (this.#registry === undefined || this.#seen !== seen) {
      this.#seen = seen;
      const loaded = loadRegistry(this.#warehouse, frame);
      this.#registry = loaded;
      loaded.catch(() => {
        if (this.#registry === loaded) this.#registry = undefined;
      });
    }
    return this.#registry;
  }
}
