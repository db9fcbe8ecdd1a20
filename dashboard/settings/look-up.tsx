// Everything that is kept about one person, and erasing it.

import { useState } from "preact/hooks";
import type { Answer } from "../../contract/api/routes.ts";
import { call } from "../api.ts";
import { AnswerText } from "../feature/answers/text.tsx";
import { Columns } from "../frame/columns.tsx";
import { Confirm } from "../frame/confirm.tsx";
import { FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import { expire } from "../resource.ts";
import { dayWords, momentWords } from "../words/days.ts";
import { counted } from "../words/numbers.ts";
import type { SettingsProps } from "./given.ts";
import { Section } from "./section.tsx";

type Kept = Answer<"POST /projects/{project}/customers/lookup">;

export function LookUp({ project }: SettingsProps) {
  const [found, setFound] = useState<{ customer: string; kept: Kept } | null>(null);
  const [erasing, setErasing] = useState(false);
  const place = { project: project.id };
  const submission = useSubmit(async ({ customer = "" }) => {
    const body = { customer };
    const result = await call("POST /projects/{project}/customers/lookup", place, { body });
    return result.ok ? { ok: true as const, value: { customer, kept: result.value } } : result;
  }, setFound);
  return (
    <Section
      title="One customer's data"
      says="By the id that your product uses. It is sent in the request's body, stands in no address, and is not kept."
    >
      <form class="form" onSubmit={submission.submit}>
        <TextField
          name="customer"
          label="Customer"
          required
          placeholder="u_123"
          autocomplete="off"
          problem={submission.problem}
        />
        <FormFoot submission={submission} save="Look them up">
          {found?.kept.found && (
            <button type="button" class="button danger" onClick={() => setErasing(true)}>
              Erase {found.customer}
            </button>
          )}
        </FormFoot>
      </form>
      <div aria-live="polite">{found && <KeptOf {...found} />}</div>
      {found && erasing && (
        <Confirm
          title={`Erase ${found.customer}`}
          act="Erase for good"
          dangerous
          send={() =>
            call("POST /projects/{project}/customers/erase", place, {
              body: { customer: found.customer },
            })
          }
          then={({ journeys, answers }) => {
            setFound(null);
            expire(`project:${project.id}:`);
            toast(
              `Erased: ${counted(journeys, "journey")} and ${counted(answers, "answer")}. Sums are as if they had never been.`,
            );
          }}
          onClose={() => setErasing(false)}
        >
          <p>
            Everything kept about {found.customer} goes, and verdicts are counted without it. It
            cannot be undone, and what their browser sends later is not taken any more.
          </p>
        </Confirm>
      )}
    </Section>
  );
}

function KeptOf({
  customer,
  kept: { found, refusedAt, journeys, answers },
}: {
  customer: string;
  kept: Kept;
}) {
  if (!found) return <p class="notice">Nothing is kept about {customer}.</p>;
  return (
    <div class="stack">
      {refusedAt && <p class="notice">They asked not to be asked, on {momentWords(refusedAt)}.</p>}
      <Journeys journeys={journeys} />
      {answers.length > 0 && (
        <>
          <h3>What they answered</h3>
          <ul class="rows">
            {answers.map((answer) => (
              <li key={answer.id}>
                <AnswerText answer={answer} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Journeys({ journeys }: Pick<Kept, "journeys">) {
  const day = (value: string | null) => (value ? dayWords(value) : "–");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label="What they did">
      <table class="table journeys">
        <caption class="away">What they did, by feature and iteration</caption>
        <Columns names={["Feature", "Iteration", "Met", "Used", "Returned", "Asked", "Answered"]} />
        <tbody>
          {journeys.map((one) => (
            <tr key={`${one.feature} ${one.iteration}`}>
              <td>{one.feature}</td>
              <td>{one.iteration}</td>
              <td>{day(one.seenOn)}</td>
              <td>{day(one.usedOn)}</td>
              <td>{day(one.returnedOn)}</td>
              <td>{day(one.askedOn)}</td>
              <td>{said(one.helped)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function said(helped: boolean | null): string {
  if (helped === null) return "–";
  return helped ? "it helped" : "it did not";
}
