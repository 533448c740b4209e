// The network's own figures: four of them, of services and not of usage.

import { isCut } from "../choice.ts";
import type { CoverageModel, NetworkModel, OverviewModel } from "../shapes/overview.ts";
import { missingWords, overWords, stableWords } from "./compared.ts";
import { count } from "./count.ts";
import { PerimeterWords } from "./perimeter.tsx";
import { Rows } from "./rows.tsx";
import { PhaseBar, Share } from "./shares.tsx";
import { NamedServices, ServiceLink, Table } from "./table.tsx";
import { apiHref, link, type View } from "./view.ts";

interface Props {
  readonly view: View;
  readonly network: NetworkModel;
  readonly coverage: OverviewModel["coverage"];
}

/** Without a registry only the communes are known. */
export function FourFigures({ view, model }: { view: View; model: OverviewModel }) {
  const { network, coverage, head } = model;
  const { four } = view.words.network;
  if (!network && !coverage) return null;
  const title = network ? four.title : view.words.coverage.now;
  return (
    <section id="network" class="four" aria-labelledby="network-t">
      <div class="section-head">
        <h2 id="network-t">{title}</h2>
        <p>{four.rule}</p>
      </div>
      <ul class="figs figs-4">
        {network && (
          <>
            <Active view={view} network={network} />
            <Publishing view={view} network={network} />
            <Impact view={view} network={network} />
          </>
        )}
        <Communes view={view} coverage={coverage} />
      </ul>
      <Rows view={view} panel="network" day={head.day} name={title} json={apiHref(view, "/api/v1/overview")}>
        {network && <FourTable view={view} network={network} coverage={coverage} />}
        {coverage && <ServicesOfUnion view={view} coverage={coverage} />}
      </Rows>
    </section>
  );
}

const percent = ({ format }: View, part: number, whole: number) => format.percent(String(part), String(whole));

function Active({ view, network }: Pick<Props, "view" | "network">) {
  const { words, format } = view;
  const { four } = words.network;
  const { change } = network;
  const net = change === null ? 0 : change.entered - change.left;
  return (
    <li class="fig">
      <h3>
        <a href={link(view, "/startups")}>{four.active}</a>
      </h3>
      <p class="fig-value">
        <strong>{count(view, network.active)}</strong>
      </p>
      <p class="quiet">{four.byPhase(format.date(network.day))}</p>
      <PhaseBar view={view} phases={network.phases} />
      <p class="fig-foot">
        <span>
          {change === null ? (
            words.periods.none
          ) : (
            <>
              {net === 0 ? four.same : <b>{format.signed(String(net))}</b>} {overWords(view)}
              {view.lang === "fr" ? "\u00a0: " : ": "}
              {four.entered(change.entered, count(view, change.entered), change.left, count(view, change.left))}
            </>
          )}
        </span>
      </p>
    </li>
  );
}

/** That the network was not followed then, or that no comparison was asked for. */
const unknownBefore = (view: View) =>
  view.choice.comparison === "precedente" && !isCut(view.choice)
    ? view.words.network.four.unknownBefore
    : missingWords(view);

function Publishing({ view, network }: Pick<Props, "view" | "network">) {
  const { four } = view.words.network;
  const { publishing, active, publishingChange: change } = network;
  const net = change === null ? 0 : change.gained.length - change.lost.length;
  return (
    <li class="fig">
      <h3>
        <a href={link(view, "/qualite")}>{four.publishing}</a>
      </h3>
      <p class="fig-value">
        <strong>{percent(view, publishing, active)}</strong>
      </p>
      <p class="quiet">{four.publishingOf(publishing, count(view, publishing), count(view, active))}</p>
      <Share part={publishing} whole={active} />
      <p class="fig-foot">
        {change === null ? (
          <span class="quiet">{unknownBefore(view)}</span>
        ) : (
          <>
            <span>
              {net === 0 ? (
                four.same
              ) : (
                <b class={net < 0 ? "bad" : "good"}>{four.services(net, view.format.signed(String(net)))}</b>
              )}{" "}
              {overWords(view)}
            </span>
            {change.lost.length > 0 && (
              <span>
                <NamedServices view={view} services={change.lost} words={four.lost} />
              </span>
            )}
            {change.gained.length > 0 && (
              <span>
                <NamedServices view={view} services={change.gained} words={four.gained} />
              </span>
            )}
          </>
        )}
      </p>
    </li>
  );
}

