// The funnel from meeting a feature to being helped by it, with each rate and each loss.

import type { FeatureDetail } from "../../contract/api/features.ts";
import type { Unit } from "../../contract/verdict.ts";
import { count, percent } from "../words/numbers.ts";
import { Figure } from "./figure.tsx";

interface Step {
  name: string;
  number: number;
  /** The step it is measured against, and what is said of those it lost. */
  of?: { number: number; name: string; lost: string };
}

interface FunnelProps {
  funnel: FeatureDetail["funnel"];
  once: boolean;
  unit: Unit;
  says: string;
}

export function Funnel({ funnel, once, unit, says }: FunnelProps) {
  const steps = stepsOf(funnel, once);
  return (
    <Figure
      title="From meeting it to being helped"
      says={says}
      alternative={steps.map(sentenceOf).join(" ")}
      table={{
        head: ["Step", unit === "account" ? "Accounts" : "Customers", "Of the step before", "Lost"],
        body: steps.map(cellsOf),
      }}
    >
      <ol class="funnel">
        {steps.map((step) => (
          <StepBar key={step.name} step={step} most={Math.max(1, funnel.seen)} />
        ))}
      </ol>
    </Figure>
  );
}

function stepsOf(
  { seen, used, returned, asked, answered, helped }: FunnelProps["funnel"],
  once: boolean,
): Step[] {
  return [
    { name: "Reached", number: seen },
    {
      name: "Used",
      number: used,
      of: { number: seen, name: "reached", lost: "saw it and did not try it" },
    },
    ...(once
      ? []
      : [
          {
            name: "Returned",
            number: returned,
            of: { number: used, name: "used", lost: "tried it on one day only" },
          },
        ]),
    { name: "Asked", number: asked, of: { number: used, name: "used", lost: "were not asked" } },
    {
      name: "Answered",
      number: answered,
      of: { number: asked, name: "asked", lost: "stayed silent" },
    },
    {
      name: "Helped",
      number: helped,
      of: { number: answered, name: "answered", lost: "said it did not help" },
    },
  ];
}

function StepBar({ step: { name, number, of }, most }: { step: Step; most: number }) {
  const lost = of ? Math.max(0, of.number - number) : 0;
  return (
    <li>
      <span class="step">{name}</span>
      <svg class="step-bar" height="22" width="100%" aria-hidden="true">
        {of && <rect class="lost" width={`${(100 * of.number) / most}%`} height="22" rx="4" />}
        <rect class="kept" width={`${Math.max(0.4, (100 * number) / most)}%`} height="22" rx="4" />
      </svg>
      <span class="figures">
        <b>{count(number)}</b>
        {of && of.number > 0 && (
          <span class="soft">
            {" "}
            {percent(number / of.number)} of {of.name}
          </span>
        )}
      </span>
      <span class="soft small loss">{lost > 0 && of ? `${count(lost)} ${of.lost}` : ""}</span>
    </li>
  );
}

function sentenceOf({ name, number, of }: Step): string {
  const rate = of && of.number > 0 ? `, ${percent(number / of.number)} of ${of.name}` : "";
  return `${name}: ${count(number)}${rate}.`;
}

function cellsOf({ name, number, of }: Step): string[] {
  const rate = of && of.number > 0 ? percent(number / of.number) : "–";
  return [name, count(number), rate, of ? count(Math.max(0, of.number - number)) : "–"];
}
