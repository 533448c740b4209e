// Pages that whoever runs Relevé answers for: what was tested of accessibility, who publishes, on what terms data is reused.
import type { AboutModel } from "../shapes/help.ts";
import { Contact, HelpPage, Part } from "./help.tsx";
import type { View } from "./view.ts";

export function AccessibilityPage({ model, view }: { model: AboutModel; view: View }) {
  const { accessibility } = view.words.help;
  const contact = { id: "contact", title: accessibility.contact, text: [accessibility.contactText] };
  return (
    <HelpPage
      view={view}
      title={accessibility.title}
      lead={accessibility.lead}
      parts={[...accessibility.parts, contact]}
    >
      {accessibility.parts.map((part) => (
        <Part part={part} />
      ))}
      <Part part={contact}>
        <Contact contact={model.contact} absent={accessibility.noContact} />
      </Part>
    </HelpPage>
  );
}

export function LegalPage({ model, view }: { model: AboutModel; view: View }) {
  const { legal } = view.words.help;
  const publisher = { id: "editeur", title: legal.publisher, text: [legal.publisherText, legal.contact] };
  return (
    <HelpPage view={view} title={legal.title} lead={legal.lead} parts={[publisher, ...legal.parts]}>
      <Part part={publisher}>
        <Contact contact={model.contact} absent={legal.noContact} />
      </Part>
      {legal.parts.map((part) => (
        <Part part={part} />
      ))}
    </HelpPage>
  );
}
