// The promise of a feature: its value, who signs, and the targets; agreed before shipping, moved in the open.

import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../api.ts";
import { FormFoot, LongField, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import { mayEdit } from "../project.ts";
import { PRESETS } from "../words/presets.ts";
import type { FeatureProps } from "./given.ts";
import { Moving } from "./moving.tsx";
import { type Named, Partners } from "./partners.tsx";
import { readTerms, settingsOf, TargetFields, termsOf } from "./targets.tsx";

export function PromiseView(props: FeatureProps) {
  const { feature } = props;
  // Begun anew by saving alone: what others change meanwhile takes nothing away that is being typed.
  const [saved, setSaved] = useState(0);
  if (feature.discovered)
    return (
      <p class="soft">Adopt it first: nothing is promised of a feature that was only heard of.</p>
    );
  return (
    <div class="two wide-first">
      <section class="card stack" aria-labelledby="promise">
        <h2 id="promise">What is promised</h2>
        <p class="soft prose">
          Agree on it before shipping, with everybody whose word is needed. Customers then say
          whether it was kept.
        </p>
        <PromiseForm key={saved} {...props} onSaved={() => setSaved(saved + 1)} />
      </section>
      <aside class="card stack" aria-labelledby="presets">
        <h2 id="presets">Choosing a target</h2>
        <Presets />
      </aside>
    </div>
  );
}

function PromiseForm(props: FeatureProps & { onSaved: () => void }) {
  const { feature, project, subject, changed } = props;
  const [terms, setTerms] = useState(termsOf(feature, project));
  const [partners, setPartners] = useState<readonly Named[]>(() =>
    feature.partners.map((partner, id) => ({ ...partner, id })),
  );
  const editable = mayEdit(project) && !feature.retired;
  const submission = useSubmit(
    (fields) =>
      call("PATCH /projects/{project}/features/{feature}", subject, {
        body: {
          value: fields["value"]?.trim() || null,
          partners: partners.flatMap(({ name, role, member }) =>
            name.trim()
              ? [{ name: name.trim(), ...(member ? { member } : role ? { role } : {}) }]
              : [],
          ),
          ...settingsOf(fields),
        },
      }),
    (next) => {
      changed(next);
      props.onSaved();
      toast("The promise is kept as you wrote it.");
    },
  );
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: fields that nobody has touched follow the feature, as others save it
  useEffect(() => {
    if (form.current) setTerms(readTerms(form.current, project));
  }, [feature, project]);
  return (
    <form
      ref={form}
      class="form"
      onSubmit={submission.submit}
      onInput={({ currentTarget }) => setTerms(readTerms(currentTarget, project))}
    >
      <fieldset disabled={!editable} class="stack">
        <LongField
          name="value"
          label="What a customer gets from it, in one sentence"
          value={feature.value ?? ""}
          placeholder="Finance teams close the month without retyping."
          problem={submission.problem}
        />
        <Partners
          project={project.id}
          partners={partners}
          change={setPartners}
          problem={submission.problem}
        />
        <TargetFields feature={feature} project={project} problem={submission.problem} />
      </fieldset>
      <Moving feature={feature} from={termsOf(feature, project)} to={terms} />
      {editable && <FormFoot submission={submission} save="Keep this promise" />}
    </form>
  );
}

function Presets() {
  return (
    <>
      <table class="table">
        <caption class="away">Adoption targets that fit kinds of features</caption>
        <tbody>
          {PRESETS.map(({ name, adoption, says }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{adoption} %</td>
              <td>{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft small">
        Adoption is counted among those who met the feature, not among all customers. For
        helpfulness, 70 % is a promise worth making; the nearer the truth lies to the target, the
        more answers it takes to tell them apart.
      </p>
    </>
  );
}
