// From all services that are followed to those whose figures are on time: one chain, the same everywhere.
import type { OverviewModel } from "../shapes/overview.ts";
import { count } from "./count.ts";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { apiHref, type View } from "./view.ts";

const LINKS = ["followed", "active", "withStatsPage", "connected", "onTime"] as const;

export function Chain({ model: { chain, head }, view }: { model: OverviewModel; view: View }) {
  const { words, format } = view;
  const links = LINKS.map((link) => ({ label: words.network.chain[link], value: count(view, chain[link]) }));
  return (
    <Panel
      view={view}
      id="chain"
      title={words.chain.title}
      name={words.chain.title}
      sub={words.chain.sub(format.date(head.day))}
      day={head.day}
      json={apiHref(view, "/api/v1/overview")}
      data={
        <Table
          caption={words.chain.title}
          label={words.chain.title}
          columns={[{ label: words.chain.step }, { label: words.chain.services, number: true }]}
          rows={links.map(({ label, value }) => [label, value])}
        />
      }
    >
      <ol class="chain">
        {links.map(({ label, value }) => (
          <li>
            <strong>{value}</strong> <span>{label}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
