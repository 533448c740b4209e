// What a directory file may say of a push: how its CSV names metrics.
import { z } from "zod";
import { metricOf } from "../../schemas/catalogue.ts";
import { nearest } from "../endpoints/settings.ts";

const Stated = z.string().check((context) => {
  const metric = metricOf(context.value);
  if (metric && metric.kind !== "ratio") return;
  const expected = metric
    ? `a part of the ratio: ${metric.ratio?.numerator} or ${metric.ratio?.denominator}`
    : `a metric of the catalogue${nearest(context.value)}`;
  context.issues.push({
    code: "custom",
    input: context.value,
    message: expected,
    params: { expected, hint: "docs/metrics.md lists the keys" },
  });
});

export const PushSettings = z.strictObject({
  indicateurs: z
    .record(z.string().min(1).max(200), Stated)
    .optional()
    .describe("names in the column `indicateur` of a CSV → metric; keys and French labels are known without"),
});
