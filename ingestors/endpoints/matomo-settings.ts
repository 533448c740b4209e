// The settings of the kind `matomo`: which report of which site is asked for, and which of its numbers are figures.
import { z } from "zod";
import { CATALOGUE, metricOf } from "../../schemas/catalogue.ts";
import { MetricKey } from "../../schemas/ids.ts";
import { DimensionName, WrittenTerritory } from "./figure-settings.ts";
import { NUMBER_FORMATS } from "./numbers.ts";
import { disagreement, EndpointUrl, Headers, refuse, SECRET_NAME } from "./settings.ts";

/** What Matomo counts people by: a person who comes back in another period is counted there again. */
const PEOPLE = /uniq|nb_users|getUsers/;

const Figure = z
  .strictObject({
    metric: MetricKey,
    value: z.string().min(1).optional().describe("name of the number; left out where a period is one number"),
    label: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .optional()
      .describe("of a report that lists labels: the one meant; a list leads through subtables"),
    numbers: z.enum(NUMBER_FORMATS).default("plain").describe("how numbers in text are written"),
    territory: WrittenTerritory.default({ level: "france" }),
    dims: z.record(DimensionName, z.string()).default({}),
  })
  .superRefine(({ metric, value, label }, context) => {
    const wrong = disagreement(metric, true);
    if (wrong) refuse(context, ["metric"], wrong);
    if (label !== undefined && value === undefined) {
      refuse(context, ["value"], { expected: 'a number of the label, as "nb_events"', hint: 'add "value"' });
    }
  });
export type MatomoFigure = z.infer<typeof Figure>;

const Token = z.string().superRefine((text, context) => {
  const name = /^\{\{(.*)\}\}$/.exec(text)?.[1];
  if (name !== undefined && SECRET_NAME.test(name)) return;
  refuse(context, [], {
    expected: "a secret named as {{RELEVE_SECRET_…}}, never written",
    hint: "set that variable where `releve pull` runs; settings are kept in the log for ever",
  });
});

export const MatomoSettings = z
  .strictObject({
    url: EndpointUrl.describe("of Matomo itself: the folder of its index.php"),
    headers: Headers,
    site: z.int().positive().describe("idSite"),
    token: Token.optional().describe("token_auth; sent in the body, so that no URL ever has it"),
    method: z
      .string()
      .regex(/^[A-Z][A-Za-z]*\.get[A-Za-z]*$/)
      .default("VisitsSummary.get")
      .describe("a report of the Reporting API"),
    period: z.enum(["day", "week", "month", "year"]).default("month"),
    last: z.int().min(2).max(1000).default(12).describe("how many periods are asked for, the running one included"),
    range: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d$/)
      .optional()
      .describe("first and last day asked for, instead of the last periods: for the past"),
    segment: z.string().min(1).optional(),
    running: z.enum(["keep", "leave-out"]).default("keep").describe("a period that is not over yet"),
    figures: z.array(Figure).min(1),
  })
  .superRefine(({ method, figures }, context) => {
    figures.forEach(({ metric, value = "" }, index) => {
      const { kind } = CATALOGUE.find(({ key }) => key === metric) ?? metricOf(metric) ?? {};
      if (kind !== "flow" || !(PEOPLE.test(value) || (value === "" && PEOPLE.test(method)))) return;
      refuse(context, ["figures", index, "metric"], {
        expected: `a metric of people, for ${value || method} counts them: months of it are never added up`,
        hint: "choose a metric of kind distinct, as visiteurs; or a number of visits, as nb_visits",
      });
    });
  });
export type MatomoSettings = z.infer<typeof MatomoSettings>;
