// What all pages share: head, skip link, header, menu, banner, footer. Complete without JavaScript.
import type { Child } from "hono/jsx";
import { KNOWN_ON } from "../as-of.ts";
import type { Head } from "../shapes/head.ts";
import { Carried } from "./carried.tsx";
import { KnownBanner } from "./known-on.tsx";
import { withQuery } from "./own-address.ts";
import { href, link, THEMES, type View } from "./view.ts";

/** The six entries of the menu, in order, and where they lead. */
const MENU = {
  overview: "/",
  services: "/startups",
  territories: "/territoires",
  metrics: "/indicateurs",
  quality: "/qualite",
  reports: "/rapports",
} as const;
export type Entry = keyof typeof MENU;

export interface LayoutProps {
  readonly view: View;
  readonly title: string;
  readonly current?: Entry;
  /** Left out on error pages, which have no model. */
  readonly head?: Head;
  /** The same page as JSON. */
  readonly json?: string;
  readonly search?: string;
  readonly children: Child;
}

export function Layout(props: LayoutProps) {
  const { view, title, head, current } = props;
  const { words, lang, theme } = view;
  return (
    <html lang={lang} {...(theme === "auto" ? {} : { "data-theme": theme })}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === words.site ? title : `${title} — ${words.site}`}</title>
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={view.stylesheet} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="canonical" href={withQuery(view, { [KNOWN_ON]: undefined })} />
        <link rel="alternate" hreflang="fr" href={`${href({ lang: "fr" }, view.path)}${view.query}`} />
        <link rel="alternate" hreflang="en" href={`${href({ lang: "en" }, view.path)}${view.query}`} />
        {props.json && <link rel="alternate" type="application/json" href={props.json} />}
      </head>
      <body>
        <a class="skip" href="#contenu">
          {words.skip}
        </a>
        <Header view={view} current={current} search={props.search} />
        {head?.demo && (
          <aside class="demo" aria-label={words.demo.title}>
            <p class="wrap">
              <strong>{words.demo.title}.</strong> {words.demo.text}
            </p>
          </aside>
        )}
        {view.known !== undefined && <KnownBanner view={view} at={view.known} />}
        <main id="contenu" class="wrap" tabindex={-1}>
          {view.known !== undefined && head && <p class="sub">{words.known.lists(head.countedWith, head.vintage)}</p>}
          {props.children}
        </main>
        <Footer view={view} head={head} json={props.json} />
      </body>
    </html>
  );
}

function Header({
  view,
  current,
  search,
}: {
  view: View;
  current: LayoutProps["current"];
  search: string | undefined;
}) {
  const { words } = view;
  return (
    <header class="top">
      <div class="wrap top-row">
        <a class="brand" href={link(view, "/")}>
          <Dial />
          <span>
            <b>{words.site}</b>
            <small>{words.tagline}</small>
          </span>
        </a>
        <Search view={view} asked={search} />
        <div class="choices">
          <Language view={view} />
          <ThemeChoice view={view} />
        </div>
      </div>
      <nav class="wrap menu" aria-label={words.nav.label}>
        <ul>
          {Object.entries(MENU).map(([name, path]) => (
            <li>
              <a href={link(view, path)} {...(current === name ? { "aria-current": "page" } : {})}>
                {words.nav[name as Entry]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function Search({ view, asked }: { view: View; asked: string | undefined }) {
  const { search } = view.words;
  return (
    <search class="search-box">
      <form class="search" method="get" action={href(view, "/recherche")}>
        <Carried view={view} path="/recherche" />
        <input
          type="search"
          name="q"
          aria-label={search.label}
          placeholder={search.placeholder}
          value={asked ?? ""}
          maxlength={200}
        />
        <button type="submit" aria-label={search.submit}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <circle cx="7" cy="7" r="4.2" />
            <path d="M10.2 10.2 14 14" />
          </svg>
        </button>
      </form>
    </search>
  );
}

function Language({ view }: { view: View }) {
  const other = view.lang === "fr" ? "en" : "fr";
  return (
    <a href={`${href({ lang: other }, view.path)}${view.query}`} lang={other} hreflang={other}>
      {view.words.otherLanguage}
    </a>
  );
}

function ThemeChoice({ view }: { view: View }) {
  const { theme } = view.words;
  return (
    <details class="theme">
      <summary>{theme.title}</summary>
      <form method="get" action="/theme">
        <fieldset>
          <legend>{theme.legend}</legend>
          {THEMES.map((mode) => (
            <label>
              <input type="radio" name="mode" value={mode} {...(mode === view.theme ? { checked: true } : {})} />{" "}
              {theme[mode]}
            </label>
          ))}
        </fieldset>
        <input type="hidden" name="back" value={`${href(view, view.path)}${view.query}`} />
        <button type="submit">{theme.submit}</button>
      </form>
    </details>
  );
}

const FOOT = [
  ["join", "/rejoindre"],
  ["method", "/methodologie"],
  ["data", "/api"],
  ["accessibility", "/accessibilite"],
  ["legal", "/mentions-legales"],
] as const;

function Footer({ view, head, json }: { view: View; head: Head | undefined; json: string | undefined }) {
  const { footer, demo } = view.words;
  return (
    <footer class="bottom">
      <div class="wrap">
        <nav aria-label={footer.label}>
          <ul>
            {FOOT.map(([name, path]) => (
              <li>
                <a href={link(view, path)}>{footer[name]}</a>
              </li>
            ))}
            <li>
              <a href="/rapports.xml">{footer.feed}</a>
            </li>
            {json && (
              <li>
                <a href={json}>{footer.json}</a>
              </li>
            )}
          </ul>
        </nav>
        {head && (
          <p>
            {head.demo && `${demo.title}. `}
            {footer.vintage(head.countedWith)}
          </p>
        )}
      </div>
    </footer>
  );
}

/** The mark: a 270° dial in accent, four ticks, the needle in vermilion. */
export function Dial() {
  return (
    <svg
      class="dial"
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 44 44"
      width="44"
      height="44"
      aria-hidden="true"
      focusable="false"
    >
      <path
        class="dial-arc"
        fill="none"
        stroke="#006667"
        stroke-width="4"
        stroke-linecap="round"
        d="M9.3 34.7a18 18 0 1 1 25.4 0"
      />
      <path
        class="dial-ticks"
        fill="none"
        stroke="#4a5857"
        stroke-width="2"
        stroke-linecap="round"
        d="M11 25h3M30 25h3M14.5 15.5l1.8 1.8M22 11v2.5"
      />
      <path
        class="dial-needle"
        fill="none"
        stroke="#c2410c"
        stroke-width="3.4"
        stroke-linecap="round"
        d="M22 27 28.5 12.5"
      />
      <circle class="dial-hub" fill="#c2410c" cx="22" cy="27" r="3.6" />
    </svg>
  );
}
