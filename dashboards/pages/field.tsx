// One field of a form: its label, what it takes, and what is wrong with it, beside it and told to a screen reader.
import type { Child } from "hono/jsx";

export interface FieldProps {
  readonly id: string;
  /** As the form sends it; left out: the id. */
  readonly name?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Id of a hint that stands elsewhere, for several fields. */
  readonly hintId?: string;
  /** What is wrong, and what to do; `undefined`: nothing. */
  readonly error?: string | undefined;
}
interface Text extends FieldProps {
  readonly type?: "text" | "url" | "email" | "password" | "file";
  readonly value?: string;
  readonly list?: string;
  readonly autocomplete?: string;
  readonly maxlength?: number;
}

export function TextField({ type = "text", value, list, autocomplete, maxlength = 2000, ...field }: Text) {
  const more = type === "file" ? { accept: ".csv,text/csv" } : { value: value ?? "", maxlength };
  return (
    <Field {...field}>
      <input
        id={field.id}
        name={field.name ?? field.id}
        type={type}
        {...more}
        {...(list === undefined ? {} : { list })}
        {...(autocomplete === undefined ? {} : { autocomplete })}
        {...described(field)}
      />
    </Field>
  );
}

export function TextArea({ value = "", ...field }: FieldProps & { readonly value?: string }) {
  return (
    <Field {...field}>
      <textarea id={field.id} name={field.name ?? field.id} rows={6} {...described(field)}>
        {value}
      </textarea>
    </Field>
  );
}

export function SelectField({ children, ...field }: FieldProps & { readonly children: Child }) {
  return (
    <Field {...field}>
      <select id={field.id} name={field.name ?? field.id} {...described(field)}>
        {children}
      </select>
    </Field>
  );
}

function Field({ id, label, hint, error, children }: FieldProps & { readonly children: Child }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

function described({ id, hint, hintId, error }: FieldProps) {
  const by = [...(hint ? [`${id}-hint`] : []), ...(hintId ? [hintId] : []), ...(error ? [`${id}-error`] : [])].join(
    " ",
  );
  return { ...(by && { "aria-describedby": by }), ...(error && { "aria-invalid": "true" }) } as const;
}

/** What is wrong with a form, first on its page, each line leading to its field. */
export function Faults({ title, faults }: { title: string; faults: readonly { id: string; text: string }[] }) {
  if (faults.length === 0) return null;
  return (
    <div class="alert" role="alert">
      <h2>{title}</h2>
      <ul>
        {faults.map(({ id, text }) => (
          <li>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
