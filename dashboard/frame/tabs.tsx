// The sections of a page as links: each has its own address, `?view=`.

import { useEffect, useRef } from "preact/hooks";
import { useAddress } from "./address.ts";

export interface Tab<Name extends string> {
  name: Name;
  words: string;
}

interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly Tab<Name>[];
  current: Name;
  kind?: string;
}

export function Tabs<Name extends string>({ label, tabs, current, kind = "" }: TabsProps<Name>) {
  const { query, with: addressWith } = useAddress();
  const nothing = Object.fromEntries(Object.keys(query).map((key) => [key, ""]));
  const here = useRef<HTMLAnchorElement>(null);
  // Where there is no room for all of them, the one that is open is in sight.
  useEffect(() => {
    if (current !== tabs[0]?.name)
      here.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current, tabs]);
  return (
    <nav class={`tabs no-print ${kind}`} aria-label={label}>
      {tabs.map(({ name, words }, index) => (
        <a
          key={name}
          ref={name === current ? here : null}
          href={addressWith({ ...nothing, view: index === 0 ? "" : name })}
          aria-current={name === current ? "page" : undefined}
        >
          {words}
        </a>
      ))}
    </nav>
  );
}

/** The section that the address names; the first where it names none of them. */
export function useTab<Name extends string>(tabs: readonly Tab<Name>[]): Name {
  const { query } = useAddress();
  const found = tabs.find(({ name }) => name === query["view"]) ?? tabs[0];
  if (!found) throw new Error("a page without sections");
  return found.name;
}
