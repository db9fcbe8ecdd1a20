// One page: its title, and its main part.

import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

interface PageProps {
  title: string;
  kind?: string;
  /** While the page's own heading is not there yet, or never will be. */
  headless?: boolean;
  children: ComponentChildren;
}

export function Page({ title, kind = "", headless = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Landed`;
  }, [title]);
  return (
    <main id="page" tabIndex={-1} class={kind}>
      {headless && <h1 class="away">{title}</h1>}
      {children}
    </main>
  );
}
