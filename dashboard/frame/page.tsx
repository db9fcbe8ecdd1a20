// One page: its title, and its main part.

import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

interface PageProps {
  title: string;
  kind?: string;
  children: ComponentChildren;
}

export function Page({ title, kind = "", children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Landed`;
  }, [title]);
  return (
    <main id="page" tabIndex={-1} class={kind}>
      {children}
    </main>
  );
}
