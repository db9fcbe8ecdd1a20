// The table of features: each with its verdict and reason, both measures, its curve, and what comes next.

import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { FeatureRow } from "../../contract/api/features.ts";
import { useAddress } from "../frame/address.ts";
import { Warnings } from "../frame/warnings.tsx";
import { AdoptionBar, HelpfulnessBar } from "../pictures/bars.tsx";
import { StateWord } from "../pictures/glyph.tsx";
import { Sparkline } from "../pictures/sparkline.tsx";
import { age, dayOf, daysBetween } from "../words/days.ts";
import { needOf } from "../words/needs.ts";
import { sentenceOf } from "../words/sentences.ts";
import { Discovered } from "./discovered.tsx";
import { filterOf } from "./portfolio.ts";

interface TableProps {
  features: readonly FeatureRow[];
  day: string;
  timeZone: string;
  hrefOf: (key: string) => string;
}

export function FeatureTable(props: TableProps) {
  const { query, set } = useAddress();
  const { shown } = filterOf(query);
  const lineOf = useLines(props);
  if (props.features.length === 0)
    return (
      <div class="empty">
        <h2>No feature is like that.</h2>
        <button type="button" class="button" onClick={() => set({ q: "", owner: "", state: "" })}>
          Show all features
        </button>
      </div>
    );
  if (shown === "discovered") return <Discovered features={props.features} />;
  return (
    <table class="features">
      <caption class="away">Features, what needs a person first</caption>
      <thead>
        <tr>
          <th scope="col">Feature</th>
          <th scope="col">Verdict</th>
          <th scope="col">Adoption</th>
          <th scope="col">Helpfulness</th>
          <th scope="col" class="spark-head">
            Adopted so far
          </th>
          <th scope="col">Next</th>
        </tr>
      </thead>
      <tbody>{props.features.map(lineOf)}</tbody>
    </table>
  );
}

type LineProps = Omit<TableProps, "features">;

/** Draws each feature's line once, so that those that stay are left alone while somebody types a filter. */
function useLines({ day, timeZone, hrefOf }: LineProps): (one: FeatureRow) => VNode {
  return useMemo(() => {
    const drawn = new WeakMap<FeatureRow, VNode>();
    const draw = (one: FeatureRow) => (
      <FeatureLine key={one.key} one={one} day={day} timeZone={timeZone} hrefOf={hrefOf} />
    );
    return (one) => {
      const line = drawn.get(one) ?? draw(one);
      drawn.set(one, line);
      return line;
    };
  }, [day, timeZone, hrefOf]);
}

function FeatureLine({ one, day, timeZone, hrefOf }: LineProps & { one: FeatureRow }) {
  const { verdict, iteration } = one;
  const days = daysBetween(dayOf(iteration.shippedAt, timeZone), day);
  const need = needOf(one);
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf(one.key)} data-row>
          <bdi>{one.name}</bdi>
        </a>
        <span class="soft small line">
          {iteration.label === "1" ? "first iteration" : `iteration ${iteration.label}`},{" "}
          {age(days)}
          {one.paused && " · asks nobody"}
        </span>
        {one.owner && <bdi class="soft small line">{one.owner}</bdi>}
      </th>
      <td class="verdict">
        {verdict && <StateWord state={verdict.state} />}
        <span class="soft small reason">{verdict && sentenceOf(verdict.because[0] ?? "")}</span>
        {verdict && <Warnings verdict={verdict} />}
      </td>
      <td data-label="Adoption">
        {verdict && <AdoptionBar adoption={verdict.adoption} state={verdict.state} />}
      </td>
      <td data-label="Helpfulness">{verdict && <HelpfulnessBar help={verdict.helpfulness} />}</td>
      <td data-label="Adopted so far" class="spark-cell">
        <Sparkline values={one.spark} />
      </td>
      <td data-label="Next" class={need.you ? "next you" : "next"}>
        {need.words}
      </td>
    </tr>
  );
}
