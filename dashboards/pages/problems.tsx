// Pages that have no figures to show: not found, not understood, store down, our fault. Each says what to do.
import type { ErrorCode, ReleveError } from "../../schemas/errors.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import { problemOf, QueryError } from "../problem.ts";
import type { OverviewModel } from "../shapes/overview.ts";
import { Layout } from "./layout.tsx";
import { ServicesTable } from "./services.tsx";
import { link, type View } from "./view.ts";

/** What to do depends on what was looked for. */
const INSTEAD: Readonly<Partial<Record<ErrorCode, { readonly path: string; readonly say: "territory" | "metric" }>>> = {
  RELEVE_UNKNOWN_TERRITORY: { path: "/recherche", say: "territory" },
  RELEVE_UNKNOWN_METRIC: { path: "/indicateurs", say: "metric" },
};

/** @param error  left out: nothing was looked for under that address */
export function NotFoundPage({ view, error }: { view: View; error?: ReleveError }) {
  const { problems, find } = view.words;
  const instead = error && INSTEAD[error.code];
  if (instead)
    return (
      <Layout view={view} title={find.unknown[instead.say]}>
        <h1>{find.unknown[instead.say]}</h1>
        <p class="lead">{find.unknown[`${instead.say}Text`]}</p>
        <p>
          <a href={link(view, instead.path)}>{find.unknown[`${instead.say}Link`]}</a>
        </p>
        <Back view={view} />
      </Layout>
    );
  return (
    <Layout view={view} title={problems.notFound}>
      <h1>{problems.notFound}</h1>
      <p class="lead">{problems.notFoundText}</p>
      <Back view={view} />
    </Layout>
  );
}

/** A request that cannot be understood, or a fault of ours (`error` left out). */
export function ErrorPage({ view, error }: { view: View; error?: ReleveError }) {
  const { problems } = view.words;
  const title = error ? titleOf(error, view) : problems.bug;
  return (
    <Layout view={view} title={title}>
      <h1>{title}</h1>
      {error ? (
        <div class="panel">
          <Fault view={view} error={error} />
          <p class="quiet">
            {problems.code} <code>{error.code}</code>
          </p>
        </div>
      ) : (
        <p class="lead">{problems.bugText}</p>
      )}
      <Back view={view} />
    </Layout>
  );
}

/** What was refused of a form has a title of its own: the address was understood. */
function titleOf(error: ReleveError, { lang, words }: View): string {
  if (!(error instanceof RequestRefused)) return words.problems.usage;
  const title = problemOf(error, "", lang).title;
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** In the page's language where the error has it. */
function wordsOf(error: ReleveError, { lang }: View): readonly [detail: string, hint: string] {
  return error instanceof RequestRefused ? error.said[lang] : [error.message, error.hint];
}

/** What is wrong and what to do, in the page's language when the fault is in the query. */
function Fault({ view, error }: { view: View; error: ReleveError }) {
  const { problems } = view.words;
  const query = error instanceof QueryError ? error : undefined;
  const names = query?.allowed.join(", ");
  return (
    <>
      {query ? (
        <p>
          {query.unknown.length > 0 && `${problems.unknown(query.unknown.join(", "))} `}
          {query.invalid.map(problems.invalid).join(" ")}
        </p>
      ) : (
        <p>{wordsOf(error, view)[0]}</p>
      )}
      <p>
        <b>{problems.todo}</b>
        {view.lang === "fr" ? "\u00a0: " : ": "}
        {query ? names ? <Allowed view={view} names={names} /> : problems.noneAllowed : wordsOf(error, view)[1]}
      </p>
    </>
  );
}

/** Names and values of addresses are French, whatever the language of the page. */
function Allowed({ view, names }: { view: View; names: string }) {
  return (
    <>
      {view.words.problems.allowed}
      {view.lang === "fr" ? "\u00a0: " : ": "}
      <span lang="fr">{names}</span>
    </>
  );
}

/** The store is down: the last figures shown, with their date; never a blank chart. */
export function UnavailablePage({
  view,
  last,
}: {
  view: View;
  last: Pick<OverviewModel, "head" | "services"> | undefined;
}) {
  const { words, format } = view;
  return (
    <Layout view={view} title={words.problems.unavailable} {...(last ? { head: last.head } : {})}>
      <h1>{words.problems.unavailable}</h1>
      <p class="lead">{words.problems.unavailableText}</p>
      {last ? (
        <section class="panel" aria-labelledby="last-t">
          <h2 id="last-t">{words.problems.lastKnown}</h2>
          <p class="sub">{words.problems.lastKnownSub(format.date(last.head.day))}</p>
          <ServicesTable view={view} services={last.services} label={words.problems.lastKnown} />
        </section>
      ) : (
        <p>{words.problems.noneKnown}</p>
      )}
    </Layout>
  );
}

function Back({ view }: { view: View }) {
  return (
    <p>
      <a href={link(view, "/")}>{view.words.problems.back}</a>
    </p>
  );
}
