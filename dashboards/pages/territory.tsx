// One territory: what part of it is covered, beside its parents and France; its services; what is inside.

import type { TerritoryModel, TerritoryQuery } from "../shapes/territory.ts";
import { SORTS } from "../shapes/territory.ts";
import { capital } from "./capital.ts";
import { ContextBar, Select } from "./context-bar.tsx";
import { Crumbs, TerritoryLink, territoryPath } from "./finder.tsx";
import { Layout } from "./layout.tsx";
import { TerritoryCards } from "./territory-cards.tsx";
import { CoveragePanel } from "./territory-coverage.tsx";
import { InsidePanels } from "./territory-inside.tsx";
import { MovedHere } from "./territory-moved.tsx";
import type { TerritoryProps } from "./territory-props.ts";
import { TerritoryServices } from "./territory-services.tsx";
import type { View } from "./view.ts";

export function TerritoryPage({ model, view, query }: TerritoryProps & { query: TerritoryQuery }) {
  const { words } = view;
  const { territory, head } = model;
  const title = finding(view, model);
  return (
    <Layout
      view={view}
      title={title}
      current="territories"
      head={head}
      json={`${territoryPath(territory)}.json${view.query}`}
    >
      <Crumbs view={view} way={wayTo(view, model)} here={territory.name} />
      <div class="hero">
        <div>
          <h1>{title}</h1>
          <Identity model={model} view={view} />
        </div>
        <MovedHere model={model} view={view} />
      </div>
      <Bar model={model} view={view} query={query} />
      <div class="section-head">
        <h2>{words.territory.here}</h2>
        <p>
          {words.territory.hereRule} <span class="cut-mark">{words.territory.referenceMark}</span>
        </p>
      </div>
      <TerritoryCards model={model} view={view} />
      <div class="grid-2">
        <CoveragePanel model={model} view={view} />
        <TerritoryServices model={model} view={view} />
      </div>
      <InsidePanels model={model} view={view} query={query} />
    </Layout>
  );
}

/** The heading is the finding, with its figures. */
function finding({ words, format }: View, { territory, coverage, references, services }: TerritoryModel): string {
  const { name, level } = territory;
  const used = services.used.length;
  if (level === "commune")
    return used === 0
      ? words.territory.nothing(name)
      : words.territory.findingCommune(name, used, format.number(String(used)));
  const { part, whole } = coverage.communes;
  if (part === "0") return words.territory.nothing(name);
  const france = references.find((one) => one.territory.level === "france")?.covered.communes;
  const against = france && territory.counted ? words.territory.against(format.percent(france.part, france.whole)) : "";
  return words.territory.finding(name, format.percent(part, whole)) + against;
}

/** A parent is on the way when it is the only one of its level. */
function wayTo({ words }: View, { parents }: TerritoryModel) {
  const alone = parents.filter(({ level }) => parents.filter((one) => one.level === level).length === 1);
  return [
    { path: "/territoires", name: words.territory.title },
    ...alone.map((one) => ({ path: territoryPath(one), name: one.name })),
  ];
}

function Identity({ model, view }: TerritoryProps) {
  const { words, format } = view;
  const { territory: own, parents } = model;
  const say = words.territory;
  const level = say.levels[own.level];
  const facts = [
    own.level === "france" ? level : `${level} ${own.code}`,
    ...(own.level === "commune" ? [] : [say.communes(own.communes, format.number(String(own.communes)))]),
    own.population === null ? say.noPopulation : say.inhabitants(format.number(own.population)),
    ...(own.postalCodes.length > 0 && own.postalCodes.length <= 5 ? [say.postal(own.postalCodes.join(", "))] : []),
  ];
  const departements = parents.filter((one) => one.level === "departement");
  return (
    <>
      <p class="lead">
        {facts.join(" · ")}
        {parents.map((parent) => (
          <>
            {" · "}
            <TerritoryLink view={view} territory={parent} />
          </>
        ))}
        {own.level === "commune" && !parents.some((one) => one.level === "epci") && ` · ${say.noEpci}`}
      </p>
      {own.level === "epci" && departements.length > 1 && (
        <p class="quiet">{capital(say.spans(format.list(departements.map(({ name }) => name))))}.</p>
      )}
      {!own.counted && <p class="note">{say.apart}</p>}
      {own.former.length > 0 && <Former model={model} view={view} />}
    </>
  );
}

/** So many former codes are read at once: whoever came by one sees why the address changed. */
const OPEN = 3;

function Former({ model, view }: TerritoryProps) {
  const say = view.words.territory;
  const codes = model.territory.former.map(({ code, name, kind }) =>
    name === null ? code : `${code} (${name}, ${say.formerKinds[kind]})`,
  );
  return (
    <details class="quiet" open={codes.length <= OPEN}>
      <summary>
        {say.former} ({view.format.number(String(codes.length))})
      </summary>
      <p>{say.formerText(view.format.list(codes))}</p>
    </details>
  );
}

function Bar({ model, view, query }: TerritoryProps & { query: TerritoryQuery }) {
  const { bar } = view.words.territory;
  const sorts = SORTS.map((sort) => [sort, bar.sorts[sort]] as const);
  const field = <Select name="tri" label={bar.sort} chosen={query.tri} options={sorts} />;
  return (
    <ContextBar
      view={view}
      head={model.head}
      periods
      {...(model.inside.length > 0 ? { own: { name: "tri", field } } : {})}
    />
  );
}
