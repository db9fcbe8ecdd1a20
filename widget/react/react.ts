// The inline question and a hook for React; both only name the feature, the widget does the rest.

import landed from "landed";
import { createElement, useMemo } from "react";

/** `<Landed feature="csv-export" />` */
export function Landed({ feature }: { feature: string }) {
  return createElement("landed-prompt", { feature, key: feature });
}

/** The functions stay the same for as long as the feature does. */
export function useLanded(feature: string) {
  return useMemo(
    () => ({
      control: { "data-landed": feature },
      seen: () => landed.seen(feature),
      used: () => landed.used(feature),
      ask: () => landed.ask(feature),
    }),
    [feature],
  );
}
