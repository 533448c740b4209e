// How the API is used, and the table of its addresses, from the same list as the server's routes.
import type { AddressesModel } from "../shapes/help.ts";
import { HelpPage, Part } from "./help.tsx";
import { Table } from "./table.tsx";
import { link, type View } from "./view.ts";

const EXAMPLES = [
  "curl -s 'http://127.0.0.1:3000/api/v1/figures?startup=a-dock&metric=reservations&sum=time'",
  "curl -s 'http://127.0.0.1:3000/api/v1/qualite?etat=cut'",
  "curl -s 'http://127.0.0.1:3000/qualite.csv?panel=sources'",
];

export function ApiPage({ model, view }: { model: AddressesModel; view: View }) {
  const { api } = view.words.help;
  const example = { id: "exemple", title: api.example, text: [] };
  const addresses = { id: "addresses", title: api.addresses, text: [] };
  return (
    <HelpPage view={view} title={api.title} lead={api.lead} parts={[...api.parts, example, addresses]} json="/api.json">
      {api.parts.map((part) => (
        <Part part={part} />
      ))}
      <Part part={example}>
        {EXAMPLES.map((line) => (
          <p>
            <code>{line}</code>
          </p>
        ))}
      </Part>
      <Addresses view={view} model={model} />
    </HelpPage>
  );
}

function Addresses({ view, model }: { view: View; model: AddressesModel }) {
  const { help, panel } = view.words;
  const { api } = help;
  return (
    <section class="panel" id="addresses" aria-labelledby="addresses-t">
      <h2 id="addresses-t">{api.addresses}</h2>
      <p>
        {api.addressesText} <a href="/openapi.json">{api.openapi}</a>
      </p>
      <Table
        caption={api.addresses}
        label={api.addresses}
        columns={[{ label: api.address }, { label: api.page }, { label: api.csv }, { label: api.parameters }]}
        rows={model.addresses.map(({ path, page, csv, parameters }) => [
          <code>{path}</code>,
          page === null ? api.no : page.includes("{") ? <code>{page}</code> : <a href={link(view, page)}>{page}</a>,
          csv ? api.yes : api.no,
          parameters.length === 0 ? api.no : <code>{parameters.map(({ name }) => name).join(", ")}</code>,
        ])}
      />
      <p>
        <a href="/api.csv?panel=addresses">{panel.csv}</a>
      </p>
    </section>
  );
}
