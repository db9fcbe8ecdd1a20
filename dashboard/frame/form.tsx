// Forms: labelled fields, what is wrong beside the field that is wrong, and a button that says it is working.

import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { Problem, Result } from "../api.ts";
import { sentenceOf } from "../words/sentences.ts";

export interface Submission {
  problem: Problem | null;
  busy: boolean;
  submit: (event: SubmitEvent) => void;
}

/** Sends a form's fields; what was typed stays where it is until it was accepted. */
export function useSubmit<T>(
  send: (fields: Record<string, string>) => Promise<Result<T>>,
  then: (value: T, form: HTMLFormElement) => void,
): Submission {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    setBusy(true);
    setProblem(null);
    const result = await send(fieldsOf(form));
    setBusy(false);
    if (result.ok) then(result.value, form);
    else setProblem(result.problem);
  };
  return { problem, busy, submit: (event) => void submit(event) };
}

/** A form's text fields by name; a checked box is "on". */
export function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form).entries()];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

interface FieldProps {
  name: string;
  label: string;
  hint?: ComponentChildren;
  problem?: Problem | null;
  children: (props: {
    id: string;
    name: string;
    "aria-invalid": boolean;
    "aria-describedby": string;
  }) => JSX.Element;
}

/** A label, its control, and what the server says is wrong with it. */
export function Field({ name, label, hint, problem, children }: FieldProps) {
  const id = useId();
  const wrong =
    problem?.errors.filter(({ field }) => field === name || field.startsWith(`${name}.`)) ?? [];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, name, "aria-invalid": wrong.length > 0, "aria-describedby": `${id}-says` })}
      <div id={`${id}-says`}>
        {wrong.map(({ detail }) => (
          <p class="wrong" key={detail}>
            {detail}
          </p>
        ))}
        {hint && <p class="hint">{hint}</p>}
      </div>
    </div>
  );
}

interface TextProps extends Omit<FieldProps, "children"> {
  type?: "text" | "email" | "number" | "date" | "datetime-local" | "color";
  value?: string | number;
  required?: boolean;
  placeholder?: string;
  pattern?: string;
  min?: number | string;
  max?: number | string;
  step?: number;
  maxLength?: number;
  autocomplete?: AutoFill;
  list?: string;
  onInput?: (value: string) => void;
}

/** One line of text. */
export function TextField({
  name,
  label,
  hint,
  problem,
  value,
  onInput,
  type = "text",
  ...input
}: TextProps) {
  return (
    <Field name={name} label={label} hint={hint} problem={problem ?? null}>
      {(given) => (
        <input
          class="input"
          type={type as "text"}
          defaultValue={value === undefined ? "" : String(value)}
          onInput={({ currentTarget }) => onInput?.(currentTarget.value)}
          {...input}
          {...given}
        />
      )}
    </Field>
  );
}

interface LongProps extends Omit<FieldProps, "children"> {
  value?: string;
  required?: boolean;
  maxLength?: number;
  placeholder?: string;
}

/** Several lines of text. */
export function LongField({ name, label, hint, problem, value, ...input }: LongProps) {
  return (
    <Field name={name} label={label} hint={hint} problem={problem ?? null}>
      {(given) => <textarea class="input" {...input} {...given} defaultValue={value ?? ""} />}
    </Field>
  );
}

/** One of several. */
export function ChoiceField({
  name,
  label,
  hint,
  problem,
  value,
  choices,
  onChange,
}: Omit<FieldProps, "children"> & {
  value: string;
  choices: readonly (readonly [value: string, words: string])[];
  onChange?: (value: string) => void;
}) {
  return (
    <Field name={name} label={label} hint={hint} problem={problem ?? null}>
      {(given) => (
        <select
          class="input"
          {...given}
          onChange={(event) => onChange?.(event.currentTarget.value)}
        >
          {choices.map(([key, words]) => (
            <option key={key} value={key} selected={key === value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField({
  name,
  label,
  hint,
  checked,
}: {
  name: string;
  label: string;
  hint?: string;
  checked: boolean;
}) {
  const id = useId();
  return (
    <div class="field">
      <span class="check">
        <input type="checkbox" id={id} name={name} defaultChecked={checked} />
        <label for={id}>{label}</label>
      </span>
      {hint && <p class="hint">{hint}</p>}
    </div>
  );
}

/** What is wrong with the form as a whole, and its buttons. */
export function FormFoot({
  submission,
  save,
  children,
}: {
  submission: Submission;
  save: string;
  children?: ComponentChildren;
}) {
  const { problem, busy } = submission;
  return (
    <div class="stack tight">
      {problem && (
        <p class="wrong" role="alert">
          {sentenceOf(problem.detail)}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="button main" disabled={busy}>
          {busy ? "One moment…" : save}
        </button>
        {children}
      </div>
    </div>
  );
}
