// The filters of the answers; each lives in the address.

import { useAddress } from "../../frame/address.ts";
import { Search } from "../../frame/search.tsx";
import type { FeatureProps } from "../given.ts";
import type { AnswerFilter } from "./reading.ts";

interface FiltersProps extends FeatureProps {
  filter: AnswerFilter;
  tags: readonly string[];
}

export function AnswerFilters({ feature, filter, tags }: FiltersProps) {
  const { set } = useAddress();
  const known = [...new Set([...tags, ...(filter.tag ? [filter.tag] : [])])];
  return (
    <div class="filters answer-filters">
      <div class="row">
        <Search label="Search answers" placeholder="Search what they wrote" text={filter.text} />
        {feature.iterations.length > 1 && (
          <Choice
            label="Answers to"
            name="heard"
            value={filter.heard}
            choices={[
              ["", "All iterations"],
              ...feature.iterations.map(({ label }) => [label, `Iteration ${label}`] as const),
            ]}
          />
        )}
        {known.length > 0 && (
          <Choice
            label="Tag"
            name="tag"
            value={filter.tag}
            choices={[["", "All tags"], ...known.map((tag) => [tag, tag] as const)]}
          />
        )}
      </div>
      <div class="row">
        <Helped helped={filter.helped} />
        <label class="check">
          <input
            type="checkbox"
            checked={filter.hidden === "true"}
            onChange={({ currentTarget }) => set({ hidden: currentTarget.checked ? "true" : "" })}
          />
          Hidden ones
        </label>
      </div>
    </div>
  );
}

const CHOICES = [
  ["", "All"],
  ["true", "It helped"],
  ["false", "It did not"],
] as const;

function Helped({ helped }: { helped: AnswerFilter["helped"] }) {
  const { with: addressWith } = useAddress();
  return (
    <nav class="states" aria-label="Filter by answer">
      {CHOICES.map(([value, words]) => (
        <a
          key={value}
          href={addressWith({ helped: value })}
          aria-current={helped === value ? "true" : undefined}
        >
          {words}
        </a>
      ))}
    </nav>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  value: string;
  choices: readonly (readonly [value: string, words: string])[];
}

function Choice({ label, name, value, choices }: ChoiceProps) {
  const { set } = useAddress();
  return (
    <select
      class="input owner"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
    >
      {choices.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  );
}
