// The two things a pit stop is held for: whether one can pause, and what customers got.

import type { Quarter } from "../../contract/api/quarters.ts";
import { StateWord } from "../pictures/glyph.tsx";
import { quarterName } from "../words/quarters.ts";
import { sentenceOf } from "../words/sentences.ts";
import type { QuarterProps } from "./given.ts";
import { featurePath } from "./reading.ts";

/** So many are named at once; a long list would push what customers got off the page. */
const NAMED = 8;

export function Pause(props: QuarterProps) {
  const { canPause, shipped } = props.quarter;
  return (
    <section class="card stack pause" data-state={canPause.answer ? "done" : "too-close"}>
      <h1>
        <span class="soft">Can we pause?</span> {canPause.answer ? "Yes." : "Not yet."}
      </h1>
      {canPause.answer ? (
        <p>{canPause.because.map(sentenceOf).join(" ")}</p>
      ) : (
        <InLimbo {...props} />
      )}
      {canPause.answer && shipped.length === 0 && (
        <p class="soft">
          What is shipped between these days appears here by itself. Goals can be set before.
        </p>
      )}
    </section>
  );
}

function InLimbo({ project, quarter }: QuarterProps) {
  const { limbo, canPause } = quarter;
  const items = limbo.map((one, index) => (
    <Limbo
      key={`${one.feature} ${one.iteration}`}
      project={project.id}
      quarter={quarter}
      one={one}
      reason={canPause.because[index] ?? ""}
    />
  ));
  const more = items.length - NAMED;
  return (
    <>
      <h2>In limbo: neither done nor decided</h2>
      <ul class="limbo">{items.slice(0, NAMED)}</ul>
      {more > 0 && (
        <details>
          <summary>{more} more</summary>
          <ul class="limbo">{items.slice(NAMED)}</ul>
        </details>
      )}
    </>
  );
}

interface LimboProps {
  project: string;
  quarter: Quarter;
  one: Quarter["limbo"][number];
  reason: string;
}

function Limbo({ project, quarter, one, reason }: LimboProps) {
  const { feature, iteration, from } = one;
  const it = [...quarter.shipped, ...quarter.carried].find(
    (each) => each.feature === feature && each.iteration === iteration,
  );
  return (
    <li>
      <a href={featurePath(project, feature, iteration)}>
        <bdi>{it?.name ?? feature}</bdi>
      </a>{" "}
      <span class="soft small">
        {iteration}
        {from !== quarter.id && `, shipped in ${quarterName(from)}`}
      </span>
      {it && <StateWord state={it.verdict.state} size={13} />}
      <p class="small">{sentenceOf(withoutName(reason, one))}</p>
    </li>
  );
}

/** "csv-export 2 (from 2026-Q3) is not-helping" becomes "it is not helping". */
function withoutName(reason: string, { feature, iteration }: LimboProps["one"]): string {
  const name = `${feature} ${iteration}`;
  if (!reason.startsWith(name)) return reason;
  const rest = reason.slice(name.length).replace(/^ \(from [^)]*\)/, "");
  return `it${rest.replace(/^ is not-(\w+)/, " is not $1")}`;
}

/** The sentences of what landed: small goals that add up to something. */
export function Value({ quarter }: QuarterProps) {
  const { headline, shipped, carried, counts } = quarter;
  const landed = [...shipped, ...carried].some(({ verdict }) => verdict.state === "done");
  return (
    <section class="card stack value" aria-labelledby="value">
      <h2 id="value">What customers got</h2>
      {headline.length > 0 ? (
        <ul>
          {headline.map((sentence) => (
            <li key={sentence}>
              <bdi>{sentence}</bdi>
            </li>
          ))}
        </ul>
      ) : (
        <p class="soft">
          {landed
            ? "What landed has no sentence of value yet: put it on the quarter's goals, or into its promise."
            : counts.shipped === 0
              ? "Nothing was shipped yet."
              : "Nothing has landed yet. As soon as customers confirm something, its sentence stands here."}
        </p>
      )}
    </section>
  );
}
