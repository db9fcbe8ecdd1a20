// One section of the settings: a title, what it is about, and its content.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface SectionProps {
  title: string;
  says?: ComponentChildren;
  /** Beside the title: the section's main act. */
  act?: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ title, says, act, children }: SectionProps) {
  const id = useId();
  return (
    <section class="card stack" aria-labelledby={id}>
      <div class="row apart">
        <h2 id={id}>{title}</h2>
        {act}
      </div>
      {says && <p class="soft prose">{says}</p>}
      {children}
    </section>
  );
}

/** Where only an owner may go. */
export function OwnersOnly({ title }: { title: string }) {
  return (
    <Section title={title}>
      <p class="soft">Only owners of the project see this. Ask one: Settings, Members.</p>
    </Section>
  );
}
