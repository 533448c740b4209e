// The overview: the finding in figures, what moved, the network's figures, three services with theirs, where, and the list.
import type { OverviewModel } from "../shapes/overview.ts";
import { Chain } from "./chain.tsx";
import { ContextBar } from "./context-bar.tsx";
import { count } from "./count.ts";
import { Coverage } from "./coverage.tsx";
import { KnownLink } from "./known-on.tsx";
import { Layout } from "./layout.tsx";
import { ListPanel } from "./list.tsx";
import { Moved } from "./moved.tsx";
import { FourFigures } from "./network.tsx";
import { ServicePanel } from "./services.tsx";
import type { View } from "./view.ts";

export function OverviewPage({ model, view }: { model: OverviewModel; view: View }) {
  const { words } = view;
  const { head, chain, services } = model;
  const named = (ids: readonly string[]) => services.filter(({ id }) => ids.includes(id));
  const inOrder = (ids: readonly string[]) => ids.flatMap((id) => named([id]));
  return (
    <Layout view={view} title={words.nav.overview} current="overview" head={head} json={`/index.json${view.query}`}>
      <div class="hero">
        <div>
          <h1>{finding(view, model)}</h1>
          <p class="lead">{chain.followed === 0 ? words.lead.noneText : words.lead.text}</p>
        </div>
        {services.length > 0 && (
          <Moved view={view} most={inOrder(model.moved)} ill={named(model.ill === null ? [] : [model.ill])[0]} />
        )}
      </div>
      <ContextBar view={view} head={head} periods>
        {" "}
        <a href="#services">{words.chain.ratio(count(view, chain.onTime), count(view, chain.connected))}</a>.
        <KnownLink view={view} head={head} />
      </ContextBar>
      <FourFigures view={view} model={model} />
      <Chain model={model} view={view} />
      {model.featured.length > 0 && (
        <>
          <div class="section-head">
            <h2>{words.network.featured.title(model.featured.length)}</h2>
            <p>{words.network.featured.rule}</p>
          </div>
          <div class="grid-3">
            {inOrder(model.featured).map((service) => (
              <ServicePanel view={view} service={service} day={head.day} />
            ))}
          </div>
        </>
      )}
      {model.coverage && <Coverage coverage={model.coverage} view={view} />}
      {model.list.total > 0 && <ListPanel view={view} list={model.list} day={head.day} />}
    </Layout>
  );
}

/** The finding in figures: of active services, where a registry says which they are; else of those that are followed. */
function finding(view: View, { network, chain }: OverviewModel): string {
  const { lead, network: words } = view.words;
  const text = (value: number) => count(view, value);
  if (network) {
    const { active, publishing, impact } = network;
    return words.lead(text(active), publishing, text(publishing), impact.verified, text(impact.verified));
  }
  if (chain.followed === 0) return lead.none;
  return lead.title(chain.followed, chain.onTime, text(chain.followed), text(chain.onTime));
}
