// The top of a feature's page: its name, which iteration and day one looks at, and what can be done.

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import type { FeatureDetail } from "../../contract/api/features.ts";
import { useAddress } from "../frame/address.ts";
import { mayEdit } from "../project.ts";
import { ago, dayOf, daysBetween, dayWords, today } from "../words/days.ts";
import type { FeatureProps } from "./given.ts";
import { Lifecycle } from "./lifecycle.tsx";
import { Ship } from "./ship.tsx";

type HeadProps = FeatureProps & { day: string };

export function Head(props: HeadProps) {
  const { project, feature } = props;
  const [shipping, setShipping] = useState(false);
  const editor = mayEdit(project) && !feature.retired;
  return (
    <header class="feature-head">
      <a class="soft small back" href={`/p/${encodeURIComponent(project.id)}`}>
        Features
      </a>
      <div class="row apart">
        <h1 class="name">
          <bdi>{feature.name}</bdi>
        </h1>
        <div class="buttons no-print">
          {editor && !feature.discovered && (
            <button type="button" class="button" onClick={() => setShipping(true)}>
              Ship an iteration
            </button>
          )}
          {mayEdit(project) && <Lifecycle {...props} />}
        </div>
      </div>
      <div class="row apart where">
        <p class="soft small facts">
          <code>{feature.key}</code>
          {feature.owner && <bdi>{feature.owner}</bdi>}
          {feature.discovered && <span class="tag">discovered</span>}
          {feature.retired && <span class="tag">retired</span>}
          {feature.paused && <span class="tag">asks nobody</span>}
          <Since {...props} />
        </p>
        <Looking {...props} />
      </div>
      {shipping && <Ship {...props} onClose={() => setShipping(false)} />}
    </header>
  );
}

function Since({ feature, project, day }: HeadProps) {
  const { iteration } = feature;
  const shipped = dayOf(iteration.shippedAt, project.timeZone);
  const days = daysBetween(shipped, day);
  const what = feature.discovered ? "first heard" : "shipped";
  return (
    <span>
      {iteration.attempt > 1 ? `${ordinal(iteration.attempt)} attempt, ${what}` : what}{" "}
      {dayWords(shipped)}, {days < 0 ? "not yet begun" : ago(days)}
    </span>
  );
}

function ordinal(number: number): string {
  const ends = { one: "st", two: "nd", few: "rd", other: "th" } as Record<string, string>;
  const kind = new Intl.PluralRules("en", { type: "ordinal" }).select(number);
  return `${number}${ends[kind] ?? "th"}`;
}

function newestFirst(iterations: FeatureDetail["iterations"]): FeatureDetail["iterations"] {
  return iterations.toSorted((a, b) => b.attempt - a.attempt);
}

/** Which iteration one looks at, and as of when. */
function Looking({ feature, project, subject, day }: HeadProps) {
  const { set } = useAddress();
  const { route } = useLocation();
  const now = today(project.timeZone);
  return (
    <div class="row looking no-print">
      {feature.iterations.length > 1 && (
        <label>
          <span class="soft small">Iteration</span>
          <select
            class="input"
            value={feature.iteration.label}
            onChange={({ currentTarget }) => set({ iteration: currentTarget.value })}
          >
            {newestFirst(feature.iterations).map(({ label }) => (
              <option key={label} value={label}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span class="soft small">As of</span>
        <input
          class="input"
          type="date"
          value={day}
          max={now}
          onChange={({ currentTarget: { value } }) => set({ "as-of": value === now ? "" : value })}
        />
      </label>
      {(subject.asOf || subject.iteration) && (
        <button type="button" class="button little" onClick={() => route(location.pathname)}>
          Back to now
        </button>
      )}
    </div>
  );
}
