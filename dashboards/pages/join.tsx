// How a service joins: an address is looked at, its figures are shown, and the network is asked.
import type { CheckReply } from "../../schemas/check.ts";
import { Faults, TextArea, TextField } from "./field.tsx";
import { Crumbs } from "./finder.tsx";
import { AskForm, type AskProps } from "./join-ask.tsx";
import { Checked } from "./join-checked.tsx";
import { Why } from "./join-why.tsx";
import { Layout } from "./layout.tsx";
import { href, type View } from "./view.ts";

export interface LookedAt {
  readonly address: string;
  readonly pasted: string;
  /** `undefined`: nothing was looked at yet. */
  readonly reply?: CheckReply;
  /** There is nothing to look at. */
  readonly isEmpty?: boolean;
}

export function JoinPage({ view, looked, ask }: { view: View; looked: LookedAt; ask: AskProps }) {
  const { join } = view.words;
  const { reply } = looked;
  const isUnread = reply?.outcome === "unreadable";
  const title = reply ? titleOf(view, reply) : join.title;
  const faults = [
    ...(looked.isEmpty ? [{ id: "adresse", text: join.fieldFaults.nothing }] : []),
    ...ask.faults.map(({ id, text }) => ({ id, text })),
  ];
  return (
    <Layout view={view} title={title}>
      <Crumbs
        view={view}
        way={reply ? [{ path: "/rejoindre", name: join.title }] : []}
        here={reply ? title : join.title}
      />
      <h1>{title}</h1>
      <p class="lead">{reply ? `${join.lookedAt} ${reply.address || join.pastedOne}` : join.lead}</p>
      <Faults title={join.faults} faults={faults} />
      {isUnread && <LookForm view={view} looked={looked} />}
      {reply && <Checked view={view} reply={reply} />}
      {reply ? <AskForm view={view} {...ask} /> : <LookForm view={view} looked={looked} />}
      {reply && <Why view={view} reply={reply} />}
      {reply ? !isUnread && <LookForm view={view} looked={looked} /> : <AskForm view={view} {...ask} />}
    </Layout>
  );
}

function titleOf({ words, format }: View, { address, cellCount, outcome }: CheckReply): string {
  const isPasted = address === "";
  if (outcome === "unreadable") return words.join.unreadable(isPasted);
  return words.join.found(cellCount, format.number(String(cellCount)), isPasted);
}

function LookForm({ view, looked }: { view: View; looked: LookedAt }) {
  const { join } = view.words;
  const isPasted = looked.pasted.trim() !== "";
  const why = looked.reply?.reason?.[view.lang];
  return (
    <section id="regarder" class="panel" aria-labelledby="regarder-t">
      <h2 id="regarder-t">{looked.reply ? join.again : join.look}</h2>
      <form class="form" method="post" action={href(view, "/rejoindre")} novalidate>
        <TextField
          id="adresse"
          type="url"
          label={join.address}
          hint={join.addressHint}
          value={looked.address}
          error={looked.isEmpty ? join.fieldFaults.nothing : isPasted ? undefined : why}
        />
        <details {...(looked.pasted === "" ? {} : { open: true })}>
          <summary>{join.paste}</summary>
          <TextArea id="reponse" label={join.pasted} value={looked.pasted} error={isPasted ? why : undefined} />
        </details>
        <button type="submit">{join.submitLook}</button>
      </form>
    </section>
  );
}
