// The four views of a feature, as links: each has its own address.

import { useAddress } from "../frame/address.ts";
import { count } from "../words/numbers.ts";
import type { FeatureProps } from "./given.ts";
import { useView, type View } from "./reading.ts";

export function Views({ feature }: FeatureProps) {
  const view = useView();
  const { with: addressWith } = useAddress();
  const views: readonly (readonly [View, string, number?])[] = [
    ["evidence", "Evidence"],
    ["answers", "Answers", feature.funnel.answered],
    ["promise", "Promise"],
    ["setup", "Set-up"],
  ];
  return (
    <nav class="views no-print" aria-label="Views of this feature">
      {views
        .filter(([name]) => !feature.discovered || OF_DISCOVERED.includes(name))
        .map(([name, words, number]) => (
          <a
            key={name}
            href={addressWith({ ...NOTHING, view: name === "evidence" ? "" : name })}
            aria-current={view === name ? "page" : undefined}
          >
            {words}
            {number !== undefined && <span class="soft"> {count(number)}</span>}
          </a>
        ))}
    </nav>
  );
}

/** Nobody is asked about a feature that was only heard of, and nothing is promised of it. */
const OF_DISCOVERED: readonly View[] = ["evidence", "setup"];

/** The filters of the answers do not travel to other views. */
const NOTHING = { q: "", helped: "", tag: "", hidden: "", heard: "" };
