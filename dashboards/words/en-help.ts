// What the help pages say in English: the same keys as French.
import { periodsHelp } from "./en-periods.ts";
import { vintagesHelp } from "./en-vintages.ts";
import type { help as French, HelpPart } from "./fr-help.ts";

export const help: typeof French = {
  contents: "On this page",
  methodology: {
    title: "Methodology",
    lead: "What Relevé counts, how, and what it does not know.",
    states: "The seven states of a source, and a service without one",
    statesText: ["A source is in exactly one state, the same on all pages. A service without any source has its own."],
    stateRules: {
      ok: "the last answer that counted is younger than one and a half times the declared cadence.",
      late: "it is older than one and a half times that cadence.",
      cut: "it is older than three times that cadence, or the last three pulls failed.",
      held: "the last readable answer waits to be checked; the figures before it stay.",
      never: "the source is connected, and no answer has counted yet.",
      unconnected:
        "the service has no source connected to Relevé, though a figure is expected at its phase. It is the state of a service, never of a source.",
      idle: "the service’s phase asks for no figure (nothing has begun, investigation, transferred or stopped) and none comes; at another phase the source would be late, cut or never received. If it still answers, it keeps its state.",
      hand: "the team sends its figures itself. Where it promised a cadence (each week, each month) and is half of it over, the source is late.",
    },
    actors: "Who must act",
    actorsText: ["The Quality page names, for each source, who can put it right."],
    actorNames: { team: "The service’s team", network: "The network", operator: "Who runs Relevé" },
    actorRules: {
      team: "when the site does not answer, answers with a page or with unreadable bytes, or when the team should have sent and sent nothing.",
      network: "when an answer is held, or when the file that describes the source no longer fits what it answers.",
      operator: "when Relevé did not ask the source, or when the fault is its own.",
    },
    parts: (vintage, communes): readonly HelpPart[] => [
      {
        id: "compte",
        title: "What is counted",
        text: [
          "Each service publishes its own figures. Relevé reads them, keeps them as they are and shows them with their date and source. It estimates none and corrects none.",
          "A service’s figure never appears without the service’s name. On the overview the only common figure is a union of communes; the page of a metric adds up only what its definition allows, and names the services.",
          "Adoption says how many people or places use a service. Impact says what the service changed. They are not the same, and each figure says which of the two it measures.",
        ],
      },
      {
        id: "mots",
        title: "Words",
        text: [],
        terms: [
          ["Figure", "a value of a metric, for a territory, on a date or for a period."],
          [
            "Answer",
            "what a source says at one moment about a set of figures. Inside that set it is complete: what it no longer says is gone.",
          ],
          [
            "Hold",
            "an answer that is empty, that would remove more than 20% of the standing figures, or that is out of bounds waits. The next pull confirms it, or somebody checks it.",
          ],
          ["Reject", "an answer that Relevé cannot read. It changes no figure; its bytes are kept."],
          ["Failure", "a pull without a complete answer. It says nothing about any figure."],
          ["No figure", "a source can say that it has no figure. That is not zero, and absence is not zero either."],
          [
            "Revision",
            "a source says a figure of a closed period otherwise. The new value is shown, the former one stays known.",
          ],
          [
            "First announcement",
            "the value of a period in the first answer made after its end. Where a source completes its periods afterwards, changes go from first announcement to first announcement, made as soon after the end; else from one known figure to the other.",
          ],
          [
            "Expiry",
            "a state that its source has not confirmed for 90 days, or the time it declares, is no longer a figure. Its last value stays on show with its date.",
          ],
        ],
      },
      {
        id: "periodes",
        title: "Days and periods",
        text: [
          "A day is a day in Paris. A week runs from Monday to Sunday unless it says otherwise. Only closed periods are shown: the running week or month is left out.",
          "A figure has two dates: when the source spoke, and when Relevé knew.",
          ...periodsHelp,
        ],
      },
      {
        id: "phases",
        title: "Phases",
        text: [
          "A service’s phase on a day is the last one begun by that day, as the network’s public registry says.",
          "Services in investigation, construction, acceleration and consolidation count in the network’s totals, and so do those that are operated. Services that were handed over or given up no longer count.",
        ],
      },
      {
        id: "couverture",
        title: "Coverage",
        text: [
          "A commune is covered when at least one service names it. A commune with several services counts once.",
          `The share is of the ${communes} communes of metropolitan France and the overseas départements, the population of their inhabitants. Overseas collectivities are shown apart.`,
          "When a service enters the union, the total rises though use has not changed: the line says so.",
        ],
      },
      {
        id: "communes",
        title: "The official list of communes",
        text: [
          `Relevé uses Insee’s official list of ${vintage}. A former code leads to today’s commune; an unknown code is kept, shown apart, and does not count.`,
          ...vintagesHelp,
        ],
      },
      {
        id: "sommes",
        title: "What may be added up",
        text: [
          "People are added up neither from month to month nor from service to service: the same person would count more than once. A rate is the sum of the numerators over the sum of the denominators. Relevé refuses a sum that has no meaning and says which question to ask.",
        ],
      },
      {
        id: "limites",
        title: "What Relevé does not know",
        text: [
          "The figures are those that services declare: Relevé does not check how they were counted.",
          "Two services may count different things under the same metric; the definition is one click from the figure.",
          "A revision is counted when the period was already closed as the figure was first stated. A figure stated during its period, then only confirmed, and changed later is not counted as revised.",
          "The strip of deliveries sorts answers by day, week or month of the calendar, in Paris.",
        ],
      },
    ],
  },
  api: {
    title: "Data and API",
    lead: "All that the pages show can be read by a machine too, without key or account.",
    addresses: "Addresses",
    addressesText:
      "Names in braces are to be replaced. The whole description (OpenAPI 3.1) has each field and each error.",
    address: "Address",
    page: "Page",
    parameters: "Parameters",
    csv: "CSV",
    yes: "yes",
    no: "—",
    openapi: "OpenAPI description",
    example: "Example",
    parts: [
      {
        id: "lire",
        title: "Reading the data",
        text: [
          "Each page has a JSON version: the same address followed by .json. The same answer is under /api/v1. Decimals are text, so that no digit is lost; null means that there is no figure, which is not zero.",
          "The parameter day asks what was so on a day. An unknown parameter is an error: a misspelt filter never gives the whole.",
        ],
      },
      {
        id: "tableur",
        title: "In a spreadsheet",
        text: [
          "The rows of each panel come as CSV: the address of the page followed by .csv?panel= and the panel’s name: every row that the filters keep, not only the page shown. Separator: comma; encoding: UTF-8; an empty field is no figure.",
        ],
      },
      {
        id: "navigateur",
        title: "From a web page",
        text: [
          "Addresses under /api/v1 can be read by pages of other sites. They cannot write there: that needs a token, which a page must not have.",
        ],
      },
      {
        id: "envoi",
        title: "Sending figures",
        text: [
          "A team sends its figures to POST /api/v1/declarations, with a token that the people who run this Relevé give it. One metric and one value are enough. The same request sent again under the same key (Idempotency-Key) counts once. /openapi.json describes each form.",
        ],
      },
      {
        id: "cache",
        title: "Not reading again what did not change",
        text: ["Each answer carries an ETag. Sent back in If-None-Match, it gives 304 for as long as nothing changed."],
      },
      {
        id: "erreurs",
        title: "Errors",
        text: [
          "An error is an application/problem+json document (RFC 9457): a stable code, what is wrong, and what to do.",
        ],
        terms: [
          ["400", "the request is not understood; the answer lists the allowed parameters."],
          ["404", "nothing at this address, or no such service."],
          ["405", "the address does not take this method; Allow says which it takes."],
          ["422", "the question is understood but has no answer: an unknown day, a sum that has no meaning."],
          ["503", "figures cannot be read for the moment; Retry-After says when to try again."],
        ],
      },
    ],
  },
  accessibility: {
    title: "Accessibility",
    lead: "What was tried, and what was not. No audit of conformity (RGAA, WCAG) was made: this page declares none.",
    contact: "Report a difficulty",
    contactText: "Content that you cannot read or use can be reported here:",
    noContact: "Who runs this Relevé has given no address.",
    parts: [
      {
        id: "essaye",
        title: "What is checked at each release",
        text: [
          "A program opens all pages in a browser, 1280, 390 and 320 pixels wide, in light and dark colours, with and without JavaScript. It checks that no page overflows, that each has one main heading, that its HTML is valid, and that the tool axe finds no fault.",
          "Each chart has beside it a table with the same rows. A state is always said by a word, never by its colour alone. All pages can be used with a keyboard and begin with a link to the content. The contrasts of the theme were computed.",
        ],
      },
      {
        id: "reste",
        title: "What is not checked",
        text: [
          "No audit by others was made. The pages were not tried by people who use a screen reader, a magnifier or voice control. A tool like axe finds only part of the faults.",
          "Names and texts of services are taken as they are published, most often in French, on English pages too.",
        ],
      },
    ],
  },
  legal: {
    title: "Legal notice",
    lead: "Who publishes this site, and on what terms its data can be used again.",
    publisher: "Publisher and host",
    publisherText:
      "Relevé is free software that several organisations can install. The one that runs this site must add here its name, that of its publication director and that of its host.",
    contact: "Contact of who runs it:",
    noContact: "Who runs it has given no address (setting RELEVE_CONTACT).",
    parts: [
      {
        id: "donnees",
        title: "Data",
        text: [],
        terms: [
          [
            "Figures of services",
            "published by each service, under the licence that it states; Relevé gives them no other.",
          ],
          ["Communes, départements, regions", "Insee’s official geographic code and populations, Licence Ouverte 2.0."],
          ["Outlines of départements", "svg-maps, “France - Departments”, CC BY 4.0 licence."],
          ["Services and phases", "the public registry of the beta.gouv.fr network."],
        ],
      },
      { id: "logiciel", title: "Software", text: ["Relevé is published under the MIT licence."] },
      {
        id: "vie-privee",
        title: "Privacy",
        text: [
          "This site does not measure its audience and loads nothing from elsewhere. One cookie may be set: it keeps the choice of colours, for a year.",
          "Relevé keeps no personal data in its figures.",
        ],
      },
    ],
  },
};
