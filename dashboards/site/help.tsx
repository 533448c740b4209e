// The pages of help.
import { z } from "zod";
import { addressesOf } from "../addresses.ts";
import { definePage, type Page } from "../page.ts";
import { ApiPage } from "../pages/api-help.tsx";
import { AccessibilityPage, LegalPage } from "../pages/legal.tsx";
import { MethodologyPage } from "../pages/methodology.tsx";
import { AboutModel, AddressesModel } from "../shapes/help.ts";

const NoQuery = z.strictObject({});

/** @param all  every page of the site, these included: what the page of the API lists */
export const helpPages = (all: () => readonly Page[]): readonly Page[] => [
  definePage({
    path: "/methodologie",
    api: "/api/v1/about",
    about: "What this Relevé runs with: the official list of communes, and whom to write to",
    query: NoQuery,
    name: "About",
    reply: AboutModel,
    model: async (models) => models.about(),
    html: (model, view) => <MethodologyPage model={model} view={view} />,
  }),
  definePage({
    path: "/api",
    api: "/api/v1/addresses",
    about: "The addresses of this API and their parameters",
    query: NoQuery,
    name: "Addresses",
    reply: AddressesModel,
    model: async () => addressesOf(all()),
    html: (model, view) => <ApiPage model={model} view={view} />,
    tables: ({ addresses }) => [
      {
        panel: "addresses",
        columns: ["path", "page", "csv", "parameters", "about"],
        rows: addresses.map(({ path, page, csv, parameters, about }) => [
          path,
          page,
          String(csv),
          parameters.map(({ name }) => name).join(" "),
          about,
        ]),
      },
    ],
  }),
  definePage({
    path: "/accessibilite",
    about: "What was tested of accessibility",
    query: NoQuery,
    name: "About",
    reply: AboutModel,
    model: async (models) => models.about(),
    html: (model, view) => <AccessibilityPage model={model} view={view} />,
  }),
  definePage({
    path: "/mentions-legales",
    about: "Who publishes, and on what terms",
    query: NoQuery,
    name: "About",
    reply: AboutModel,
    model: async (models) => models.about(),
    html: (model, view) => <LegalPage model={model} view={view} />,
  }),
];
