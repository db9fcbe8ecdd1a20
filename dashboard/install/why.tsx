// Why somebody is asked or not: the gates tried for one person, without asking them.

import { useState } from "preact/hooks";
import type { Answer } from "../../contract/api/routes.ts";
import { call } from "../api.ts";
import { usePortfolio } from "../features/portfolio.ts";
import { CheckField, FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { Icon } from "../frame/icons.tsx";
import type { Project } from "../project.ts";
import { momentWords } from "../words/days.ts";
import { gateWords, seenBy } from "../words/gates.ts";

type Why = Answer<"POST /projects/{project}/why">;

export function WhyNot({ project }: { project: Project }) {
  const features = usePortfolio(project.id, "").value ?? [];
  const [why, setWhy] = useState<Why | null>(null);
  const submission = useSubmit(
    ({ customer = "", account, feature = "", inline }) =>
      call(
        "POST /projects/{project}/why",
        { project: project.id },
        {
          body: {
            customer,
            feature,
            ...(account && { account }),
            ...(inline && { inline: true }),
          },
        },
      ),
    setWhy,
  );
  return (
    <div class="steps">
      <section class="card stack" aria-labelledby="tracer">
        <h2 id="tracer">Why is somebody not asked?</h2>
        <p class="soft">
          Tries every gate for one person, as if they had just used the feature. Nobody is asked by
          this, and nothing is noted.
        </p>
        <form class="form" onSubmit={submission.submit}>
          <TextField
            name="customer"
            label="Customer"
            required
            placeholder="u_123"
            hint="The id that your product uses for them."
            problem={submission.problem}
          />
          <TextField
            name="account"
            label="Account"
            placeholder="acme"
            hint="If they have one."
            problem={submission.problem}
          />
          <TextField
            name="feature"
            label="Feature"
            required
            list="features"
            placeholder="csv-export"
            problem={submission.problem}
          />
          <datalist id="features">
            {features.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </datalist>
          <CheckField
            name="inline"
            label="The question stands in the page itself"
            hint="Whoever comes to the question by themselves passes fewer gates."
            checked={false}
          />
          <FormFoot submission={submission} save="Try the gates" />
        </form>
      </section>
      <div aria-live="polite">{why && <Trace why={why} />}</div>
    </div>
  );
}

function Trace({ why: { ask, reason, gates } }: { why: Why }) {
  const failed = gates.find(({ gate }) => gate === reason);
  return (
    <section class="card stack" aria-label="Gates" data-state={ask ? "done" : "not-helping"}>
      <h2>{ask ? "They would be asked now." : "They would not be asked now."}</h2>
      {reason && (
        <p>
          {gateWords[reason].failed}
          {failed?.passesAt && ` It passes by itself on ${momentWords(failed.passesAt)}.`}
        </p>
      )}
      <ol class="gates">
        {gates.map((gate) => (
          <li key={gate.gate} data-state={gate.pass ? "done" : "not-helping"}>
            <span class={gate.pass ? "passed" : "stopped"}>
              {gate.pass ? <Icon name="check" /> : <span aria-hidden="true">×</span>}
              <span class="away">{gate.pass ? "Passes:" : "Does not pass:"}</span>
            </span>
            <span>
              {gateWords[gate.gate].name}
              <code class="soft small"> {gate.gate}</code>
            </span>
            <span class="soft small">
              {seenBy(gate)}
              {gate.passesAt && `, passes ${momentWords(gate.passesAt)}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
