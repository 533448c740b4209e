// `releve report`: the report of a week, printed, published, sent.
import { type Command, Option } from "commander";
import type { Lang } from "../../dashboards/format.ts";
import { mailMjml, mailOf } from "../../dashboards/report/mail.ts";
import { frozen } from "../../dashboards/report/model.ts";
import { textOf } from "../../dashboards/report/text.ts";
import type { ReportModel } from "../../dashboards/shapes/report.ts";
import type { Config } from "../../infra/config.ts";
import { rawMessage } from "../../infra/mail.ts";
import { EXIT, type Exit, ReleveError } from "../../schemas/errors.ts";
import { lastFrozen, type Week, weekFrom } from "../../schemas/week.ts";
import type { AddCommand, Call } from "../command.ts";
import type { House } from "../compose.ts";
import { reportsCaughtUp } from "../registry-catch-up.ts";
import { messageIdOf, postOf, sendReport, unsubscribeOf } from "../report-mail.ts";
import { draftModel, knownInWarehouse, publishedModel, publishReport } from "../reports.ts";

const FORMS = ["json", "html", "mjml", "eml"] as const;
type Form = (typeof FORMS)[number] | "text";
type Options = Readonly<Partial<Record<(typeof FORMS)[number], true>>> & {
  readonly week?: string;
  readonly lang: Lang;
  readonly publish?: true;
  readonly send?: true;
};

export const report: AddCommand = (program, call, done) => {
  options(program.command("report").description("the report of a week: print it, publish it, send it")).action(
    async (given: Options) => {
      const form = formOf(given);
      const week = given.week === undefined ? undefined : weekOf(given.week);
      const post = given.send ? postOf(call.config(), call.io.cwd) : undefined;
      const house = await call.house();
      const asked = week ?? lastFrozen(house.clock());
      const model = await modelOf(call, house, asked, given);
      if (post) return void done(told(call, await sendReport(house, asked, model, post), asked));
      call.io.out(await printed(model, asked, form, given.lang, call.config()));
      done(EXIT.ok);
    },
  );
};

function options(command: Command): Command {
  return command
    .option("--week <week>", "ISO week, 2026-W46 (or 2026-S46); left out: the last one that is over")
    .addOption(new Option("--lang <lang>", "fr or en").choices(["fr", "en"]).default("fr"))
    .option("--json", "print the report's own bytes: canonical JSON")
    .option("--html", "print the e-mail as one HTML file, its images inside")
    .option("--mjml", "print the e-mail's MJML")
    .option("--eml", "print the whole e-mail as a mail server would get it")
    .option("--publish", "freeze it, from Monday 07:00 in Paris on; once frozen it never changes")
    .option("--send", "publish it, and send it to the readers of RELEVE_MAIL_TO who have not got it");
}

function formOf(given: Options): Form {
  const forms = FORMS.filter((form) => given[form]);
  if (forms.length < 2) return forms[0] ?? "text";
  const names = forms.map((form) => `--${form}`).join(" and ");
  throw new ReleveError("RELEVE_USAGE", `${names} cannot be printed at once`, "ask for one of them");
}

function weekOf(text: string): Week {
  const week = weekFrom(text);
  if (week) return week;
  const hint = "write it as 2026-W46 or 2026-S46; a year has 52 weeks, some have 53";
  throw new ReleveError("RELEVE_USAGE", `--week: found "${text}"; an ISO week that exists`, hint);
}

/** The frozen report, when there is one or it is to be published; else a draft. */
async function modelOf(call: Call, house: House, week: Week, { publish, send }: Options): Promise<ReportModel> {
  const known = await publishedModel(house, week);
  if (known) return known;
  await knownInWarehouse(house, call.io, call.inServe);
  if (!publish && !send) return draftModel(house, week);
  const { model } = await publishReport(house, week);
  if (call.inServe) await reportsCaughtUp(house, call.io, false); // its page is there when the command is done
  return model;
}

async function printed(model: ReportModel, week: Week, form: Form, lang: Lang, config: Config): Promise<string> {
  const { publicUrl: base, mailFrom } = config;
  const settings = { base, unsubscribe: unsubscribeOf(config) };
  if (form === "text") return textOf(model, lang, base);
  if (form === "json") return frozen(model.report).text; // no line break: its hash is the published one
  if (form === "mjml") return `${(await mailMjml(model, lang, settings)).mjml}\n`;
  const mail = await mailOf(model, lang, settings);
  if (form === "html") return withImages(mail);
  const from = mailFrom || "Relevé <releve@localhost>";
  const messageId = messageIdOf(week, "", from);
  const at = Date.parse(model.published?.at ?? model.report.known);
  return (await rawMessage({ ...mail, from, messageId, unsubscribe: settings.unsubscribe, at })).toString("utf8");
}

function withImages({ html, images }: Awaited<ReturnType<typeof mailOf>>): string {
  const inside = (text: string, { cid, png }: (typeof images)[number]) =>
    text.replaceAll(`cid:${cid}`, `data:image/png;base64,${png.toString("base64")}`);
  return `${images.reduce(inside, html).trimEnd()}\n`;
}

function told(call: Call, { sent, already, failed }: Awaited<ReturnType<typeof sendReport>>, week: Week): Exit {
  call.io.out(`${week.id}: sent to ${sent}, ${already} had it already, ${failed.length} failed.\n`);
  const [first] = failed;
  if (!first) return EXIT.ok;
  call.io.err(`${first.code}  ${first.message}\n  do  ${first.hint}\n`);
  return sent + already > 0 ? EXIT.partial : EXIT.failed;
}
