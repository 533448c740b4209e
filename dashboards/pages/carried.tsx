// What a form to another page carries, as links do: what the reader chose, where that page takes it.
import type { View } from "./view.ts";

export function Carried({ view, path }: { view: View; path: string }) {
  return (
    <>
      {[...new URLSearchParams(view.carry(path))].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
