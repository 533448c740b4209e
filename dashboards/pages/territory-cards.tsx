// The figures of a territory beside its parent and France: rates only are compared, and each reference is named.
import type { Child } from "hono/jsx";
import { gauge } from "../charts/gauge.tsx";
import type { Share } from "../figure.ts";
import { fraction } from "../format.ts";
import type { Covered, Reference, ServiceHere } from "../shapes/territory.ts";
import type { TerritoryProps } from "./territory-props.ts";
import { link, type View } from "./view.ts";

type ShareOf = (covered: Covered) => Share | null;
const ofCommunes: ShareOf = ({ communes }) => communes;
const ofPeople: ShareOf = ({ population }) => population;
/** Services whose share of communes has a card. */
const SERVICES = 1;

export function TerritoryCards({ model, view }: TerritoryProps) {
  const { cards } = view.words.territory;
  const { coverage, references, services, territory } = model;
  const isCommune = territory.level === "commune";
  const named = isCommune ? [] : services.used.filter(({ communes }) => communes !== null).slice(0, SERVICES);
  return (
    <ul class="figs">
      {isCommune ? (
        <Card title={cards.covered} value={coverage.communes.part === "0" ? cards.no : cards.yes}>
          <References view={view} references={references} of={ofCommunes} />
        </Card>
      ) : (
        <>
          <ShareCard view={view} title={cards.communes} covered={coverage} references={references} of={ofCommunes} />
          <ShareCard view={view} title={cards.people} covered={coverage} references={references} of={ofPeople} />
        </>
      )}
      {named.map((one) => (
        <ServiceCard view={view} one={one} />
      ))}
      <UsedCard model={model} view={view} />
    </ul>
  );
}

function Card({ title, path, value, children }: { title: string; path?: string; value: string; children?: Child }) {
  return (
    <li class="fig">
      <h3>{path === undefined ? title : <a href={path}>{title}</a>}</h3>
      <p class="fig-value">
        <strong class="value">{value}</strong>
      </p>
      {children}
    </li>
  );
}

function ShareCard(props: {
  view: View;
  title: string;
  path?: string;
  covered: Covered;
  references: readonly Reference[];
  of: ShareOf;
}) {
  const { view, covered, references, of } = props;
  const { words, format } = view;
  const share = of(covered);
  if (!share)
    return (
      <Card title={props.title} value="—">
        <p class="quiet">{words.territory.cards.noWhole}</p>
      </Card>
    );
  const france = references.find(({ territory }) => territory.level === "france");
  const reference = france && of(france.covered);
  const size = fraction(share.part, share.whole);
  return (
    <Card
      title={props.title}
      {...(props.path ? { path: props.path } : {})}
      value={format.percent(share.part, share.whole)}
    >
      <p class="quiet">
        {words.territory.cards[of === ofPeople ? "peopleOf" : "outOf"](
          format.number(share.part),
          format.number(share.whole),
        )}
      </p>
      {size !== undefined && gauge(size, reference ? fraction(reference.part, reference.whole) : undefined)}
      <References view={view} references={references} of={of} />
    </Card>
  );
}

function References({ view, references, of }: { view: View; references: readonly Reference[]; of: ShareOf }) {
  const all = references.flatMap(({ territory, covered }) => {
    const share = of(covered);
    return share ? [`${territory.name} ${view.format.percent(share.part, share.whole)}`] : [];
  });
  return all.length === 0 ? null : <p class="fig-foot">{all.join(" · ")}</p>;
}

function ServiceCard({ view, one }: { view: View; one: ServiceHere }) {
  if (!one.communes) return null;
  return (
    <ShareCard
      view={view}
      title={view.words.territory.cards.one(one.service.name)}
      path={link(view, `/startups/${one.service.id}`)}
      covered={one.communes}
      references={one.communes.references}
      of={ofCommunes}
    />
  );
}

function UsedCard({ model, view }: TerritoryProps) {
  const { words, format } = view;
  const { used, unused } = model.services;
  const giving = used.length + unused.length;
  const size = fraction(String(used.length), String(giving));
  return (
    <Card title={words.territory.cards.services} path="#services" value={format.number(String(used.length))}>
      <p class="quiet">{words.territory.cards.giving(giving, format.number(String(giving)))}</p>
      {size !== undefined && gauge(size)}
    </Card>
  );
}
