// The filters: states with their numbers, owner, text. They are the picture's key as well.

import type { FeatureRow } from "../../contract/api/features.ts";
import { useAddress } from "../frame/address.ts";
import { Glyph, type Shape } from "../pictures/glyph.tsx";
import { STATE_ORDER, stateWords } from "../words/states.ts";
import { countBy, filterOf, type Shown } from "./portfolio.ts";

interface FiltersProps {
  features: readonly FeatureRow[];
  onNew: (() => void) | null;
}

export function Filters({ features, onNew }: FiltersProps) {
  const { query, set } = useAddress();
  const { owner, text } = filterOf(query);
  const owners = [...new Set(features.flatMap((one) => one.owner ?? []))].toSorted();
  return (
    <div class="filters">
      <StateFilters features={features} />
      <div class="row">
        <input
          class="input search"
          type="search"
          placeholder="Search features"
          aria-label="Search features"
          aria-keyshortcuts="/"
          value={text}
          onInput={({ currentTarget }) => set({ q: currentTarget.value })}
        />
        {owners.length > 1 && (
          <select
            class="input owner"
            aria-label="Owner"
            value={owner}
            onChange={({ currentTarget }) => set({ owner: currentTarget.value })}
          >
            <option value="">All owners</option>
            {owners.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
        {onNew && (
          <button type="button" class="button" onClick={onNew}>
            New feature
          </button>
        )}
      </div>
    </div>
  );
}

function StateFilters({ features }: { features: readonly FeatureRow[] }) {
  const choices: { shown: Shown; words: string; shape?: Shape }[] = [
    { shown: "", words: "All" },
    { shown: "needs", words: "Needs you" },
    ...STATE_ORDER.toReversed().map((state) => ({
      shown: state,
      words: stateWords[state].word,
      shape: state,
    })),
    { shown: "discovered", words: "Discovered", shape: "discovered" },
    { shown: "retired", words: "Retired" },
  ];
  return (
    <nav class="states" aria-label="Filter by state">
      {choices.map((choice) => (
        <StateFilter key={choice.shown} {...choice} number={countBy(features, choice.shown)} />
      ))}
    </nav>
  );
}

interface StateFilterProps {
  shown: Shown;
  words: string;
  shape?: Shape;
  number: number;
}

function StateFilter({ shown, words, shape, number }: StateFilterProps) {
  const { query, with: addressWith } = useAddress();
  const here = filterOf(query).shown === shown;
  if (number === 0 && !here && shown !== "") return null;
  return (
    <a
      href={addressWith({ state: shown })}
      aria-current={here ? "true" : undefined}
      data-state={shape}
    >
      {shape && <Glyph shape={shape} size={13} />}
      {words} <span class="soft">{number}</span>
    </a>
  );
}
