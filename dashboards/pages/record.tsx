// What the registry says of a startup: its card, its phases on a line of time, and what happened to it.

import type { Child } from "hono/jsx";
import { ACTIVE_PHASES } from "../../schemas/registry-state.ts";
import { timeline } from "../charts/timeline.tsx";
import type { RegistryRecord } from "../shapes/record.ts";
import type { StartupModel } from "../shapes/startup.ts";
import { incubatorName } from "./incubator-name.ts";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { apiHref, link, type View } from "./view.ts";

interface Props {
  readonly view: View;
  readonly model: StartupModel;
  readonly record: RegistryRecord;
}
const LINKS = ["site", "stats", "impact", "budget", "repository"] as const;

export function RecordPanel({ view, model, record }: Props) {
  const { words, format } = view;
  const { record: say, userType, list } = words.network;
  const { life, head } = model;
  const links = LINKS.flatMap((name) => (record.links[name] === null ? [] : [{ name, url: record.links[name] }]));
  return (
    <Panel
      view={view}
      id="record"
      title={say.title}
      name={`${model.startup.name}, ${say.title}`}
      sub={say.sub(format.date(head.day))}
      day={head.day}
      json={apiHref(view, `/api/v1/startups/${encodeURIComponent(model.startup.id)}`)}
    >
      <dl class="rows">
        {life && <Row label={say.origin}>{list.origins[life.origin]}</Row>}
        <Row label={say.incubators}>
          {record.incubators.length === 0
            ? missing(view)
            : joined(
                record.incubators.map((one) => <a href={incubatorPath(view, one.id)}>{incubatorName(view, one)}</a>),
              )}
        </Row>
        <Row label={say.sponsors}>
          {some(view, record.sponsors, (id) => (
            <a href={link(view, `/porteurs/${encodeURIComponent(id)}`)}>{id}</a>
          ))}
        </Row>
        <Row label={say.thematics}>{some(view, record.thematics, (one) => one)}</Row>
        <Row label={say.userTypes}>{some(view, record.userTypes, userType)}</Row>
        <Row label={say.committees}>
          {record.lastCommittee === null && record.nextCommittee === null
            ? say.noCommittee
            : [
                ...(record.lastCommittee ? [say.last(format.date(record.lastCommittee))] : []),
                ...(record.nextCommittee ? [say.next(format.date(record.nextCommittee))] : []),
              ].join(" · ")}
        </Row>
        <Row label={say.links}>
          {links.length === 0
            ? missing(view)
            : joined(
                links.map(({ name, url }) => (
                  <a href={url ?? ""} rel="external">
                    {say.link[name]}
                  </a>
                )),
              )}
        </Row>
        {record.aliases.length > 0 && <Row label={say.aliases}>{record.aliases.join(", ")}</Row>}
      </dl>
    </Panel>
  );
}

export const incubatorPath = (view: View, id: string) => link(view, `/incubateurs/${encodeURIComponent(id)}`);
const missing = ({ words }: View) => <span class="quiet">{words.network.missing}</span>;

/** "Non renseigné" when the registry does not know, or knows of none. */
function some(view: View, all: readonly string[] | null, show: (one: string) => Child): Child {
  return all === null || all.length === 0 ? missing(view) : joined(all.map(show));
}

function joined(all: readonly Child[]): Child {
  return all.map((one, at) => (
    <>
      {at > 0 && " · "}
      {one}
    </>
  ));
}

function Row({ label, children }: { label: string; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The phases by their dates, and the events as numbered discs above them: the list under the drawing says what they are. */
export function PathPanel({ view, model, record }: Props) {
  const { words } = view;
  const { record: say } = words.network;
  const { day } = model.head;
  const shown = record.events.filter(({ date }) => date <= day && date >= (record.phases[0]?.start ?? day));
  return (
    <Panel
      view={view}
      id="phases"
      title={say.path}
      name={`${model.startup.name}, ${say.path}`}
      sub={say.pathSub}
      day={day}
      data={<PhaseTable view={view} record={record} />}
    >
      {record.phases.length === 0 ? (
        <p class="absent">{say.noPhases}</p>
      ) : (
        <Line view={view} record={record} day={day} marks={shown.map(({ date }) => date)} />
      )}
      <Events view={view} record={record} shown={shown} />
    </Panel>
  );
}

function Line({ view, record, day, marks }: { view: View; record: RegistryRecord; day: string; marks: string[] }) {
  const spans = record.phases
    .filter(({ start, days }) => days !== null && start < day)
    .map(({ phase, start, end }) => ({
      label: view.words.network.phase(phase),
      start,
      end: end === null || end > day ? day : end,
      active: ACTIVE_PHASES.has(phase),
    }));
  const wide = timeline(spans, marks, 520);
  return (
    wide && (
      <figure class="chart">
        {wide}
        {timeline(spans, marks, 350)}
      </figure>
    )
  );
}

function PhaseTable({ view, record }: { view: View; record: RegistryRecord }) {
  const { words, format } = view;
  const { record: say, duration } = words.network;
  return (
    <Table
      caption={say.path}
      label={say.path}
      columns={[{ label: say.phase }, { label: say.start }, { label: say.end }, { label: say.lasted }]}
      rows={record.phases.map(({ phase, start, end, days }) => [
        words.network.phase(phase),
        format.date(start),
        days === null ? say.toCome : end === null ? say.ongoing : format.date(end),
        days === null ? "—" : duration(days),
      ])}
    />
  );
}

/** Numbered as on the line of time; those to come have no number. */
function Events({ view, record, shown }: { view: View; record: RegistryRecord; shown: RegistryRecord["events"] }) {
  const { words, format } = view;
  const { record: say } = words.network;
  if (record.events.length === 0) return <p class="quiet">{say.noEvents}</p>;
  const sentence = ({ event, date, comment }: RegistryRecord["events"][number]) => (
    <>
      <b>{words.network.event(event)}</b>, {format.date(date)}
      {comment && (
        <>
          {" — "}
          <span lang="fr">{comment}</span>
        </>
      )}
    </>
  );
  const others = record.events.filter((event) => !shown.includes(event));
  return (
    <>
      <h3>{say.events}</h3>
      {shown.length > 0 && (
        <ol class="annotations">
          {shown.map((event) => (
            <li>{sentence(event)}</li>
          ))}
        </ol>
      )}
      {others.length > 0 && (
        <ul class="plain events">
          {others.map((event) => (
            <li>{sentence(event)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
