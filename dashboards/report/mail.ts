// A report as an e-mail: subject, HTML, text and images, before anybody's address is on it.
import { pngOf } from "../charts/image.ts";
import type { Lang } from "../format.ts";
import { Dial } from "../pages/layout.tsx";
import type { ReportModel } from "../shapes/report.ts";
import { curvePng } from "./curve.ts";
import { type MailLinks, mjmlOf } from "./mjml.ts";
import { storyOf } from "./story.ts";
import { telling } from "./telling.ts";
import { textOf } from "./text.ts";

export interface MailImage {
  readonly cid: string;
  readonly filename: string;
  readonly png: Buffer;
}
export interface ReportMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly images: readonly MailImage[];
}
/** Of the images of every report: mail programs look for `cid:`. */
const MARK = "mark@releve";
const CURVE = "curve@releve";
const MARK_PIXELS = 132;

export type MailSettings = Pick<MailLinks, "base" | "unsubscribe">;

/** The MJML of a report, its images by content id. */
export async function mailMjml(
  model: ReportModel,
  lang: Lang,
  settings: MailSettings,
): Promise<{ mjml: string; images: MailImage[] }> {
  const { coverage } = storyOf(model, lang);
  const curve = coverage ? await curvePng(coverage, telling(lang).format) : undefined;
  const dial = await Dial().toString();
  const images = [
    { cid: MARK, filename: "releve.png", png: await pngOf(dial, MARK_PIXELS) },
    ...(curve ? [{ cid: CURVE, filename: "communes.png", png: curve }] : []),
  ];
  const links = { ...settings, mark: `cid:${MARK}`, curve: curve && `cid:${CURVE}` };
  return { mjml: mjmlOf(model, lang, links), images };
}

/** The whole e-mail. A form that MJML does not understand is a bug of ours, and thrown. */
export async function mailOf(model: ReportModel, lang: Lang, settings: MailSettings): Promise<ReportMail> {
  const { mjml, images } = await mailMjml(model, lang, settings);
  const { default: mjml2html } = await import("mjml"); // half a second that only a mail needs
  const { html } = await mjml2html(mjml, { validationLevel: "strict", fonts: {}, keepComments: false });
  return {
    subject: model.report.sentence[lang],
    html: html.replace(/>\s*\n\s*/g, ">\n").replace(/\n\s+/g, "\n"),
    text: textOf(model, lang, settings.base),
    images,
  };
}
