// What the settings of all kinds have in common: addresses, headers, and metrics that agree with the catalogue.
import { z } from "zod";
import { CATALOGUE, metricOf } from "../../schemas/catalogue.ts";
import { isState, type Metric } from "../../schemas/catalogue-model.ts";

/** Secrets are named, never written; the names start alike, so that no other variable of the machine can be named. */
export const SECRET = /\{\{([^{}]*)\}\}/g;
export const SECRET_NAME = /^RELEVE_SECRET_[A-Z0-9_]{1,64}$/;
/** Content type of a body into which secrets are filled. */
export const FORM = "application/x-www-form-urlencoded";

const SECRET_HEADER = /^(?:authorization|proxy-authorization|cookie|.*(?:api-?key|token|secret|password).*)$/i;
const SECRET_PARAMETER = /^(?:.*token.*|.*secret.*|.*password.*|api_?-?key|apikey|access_?key)$/i;
const OURS = /^(?:host|connection|content-length|transfer-encoding|accept-encoding|user-agent|te|upgrade|if-.*)$/i;

/** Whether a parameter of an address holds a secret, by its name. */
export function isSecretParameter(name: string): boolean {
  return SECRET_PARAMETER.test(name);
}

/** What a faulty setting is told with: found is taken from the file. */
export interface Expectation {
  readonly expected: string;
  readonly hint: string;
}
/** What a refinement of zod is handed, as far as faults are concerned. */
export type Refine = {
  addIssue(issue: { code: "custom"; path?: (string | number)[]; message: string; params: object }): void;
};

/** Reports one fault of the settings, at a path inside what is being refined. */
export function refuse(context: Refine, path: (string | number)[], { expected, hint }: Expectation): void {
  context.addIssue({ code: "custom", path, message: `expected ${expected}`, params: { expected, hint } });
}

/** An address of figures: http or https, without credentials, which would be kept in the log. */
export const EndpointUrl = z.string().superRefine((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    refuse(context, [], { expected: "an https URL", hint: "copy the address at which the figures open in a browser" });
  } else if (url.username !== "" || url.password !== "") {
    refuse(context, [], {
      expected: "a URL without user or password",
      hint: 'put them into "headers", as { "Authorization": "Basic {{RELEVE_SECRET_…}}" }',
    });
  } else if ([...url.searchParams.keys()].some(isSecretParameter)) {
    refuse(context, [], {
      expected: "a URL without a token in its query",
      hint: 'URLs are kept in the log: ask the startup to take the token in a header, and use "headers"',
    });
  }
});

/** Further request headers; a value that is secret is `{{RELEVE_SECRET_…}}`, taken from the environment when asking. */
export const Headers = z
  .record(z.string().regex(/^[A-Za-z0-9-]{1,64}$/), z.string().regex(/^[\t\x20-\x7e]{0,1000}$/))
  .superRefine((headers, context) => {
    for (const [name, value] of Object.entries(headers)) {
      const names = [...value.matchAll(SECRET)].map((match) => match[1] ?? "");
      if (OURS.test(name)) {
        refuse(context, [name], { expected: "a header that is the startup's business", hint: "remove this header" });
      } else if (names.some((secret) => !SECRET_NAME.test(secret))) {
        refuse(context, [name], {
          expected: "a secret's name that starts with RELEVE_SECRET_",
          hint: "name it {{RELEVE_SECRET_…}} and set that variable where `releve pull` runs",
        });
      } else if (SECRET_HEADER.test(name) && names.length === 0) {
        refuse(context, [name], {
          expected: "a secret named as {{RELEVE_SECRET_…}}, never written",
          hint: "set that variable where `releve pull` runs; settings are kept in the log for ever",
        });
      }
    }
  })
  .default({});

/**
 * Why a metric cannot be stated with or without a period; `undefined` when it can. Any version of the catalogue will
 * do: old settings must be read for ever.
 */
export function disagreement(key: string, hasPeriod: boolean): Expectation | undefined {
  const known = CATALOGUE.filter((metric) => metric.key === key);
  const versions = known.length > 0 ? known : [metricOf(key)].filter((own) => own !== undefined);
  const [metric] = versions;
  if (metric === undefined) {
    return { expected: `a metric of the catalogue${nearest(key)}`, hint: "docs/metrics.md lists them all" };
  }
  if (versions.some((version) => version.kind !== "ratio" && isState(version.kind) !== hasPeriod)) return undefined;
  return metric.kind === "ratio" ? ratioExpectation(metric) : periodExpectation(metric);
}

function ratioExpectation({ key, ratio }: Metric): Expectation {
  return {
    expected: `the two parts of the ratio ${key}, never the ratio itself`,
    hint: `state ${ratio?.numerator} and ${ratio?.denominator}: Relevé divides them`,
  };
}

function periodExpectation({ key, kind }: Metric): Expectation {
  return isState(kind)
    ? {
        expected: `no period, for ${key} is a ${kind}: the figure of the day of the answer`,
        hint: 'remove "period", or choose a metric of kind flow or distinct in docs/metrics.md',
      }
    : {
        expected: `a period, for ${key} is a ${kind}: each figure belongs to a day, week, month, quarter or year`,
        hint: 'the kinds json and csv take "period"; or choose a metric of kind gauge, counter or membership',
      };
}

/** `; did you mean …?`, or nothing when no key is near. */
export function nearest(key: string, keys: Iterable<string> = CATALOGUE.map((metric) => metric.key)): string {
  const limit = Math.max(2, key.length / 3);
  const alike = [...new Set(keys)].filter((name) => Math.abs(name.length - key.length) <= limit);
  const near = alike.map((name) => ({ name, far: distance(key, name) })).sort((a, b) => a.far - b.far)[0];
  return near && near.far <= limit ? `; did you mean "${near.name}"?` : "";
}

/** Edits from one word to another (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const swap = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
