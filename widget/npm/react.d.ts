// What `landed/react` gives to TypeScript.

import type { FeatureKey } from "landed";
import type { ReactElement } from "react";

/** The inline question about a feature: always there, answered once per iteration. */
export declare function Landed(props: { feature: FeatureKey }): ReactElement;

/** What a component says about the feature it offers; the functions never change. */
export declare function useLanded(feature: FeatureKey): {
  /** Attributes that make an element the feature's control: `<button {...landed.control}>`. */
  readonly control: { readonly "data-landed": FeatureKey };
  seen(): void;
  used(): void;
  ask(): void;
};
