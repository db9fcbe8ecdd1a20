// The sections of a page as links: each has its own address, `?view=`.

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
  return (
    <nav class={`tabs no-print ${kind}`} aria-label={label}>
      {tabs.map(({ name, words }, index) => (
        <a
          key={name}
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
