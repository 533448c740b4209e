// The page of one request, for its asker: where it stands, the token once, and the form for figures.
import type { Followed } from "../../schemas/join-door.ts";
import { FiguresForm, type FiguresProps, Recorded } from "./figures-form.tsx";
import { Crumbs } from "./finder.tsx";
import { Layout } from "./layout.tsx";
import { type Snippets, snippetsOf } from "./snippets.ts";
import { href, link, type View } from "./view.ts";

interface FollowProps {
  readonly view: View;
  readonly request: Followed;
  readonly code: string;
  readonly figures: FiguresProps;
}

export function FollowPage({ view, request, code, figures }: FollowProps) {
  const { join } = view.words;
  const isSent = request.state === "accepted" && request.want !== "endpoint";
  return (
    <Layout view={view} title={join.followTitle(request.name)}>
      <Crumbs view={view} way={[{ path: "/rejoindre", name: join.title }]} here={join.follow} />
      <h1>{join.followTitle(request.name)}</h1>
      <p class="lead">{join.stands[request.state]}</p>
      {figures.taken !== undefined && <Recorded view={view} count={figures.taken} startup={request.startup} />}
      {request.reason !== null && (
        <p class="note" lang="fr">
          {request.reason}
        </p>
      )}
      {request.state !== "declined" && <p class="note">{join.keep}</p>}
      {request.state === "accepted" && request.want === "endpoint" && <p>{join.endpointOn}</p>}
      {(request.state === "accepted" || request.state === "ended") && (
        <p>
          <a href={link(view, `/startups/${encodeURIComponent(request.startup)}`)}>{join.page}</a>
        </p>
      )}
      {isSent && (
        <FiguresForm view={view} action={`/rejoindre/suivi/${code}/chiffres`} {...figures} own={request.own} />
      )}
      {isSent && <Take view={view} request={request} code={code} />}
    </Layout>
  );
}

function Take({ view, request, code }: Pick<FollowProps, "view" | "request" | "code">) {
  const { join } = view.words;
  return (
    <section class="panel" aria-labelledby="jeton-t">
      <h2 id="jeton-t">{join.tokenTitle}</h2>
      {request.tokenTaken ? (
        <p>{join.taken}</p>
      ) : (
        <form class="form" method="post" action={href(view, `/rejoindre/suivi/${code}/jeton`)}>
          <p>{join.takeHint}</p>
          <button type="submit">{join.takeToken}</button>
        </form>
      )}
    </section>
  );
}

interface TokenProps {
  readonly view: View;
  readonly request: Followed;
  readonly code: string;
  readonly token: string;
  /** Where readers find the pages. */
  readonly base: string;
}

/** Shown once: who reloads the page is told that it was. */
export function TokenPage({ view, request, code, token, base }: TokenProps) {
  const { join } = view.words;
  const snippets = snippetsOf({ base, token, source: request.source ?? "" });
  return (
    <Layout view={view} title={join.tokenTitle}>
      <Crumbs view={view} way={[{ path: `/rejoindre/suivi/${code}`, name: join.follow }]} here={join.tokenTitle} />
      <h1>{join.tokenTitle}</h1>
      <p class="lead">{join.tokenText}</p>
      <p>
        <code class="secret">{token}</code>
      </p>
      <section class="panel" aria-labelledby="envoyer-t">
        <h2 id="envoyer-t">{join.snippets}</h2>
        <p class="sub">
          {join.snippetsHint} <a href={link(view, "/indicateurs")}>{join.catalogue}</a>
        </p>
        {(Object.keys(snippets) as (keyof Snippets)[]).map((name) => (
          <>
            <h3>{name}</h3>
            <pre tabindex={0}>
              <code>{snippets[name]}</code>
            </pre>
          </>
        ))}
      </section>
    </Layout>
  );
}
