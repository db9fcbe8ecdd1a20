// Who is taken at their word, whose browser is listened to, what is kept of comments, and how often anybody is asked.

import { CheckField, ChoiceField, FormFoot, TextField } from "../frame/form.tsx";
import type { SettingsProps } from "./given.ts";
import { useSaving } from "./saving.ts";
import { Section } from "./section.tsx";

export function Privacy(props: SettingsProps) {
  return (
    <>
      <Proof {...props} />
      <Asking {...props} />
    </>
  );
}

function Proof(props: SettingsProps) {
  const { project, editable } = props;
  const submission = useSaving(props, ({ requireProof }) => ({
    requireProof: requireProof === "on",
  }));
  return (
    <Section title="Proof of identity">
      <form class="form" onSubmit={submission.submit}>
        <fieldset disabled={!editable} class="stack">
          <CheckField
            name="requireProof"
            label="Count nobody without proof"
            checked={project.requireProof}
          />
        </fieldset>
        <dl class="meanings">
          <dt>While it is off</dt>
          <dd>
            Everybody who was asked counts, signed in or not. A stranger who knows a customer's id
            can post in that customer's name, even that they never want to be asked again, and can
            see whether they would be asked.
          </dd>
          <dt>While it is on</dt>
          <dd>
            Only people whose id your back end has signed, and what your back end reports itself,
            count and are asked. Everybody else is kept apart, and an answer to their requests tells
            nothing about the person. Visitors who are not signed in are never asked.
          </dd>
        </dl>
        <p class="hint">
          Turning it changes which answers count, from today and looking back. How to sign:{" "}
          <a href={`/p/${encodeURIComponent(project.id)}/install?view=identity`}>
            Install, Who it is
          </a>
          .
        </p>
        {editable && <FormFoot submission={submission} save="Save" />}
      </form>
    </Section>
  );
}

function Asking(props: SettingsProps) {
  const { project, editable } = props;
  const submission = useSaving(props, ({ gpc, scrub, restDays, paused }) => ({
    gpc: gpc === "anonymous" ? "anonymous" : "everyone",
    scrub: scrub === "on",
    restDays: Number(restDays),
    paused: paused === "on",
  }));
  const { problem } = submission;
  return (
    <Section title="Asking, and what is kept">
      <form class="form" onSubmit={submission.submit}>
        <fieldset disabled={!editable} class="stack">
          <TextField
            name="restDays"
            label="Days of rest between questions"
            type="number"
            required
            min={0}
            max={365}
            value={project.restDays}
            hint="Nobody is asked about anything again before."
            problem={problem}
          />
          <ChoiceField
            name="gpc"
            label="Where a browser sends Global Privacy Control"
            value={project.gpc}
            choices={[
              ["everyone", "nothing is taken from anybody"],
              ["anonymous", "nothing is taken from people without proof"],
            ]}
            problem={problem}
          />
          <CheckField
            name="scrub"
            label="Take personal details out of comments"
            hint="Addresses, phone and account numbers are replaced before a comment is kept."
            checked={project.scrub}
          />
          <CheckField
            name="paused"
            label="Pause all asking"
            hint="Nobody is asked about anything; what is met and used is still counted."
            checked={project.paused}
          />
        </fieldset>
        {editable && <FormFoot submission={submission} save="Save" />}
      </form>
    </Section>
  );
}
