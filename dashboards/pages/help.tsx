// What the help pages share: a title, a table of contents, parts with their terms. Words only: they answer when the store does not.
import type { Child } from "hono/jsx";
import type { HelpPart } from "../words/fr-help.ts";
import { Layout } from "./layout.tsx";
import { link, type View } from "./view.ts";

export interface HelpPageProps {
  readonly view: View;
  readonly title: string;
  readonly lead: string;
  /** Of all parts, in order: also the contents. */
  readonly parts: readonly Pick<HelpPart, "id" | "title">[];
  readonly json?: string;
  readonly children: Child;
}

export function HelpPage({ view, title, lead, parts, json, children }: HelpPageProps) {
  const { words } = view;
  return (
    <Layout view={view} title={title} {...(json === undefined ? {} : { json })}>
      <nav class="crumbs" aria-label={words.startup.crumbs}>
        <ol>
          <li>
            <a href={link(view, "/")}>{words.nav.overview}</a>
          </li>
          <li aria-current="page">{title}</li>
        </ol>
      </nav>
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      <nav class="contents" aria-label={words.help.contents}>
        <ul>
          {parts.map((part) => (
            <li>
              <a href={`#${part.id}`}>{part.title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Layout>
  );
}

export function Part({ part, children }: { part: HelpPart; children?: Child }) {
  const { id, title, text, terms = [] } = part;
  return (
    <section class="panel prose" id={id} aria-labelledby={`${id}-t`}>
      <h2 id={`${id}-t`}>{title}</h2>
      {text.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {terms.length > 0 && (
        <dl class="rows">
          {terms.map(([term, meaning]) => (
            <div>
              <dt>{term}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </section>
  );
}

/** An e-mail or web address as a link; `absent` when there is none. */
export function Contact({ contact, absent }: { contact: string | null; absent: string }) {
  if (contact === null) return <p class="absent">{absent}</p>;
  const isWeb = /^https?:/.test(contact);
  const bare = contact.replace(/^mailto:/, "");
  return (
    <p>
      <a href={isWeb ? contact : `mailto:${bare}`}>{bare}</a>
    </p>
  );
}
