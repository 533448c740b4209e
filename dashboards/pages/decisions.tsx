// What people decided about figures: the latest first, each with who, when and why.
import type { Child } from "hono/jsx";
import { Decision } from "../../schemas/decisions.ts";
import { authorsOf } from "../queries/decisions.ts";
import type { DecisionsModel } from "../shapes/decisions.ts";
import { Crumbs } from "./crumbs.tsx";
import { daysText } from "./days-text.ts";
import { Layout } from "./layout.tsx";
import { Pager } from "./pager.tsx";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { apiHref, link, type View } from "./view.ts";

type Known = DecisionsModel["decisions"][number];

export function DecisionsPage({ model, view }: { model: DecisionsModel; view: View }) {
  const { decisions: words, nav } = view.words;
  const { asked, head, total } = model;
  const title = asked ? words.titleOf(asked.name) : words.title;
  return (
    <Layout view={view} title={title} current="quality" head={head} json={`/decisions.json${view.query}`}>
      <Crumbs view={view} parents={[["/qualite", nav.quality]]} name={words.title} />
      <h1>{title}</h1>
      <p class="lead">{words.lead}</p>
      <Panel
        view={view}
        id="decisions"
        title={words.title}
        name={title}
        sub={words.sub}
        day={head.day}
        json={apiHref(view, "/api/v1/decisions")}
      >
        {total === 0 ? (
          <p class="absent">{words.none}</p>
        ) : (
          <Table
            caption={words.title}
            label={words.title}
            columns={[
              { label: words.when },
              { label: words.service },
              { label: words.what },
              { label: words.state },
              { label: words.who },
              { label: words.why },
            ]}
            rows={model.decisions.map((one) => rowOf(view, one))}
          />
        )}
        <Pager view={view} words={{ ...view.words.revisions, pager: words.pager }} list={model} panel="decisions" />
      </Panel>
    </Layout>
  );
}

function rowOf(view: View, { startup, metric, decision, state, steps, reason }: Known): Child[] {
  const { decisions: words } = view.words;
  const last = steps.at(-1);
  const ending = endingOf(view, state, last);
  return [
    last ? view.format.instant(last.recorded) : "",
    <a href={link(view, `/startups/${encodeURIComponent(startup.id)}`)}>{startup.name}</a>,
    whatOf(view, Decision.parse(JSON.parse(decision)), metric),
    words.states[state],
    peopleOf(view, steps),
    <>
      <span lang="fr">{reason}</span>
      {ending}
    </>,
  ];
}

/** Who proposed it, and who approved it. */
function peopleOf({ words: { decisions: words } }: View, steps: Known["steps"]): string {
  const { author, approver } = authorsOf(steps);
  return approver === "" ? author : words.people(author, approver);
}

/** When and by whom it was declined or undone, and why. */
function endingOf(view: View, state: Known["state"], last: Known["steps"][number] | undefined): Child {
  const { ended, undoers } = view.words.decisions;
  if (!last || (state !== "undone" && state !== "declined")) return undefined;
  const { recorded, author, approver, reason } = last;
  const people = state === "undone" ? undoers(author, approver) : approver;
  return (
    <p class="quiet">
      {ended[state](view.format.instant(recorded), people)}
      <span lang="fr">{reason}</span>
    </p>
  );
}

function whatOf(view: View, decision: Decision, label: Known["metric"]): Child {
  const { words, format } = view;
  const { decisions: say } = words;
  switch (decision.what) {
    case "answers.withdrawn":
      return say.withdrawn(decision.facts.length, format.number(String(decision.facts.length)), decision.source);
    case "hold.released":
      return say.released(decision.source);
    case "reading.adopted":
      return say.read(decision.source);
    case "figure.corrected": {
      const { metric, territory, period, from = null, to = null, value } = decision;
      const when = period ? format.date(period.first) : daysText(view, from, to);
      const place = when === "" ? territory.code : `${territory.code}, ${when}`;
      return say.corrected(label?.[view.lang] ?? metric, place, value === null ? say.noFigure : format.number(value));
    }
    case "figure.annotated":
      return (
        <>
          {say.annotated}{" "}
          <span lang={decision.text[view.lang] ? view.lang : "fr"}>{decision.text[view.lang] ?? decision.text.fr}</span>
        </>
      );
  }
}
