// Something to copy: shown as it is, with a button that says when it is done.

import { useState } from "preact/hooks";

export function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <div class="code">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
      <CopyButton text={text} label={label} />
    </div>
  );
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState("Copy");
  const copy = async () => {
    setSaid((await isCopied(text)) ? "Copied" : "Not allowed: select it");
    setTimeout(() => setSaid("Copy"), 2_000);
  };
  return (
    <button
      type="button"
      class="button little"
      aria-label={`Copy ${label}`}
      onClick={() => void copy()}
    >
      {said}
    </button>
  );
}

/** False where the browser refuses, as it does on pages without TLS. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
