// Who asked to join: what waits, what was decided, and the form by which the network decides.
import type { Child } from "hono/jsx";
import { JOIN_STEPS, type JoinStep } from "../../schemas/join.ts";
import type { JoinTold } from "../../schemas/join-door.ts";
import { Faults, TextField } from "./field.tsx";
import { Crumbs } from "./finder.tsx";
import { Layout } from "./layout.tsx";
import { Table } from "./table.tsx";
import { href, link, type View } from "./view.ts";

export interface RequestsProps {
  readonly view: View;
  readonly requests: readonly JoinTold[];
  /** What was just done. */
  readonly done?: JoinStep | undefined;
  readonly faults?: readonly { readonly id: "jeton" | "raison"; readonly text: string }[];
  /** As it was typed: the token is never written back. */
  readonly reason?: string;
}
/** Requests that were decided, on the page; the API has them all. */
const SHOWN = 50;

export function RequestsPage({ view, requests, done, faults = [], reason = "" }: RequestsProps) {
  const { join } = view.words;
  const open = requests.filter(({ state }) => state === "open");
  const settled = requests.filter(({ state }) => state !== "open").slice(0, SHOWN);
  return (
    <Layout view={view} title={join.listTitle} json="/api/v1/join-requests">
      <Crumbs view={view} way={[{ path: "/rejoindre", name: join.title }]} here={join.list} />
      <h1>{join.listTitle}</h1>
      <p class="lead">{join.listLead}</p>
      {done && (
        <p class="done" role="status">
          {join.decided[done]}
        </p>
      )}
      <Faults title={join.faults} faults={faults} />
      <form class="form" method="post" action={href(view, "/rejoindre/demandes")} novalidate>
        <section class="panel wide" aria-labelledby="attente-t">
          <h2 id="attente-t">{join.open}</h2>
          {open.length === 0 ? <p class="absent">{join.none}</p> : <Requests view={view} requests={open} />}
        </section>
        {settled.length > 0 && (
          <section class="panel wide" aria-labelledby="tranchees-t">
            <h2 id="tranchees-t">{join.settledTitle}</h2>
            <Requests view={view} requests={settled} />
          </section>
        )}
        <section class="panel wide" aria-labelledby="decider-t">
          <h2 id="decider-t">{join.decide}</h2>
          <p class="sub">{join.decideLead}</p>
          <TextField
            id="jeton"
            type="password"
            label={join.token}
            autocomplete="current-password"
            maxlength={100}
            error={faults.find(({ id }) => id === "jeton")?.text}
          />
          <TextField
            id="raison"
            label={join.reason}
            hint={join.reasonHint}
            value={reason}
            maxlength={1000}
            error={faults.find(({ id }) => id === "raison")?.text}
          />
          <p class="buttons">
            <button type="submit" name="action" value="contacts">
              {join.contacts}
            </button>
            {requests.map((one) => (
              <Steps view={view} request={one} />
            ))}
          </p>
        </section>
      </form>
    </Layout>
  );
}

const STEPS_OF: Readonly<Record<JoinTold["state"], readonly JoinStep[]>> = {
  open: ["accept", "decline"],
  accepted: ["end"],
  declined: [],
  ended: [],
};

function Steps({ view, request }: { view: View; request: JoinTold }) {
  const { join } = view.words;
  return (
    <>
      {STEPS_OF[request.state].map((step) => (
        <button type="submit" name="action" value={`${step}:${request.id}`}>
          {join[step](request.name)}
        </button>
      ))}
    </>
  );
}

/** What a button of the form says: a step and a request. */
export function actionOf(text: string): { readonly step: JoinStep; readonly request: string } | undefined {
  const [name, request = ""] = text.split(":");
  const step = JOIN_STEPS.find((one) => one === name);
  return step && { step, request };
}

function Requests({ view, requests }: { view: View; requests: readonly JoinTold[] }) {
  const { join } = view.words;
  const { service, way, team, asked, state, why } = join.requestColumns;
  return (
    <Table
      caption={join.list}
      label={join.list}
      columns={[service, way, team, asked, state, why].map((label) => ({ label }))}
      rows={requests.map((one) => [
        <a href={link(view, `/startups/${encodeURIComponent(one.startup)}`)}>{one.name}</a>,
        wayOf(view, one),
        teamOf(view, one),
        view.format.instant(one.asked),
        join.states[one.state],
        one.reason === null ? "" : <span lang="fr">{one.reason}</span>,
      ])}
    />
  );
}

function wayOf(view: View, { want, address, kind, figures }: JoinTold): Child {
  const { join } = view.words;
  return (
    <>
      {join.ways[want]}
      {address !== null && (
        <p class="quiet">
          <code>{address}</code>{" "}
          {kind !== null && figures !== null && join.reads(kind, figures, view.format.number(String(figures)))}
        </p>
      )}
    </>
  );
}

function teamOf(view: View, { holder, contact }: JoinTold): Child {
  return (
    <>
      <span lang="fr">{holder}</span>
      {contact !== undefined && (
        <p class="quiet">
          {view.words.join.contactOf} {contact}
        </p>
      )}
    </>
  );
}
