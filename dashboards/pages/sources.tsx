// "Where these figures come from": per source, what it said last, what failed, what waits, what could not be read.
import type { Child } from "hono/jsx";
import type { RejectCode } from "../../schemas/errors.ts";
import type { Figure } from "../figure.ts";
import type { SourceModel } from "../shapes/startup.ts";
import { Chip, stateSentence } from "./chip.tsx";
import { Differences } from "./differences.tsx";
import { Doubts, valueAlone } from "./figure.tsx";
import { UnmatchedWords } from "./unmatched.tsx";
import { unreadText } from "./unread-text.ts";
import { say, type View } from "./view.ts";

export function Sources({
  view,
  sources,
  figures,
}: {
  view: View;
  sources: readonly SourceModel[];
  figures: readonly Figure[];
}) {
  const { words } = view;
  const disputed = figures.filter(({ conflict }) => conflict.length > 0);
  return (
    <section class="sources" id="sources" aria-labelledby="sources-t">
      <div class="section-head">
        <h2 id="sources-t">{words.sources.title}</h2>
        <p>{words.sources.sub}</p>
      </div>
      <div class="grid-2">
        {sources.map((source) => (
          <SourceCard view={view} model={source} />
        ))}
      </div>
      {disputed.length > 0 && (
        <div class="panel">
          <h3>{words.sources.conflicts}</h3>
          {disputed.map((figure) => (
            <>
              <p>
                <b>{say(view, figure.metric.label)}</b>
                {figure.source && ` — ${figure.source.label}`}
                {figure.value !== null && ` (${valueAlone(view, figure.metric, figure.value)})`}
              </p>
              <Doubts view={view} figure={{ ...figure, held: null, expired: null }} />
            </>
          ))}
        </div>
      )}
    </section>
  );
}

function SourceCard({ view, model }: { view: View; model: SourceModel }) {
  const { words, format } = view;
  const { source, freshness, held, rejects, findings } = model;
  const count = (value: number) => format.number(String(value));
  return (
    <div class="panel">
      <div class="panel-head">
        <h3>{source.label}</h3>
        <Chip view={view} state={freshness.state} />
      </div>
      <p class="sub">{stateSentence(view, freshness)}</p>
      <dl class="rows">
        <Row label={words.sources.kind}>{source.kind === "push" ? words.sources.push : source.kind}</Row>
        {source.host && <Row label={words.sources.host}>{source.host}</Row>}
        <Row label={words.sources.lastAnswer}>
          {model.lastAnswer ? format.instant(model.lastAnswer) : words.sources.never}
        </Row>
        <Row label={words.sources.received}>
          {words.sources.answers(model.answers, count(model.answers), count(model.unchanged))}
        </Row>
        <Row label={words.sources.lastFailure}>
          <Failure view={view} model={model} />
        </Row>
        {held.length > 0 && (
          <Row label={words.sources.held}>
            {held.map((statement) => (
              <p>
                {words.sources.heldLine(format.dayOf(statement.moment), words.holds[statement.reason])}{" "}
                {words.sources.heldCells(count(statement.cells), count(statement.absent))}
              </p>
            ))}
          </Row>
        )}
        {model.drift && model.drift.differences.length > 0 && (
          <Row label={words.doubts.codes["shape.drifted"].name}>
            <p>{words.doubts.since(format.dayOf(model.drift.since))}</p>
            <Differences view={view} all={model.drift.differences} />
            {freshness.last && <p class="quiet">{words.doubts.last(format.dayOf(freshness.last))}</p>}
          </Row>
        )}
        {rejects.length > 0 && (
          <Row label={words.sources.rejects}>
            {rejects.map((reject) => (
              <p>
                {words.sources.reject(
                  reject.count,
                  count(reject.count),
                  words.sources.rejectCodes[reject.code as RejectCode] ?? reject.code,
                )}{" "}
                <span class="quiet">
                  {words.sources.hint} {words.sources.rejectsDo[reject.code as RejectCode] ?? reject.hint}
                </span>
              </p>
            ))}
          </Row>
        )}
        {findings.length > 0 && (
          <Row label={words.sources.findings}>
            {findings.map((finding) => (
              <p>
                {words.quality.findingCodes[finding.code] ?? finding.code} <Found view={view} finding={finding} />{" "}
                {finding.hint && (
                  <span class="quiet">
                    {words.sources.hint} <span lang="en">{finding.hint}</span>{" "}
                  </span>
                )}
                <span class="quiet">({format.dayOf(finding.at)})</span>
              </p>
            ))}
          </Row>
        )}
        {model.unmatched && (
          <Row label={words.vintages.unmatched}>
            <UnmatchedWords view={view} unmatched={model.unmatched} />
          </Row>
        )}
        <Row label={words.sources.definitions}>
          {model.metrics.map((metric) => (
            <p>{words.sources.definition(say(view, metric.label), metric.version)}</p>
          ))}
        </Row>
      </dl>
    </div>
  );
}

function Row({ label, children }: { label: string; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The date, the page and the cause, and that no figure changed by it. */
function Failure({ view, model: { lastFailure, failures } }: { view: View; model: SourceModel }) {
  const { words, format } = view;
  if (!lastFailure) return <>{words.sources.noFailure}</>;
  const { at, page, status, code } = lastFailure;
  const causes: Readonly<Record<string, string>> = words.sources.failures;
  const cause = [causes[code], status !== null && status >= 400 ? words.sources.http(status) : undefined]
    .filter(Boolean)
    .join(", ");
  return (
    <>
      <p>{words.sources.failure(format.dayOf(at), page)}</p>
      <p class="quiet">
        {cause && `${cause.charAt(0).toUpperCase()}${cause.slice(1)}. `}
        {words.sources.failureCount(failures, format.number(String(failures)))}
      </p>
    </>
  );
}

/** Values in doubt are worded; other findings are told as they were noted. */
function Found({ view, finding }: { view: View; finding: SourceModel["findings"][number] }) {
  if (finding.values.length === 0) return <code lang="en">{finding.detail}</code>;
  return <code>{unreadText(view, finding.values, finding.count)}</code>;
}
