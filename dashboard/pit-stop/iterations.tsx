// What was shipped, a row each: its verdict, its two measures, and what becomes of it.

import { useState } from "preact/hooks";
import { Columns } from "../frame/columns.tsx";
import { Warnings } from "../frame/warnings.tsx";
import { AdoptionBar, HelpfulnessBar } from "../pictures/bars.tsx";
import { StateWord } from "../pictures/glyph.tsx";
import { dayOf, dayShort } from "../words/days.ts";
import { decisionWords } from "../words/decisions.ts";
import { quarterName } from "../words/quarters.ts";
import { sentenceOf } from "../words/sentences.ts";
import { Decide } from "./decide.tsx";
import type { QuarterProps } from "./given.ts";
import { featurePath, type Iteration } from "./reading.ts";

interface IterationsProps extends QuarterProps {
  title: string;
  iterations: readonly Iteration[];
  /** What stands there while nothing was shipped. */
  empty?: string;
}

export function Iterations({ title, iterations, empty, ...props }: IterationsProps) {
  const [deciding, setDeciding] = useState<Iteration | null>(null);
  return (
    <section class="stack" aria-label={title}>
      <h2>{title}</h2>
      {iterations.length === 0 ? (
        <p class="soft">{empty}</p>
      ) : (
        <table class="features iterations">
          <caption class="away">{title}</caption>
          <Columns names={["Iteration", "Verdict", "Adoption", "Helpfulness", "Decision"]} />
          <tbody>
            {iterations.map((one) => (
              <Row
                key={`${one.feature} ${one.iteration}`}
                one={one}
                decide={() => setDeciding(one)}
                {...props}
              />
            ))}
          </tbody>
        </table>
      )}
      {deciding && <Decide {...props} one={deciding} onClose={() => setDeciding(null)} />}
    </section>
  );
}

interface RowProps extends QuarterProps {
  one: Iteration;
  decide: () => void;
}

function Row({ project, one, decide, editable }: RowProps) {
  const { feature, name, iteration, verdict, signed, shippedAt, from } = one;
  return (
    <tr>
      <th scope="row">
        <a href={featurePath(project.id, feature, iteration)} data-row>
          <bdi>{name}</bdi>
        </a>
        <span class="soft small">
          Iteration {iteration}, {dayShort(dayOf(shippedAt, project.timeZone))}
          {from && ` in ${quarterName(from)}`}
        </span>
      </th>
      <td class="verdict">
        <StateWord state={verdict.state} />
        {signed && <span class="tag">signed</span>}
        <span class="soft small reason">{sentenceOf(verdict.because[0] ?? "")}</span>
        <Warnings verdict={verdict} />
      </td>
      <td data-label="Adoption">
        <AdoptionBar adoption={verdict.adoption} state={verdict.state} />
      </td>
      <td data-label="Helpfulness">
        <HelpfulnessBar help={verdict.helpfulness} />
      </td>
      <td class="decision" data-label="Decision">
        <Decided one={one} timeZone={project.timeZone} />
        {editable && (
          <button
            type="button"
            class={one.decision ? "button quiet little" : "button little"}
            aria-label={`${one.decision ? "Change the decision on" : "Decide on"} ${name} ${iteration}`}
            onClick={decide}
          >
            {one.decision ? "Change" : "Decide"}
          </button>
        )}
      </td>
    </tr>
  );
}

function Decided({ one, timeZone }: { one: Iteration; timeZone: string }) {
  const { decision, verdict } = one;
  if (!decision)
    return verdict.state === "done" ? (
      <span class="soft small">Customers confirm it: no decision needed.</span>
    ) : (
      <span class="soft small">None yet</span>
    );
  return (
    <>
      <b>{decisionWords[decision.decision].word}</b>
      {decision.reason && <span class="small">{decision.reason}</span>}
      <span class="soft small">
        {decision.by}, {dayShort(dayOf(decision.at, timeZone))}
      </span>
    </>
  );
}
