// The real prompt beside the words that are being written, in each of its states.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Ask } from "../../contract/ask.ts";
import { type Step, showPrompt } from "./prompt-file.ts";

const STEPS: readonly (readonly [Step, string])[] = [
  ["asked", "The question"],
  ["yes", "After the good answer"],
  ["no", "After the other"],
  ["thanked", "Thanks"],
];

export function Preview({ ask, note }: { ask: Ask; note: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [step, setStep] = useState<Step>("asked");
  const [missing, setMissing] = useState(false);
  const wanted = JSON.stringify(ask);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const shown = showPrompt({ ask: JSON.parse(wanted), step, place: box });
    void shown.then((there) => setMissing(!there));
  }, [wanted, step]);
  return (
    <section class="preview stack" aria-label="Preview">
      <div class="pills">
        {STEPS.map(([one, words]) => (
          <button key={one} type="button" aria-pressed={one === step} onClick={() => setStep(one)}>
            {words}
          </button>
        ))}
      </div>
      <div class="preview-stage">
        <div ref={place} />
      </div>
      {missing && (
        <p class="wrong">The prompt's file is not on this deployment: build the widget.</p>
      )}
      <p class="soft small">This is the real prompt; nothing you press in it is sent. {note}</p>
      <div>
        <button
          type="button"
          class="button little"
          onClick={() => void showPrompt({ ask: { ...ask, delayMs: 0 }, step: "asked" })}
        >
          Show it where customers see it
        </button>
      </div>
    </section>
  );
}
