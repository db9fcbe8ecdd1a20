// A search whose words stand in the address: the page reads them from there once somebody pauses in typing.

import { useEffect, useRef } from "preact/hooks";
import { useAddress } from "./address.ts";

/** A pause in typing after which the address says it, in ms. */
const PAUSE_MS = 250;

interface SearchProps {
  label: string;
  placeholder: string;
  /** What the address says. */
  text: string;
}

export function Search({ label, placeholder, text }: SearchProps) {
  const { set } = useAddress();
  const timer = useRef(0);
  const field = useRef<HTMLInputElement>(null);
  // Other filters may have changed by the time that somebody pauses.
  const latest = useRef(set);
  latest.current = set;
  // Who has gone to another page stays there.
  useEffect(() => () => clearTimeout(timer.current), []);
  // The address can change without the field: by going back, or by showing all again.
  useEffect(() => {
    if (field.current && field.current !== document.activeElement) field.current.value = text;
  }, [text]);
  return (
    <input
      ref={field}
      class="input search"
      type="search"
      placeholder={placeholder}
      aria-label={label}
      aria-keyshortcuts="/"
      defaultValue={text}
      onInput={({ currentTarget: { value } }) => {
        clearTimeout(timer.current);
        timer.current = Number(setTimeout(() => latest.current({ q: value }), PAUSE_MS));
      }}
    />
  );
}