function Impact({ view, network }: Pick<Props, "view" | "network">) {
  const { four } = view.words.network;
  const { verified, declared } = network.impact;
  return (
    <li class="fig">
      <h3>
        <a href={link(view, "/methodologie")}>{four.impact}</a>
      </h3>
      <p class="fig-value">
        <strong>{percent(view, verified, network.active)}</strong>
      </p>
      <p class="quiet">
        {four.ofActive(verified, count(view, verified), count(view, network.active))}
        {view.lang === "fr" ? "\u00a0; " : "; "}
        {four.declared(declared, count(view, declared))}
      </p>
      <Share part={verified} whole={network.active} />
      {verified === 0 && <p class="fig-foot">{four.notVerified}</p>}
    </li>
  );
}

function Communes({ view, coverage }: Pick<Props, "view" | "coverage">) {
  const { words, format } = view;
  const { four } = words.network;
  const change = coverage?.change ?? null;
  return (
    <li class="fig">
      <h3>{coverage ? <a href="#coverage-weeks">{four.communes}</a> : four.communes}</h3>
      {coverage ? (
        <>
          <p class="fig-value">
            <strong>{format.number(coverage.value)}</strong>
          </p>
          <p class="quiet">
            {words.coverage.of(
              format.percent(coverage.share.part, coverage.share.whole),
              format.number(coverage.share.whole),
            )}
          </p>
          <Share part={Number(coverage.share.part)} whole={Number(coverage.share.whole)} />
          {coverage.population && (
            <p class="quiet">
              {words.coverage.people(
                format.percent(coverage.population.part, coverage.population.whole),
                words.figure.inhabitants(format.short(coverage.population.part)),
              )}
            </p>
          )}
          <p class="fig-foot">
            {change !== null && (
              <span>
                {change === "0" ? (
                  stableWords(view)
                ) : (
                  <>
                    <b class={change.startsWith("-") ? "bad" : "good"}>
                      {format.signed(change)} {words.coverage.unit}
                    </b>{" "}
                    {overWords(view)}
                  </>
                )}
                <PerimeterWords view={view} effect={coverage.perimeter} unit={words.coverage.unit} />
              </span>
            )}
            <span class="quiet">
              <NamedServices view={view} services={coverage.services} words={words.coverage.union} />
            </span>
          </p>
        </>
      ) : (
        <p class="absent">{four.noCommunes}</p>
      )}
    </li>
  );
}

function FourTable({ view, network, coverage }: Props) {
  const { words } = view;
  const { four } = words.network;
  const of = (label: string, part: number) => [label, count(view, part), count(view, network.active)];
  return (
    <Table
      caption={four.title}
      label={four.title}
      columns={[
        { label: four.measure },
        { label: words.table.value, number: true },
        { label: words.table.of, number: true },
      ]}
      rows={[
        [four.active, count(view, network.active), "—"],
        ...network.phases.map((phase) => of(four.inPhase(words.network.phase(phase.phase)), phase.count)),
        of(four.publishing, network.publishing),
        of(four.impact, network.impact.verified),
        ...(coverage
          ? [[four.communes, view.format.number(coverage.value), view.format.number(coverage.share.whole)]]
          : []),
      ]}
    />
  );
}

function ServicesOfUnion({ view, coverage }: { view: View; coverage: CoverageModel }) {
  const { words, format } = view;
  return (
    <Table
      caption={words.coverage.each}
      label={words.coverage.each}
      columns={[{ label: words.services.service }, { label: words.coverage.unit, number: true }]}
      rows={coverage.services.map((service) => [
        <ServiceLink view={view} service={service} />,
        format.number(service.value),
      ])}
    />
  );
}
