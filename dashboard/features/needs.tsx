// What waits for a person, at most five, with why.

import type { FeatureRow } from "../../contract/api/features.ts";
import { useAddress } from "../frame/address.ts";
import { Glyph } from "../pictures/glyph.tsx";
import { needOf } from "../words/needs.ts";
import { counted } from "../words/numbers.ts";
import { sentenceOf } from "../words/sentences.ts";
import { stateWords } from "../words/states.ts";

const MOST = 5;

interface NeedsProps {
  features: readonly FeatureRow[];
  hrefOf: (key: string) => string;
}

export function Needs({ features, hrefOf }: NeedsProps) {
  const { with: addressWith } = useAddress();
  const waiting = features.filter((one) => needOf(one).you);
  const more = waiting.length - MOST;
  return (
    <section class="card needs" aria-labelledby="needs">
      <h2 id="needs">{waiting.length > 0 ? "What needs you" : "Nothing needs you"}</h2>
      {waiting.length === 0 && (
        <p class="soft">
          Everything decided is signed off; the rest is still hearing from customers. A good day to
          ship something.
        </p>
      )}
      <ol>
        {waiting.slice(0, MOST).map((one) => (
          <li key={one.key}>
            <NeedLink feature={one} href={hrefOf(one.key)} />
          </li>
        ))}
      </ol>
      {more > 0 && <a href={addressWith({ state: "needs" })}>{counted(more, "more", "more")}</a>}
    </section>
  );
}

function NeedLink({ feature, href }: { feature: FeatureRow; href: string }) {
  const { verdict } = feature;
  if (!verdict) return null;
  return (
    <a href={href} data-state={verdict.state}>
      <Glyph shape={verdict.state} size={18} />
      <span>
        <b>
          <bdi>{feature.name}</bdi>
        </b>
        <span class="what">{needOf(feature).words}</span>
        <span class="soft small">
          {stateWords[verdict.state].word}. {sentenceOf(verdict.because[0] ?? "")}
        </span>
      </span>
    </a>
  );
}
