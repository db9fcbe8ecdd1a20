// Everything of a project as a file, with how much has come so far.

import { useRef, useState } from "preact/hooks";
import { bytes } from "../words/numbers.ts";
import type { SettingsProps } from "./given.ts";
import { Section } from "./section.tsx";

const FORMS = {
  ndjson: {
    words: "Everything (NDJSON)",
    says: "a record a line, to be kept or imported elsewhere",
  },
  csv: { words: "Answers (CSV)", says: "the answers as a table" },
} as const;
type Form = keyof typeof FORMS;
const NAMES: readonly Form[] = ["ndjson", "csv"];

type State =
  | { at: "rest" }
  | { at: "coming"; form: Form; received: number }
  | { at: "done"; form: Form; received: number }
  | { at: "failed"; why: string };

export function Export({ project }: SettingsProps) {
  const [state, setState] = useState<State>({ at: "rest" });
  const stop = useRef<AbortController | null>(null);
  const begin = (form: Form) => {
    stop.current = new AbortController();
    void download({
      url: `/api/projects/${encodeURIComponent(project.id)}/export.${form}`,
      name: `${project.id}.${form}`,
      signal: stop.current.signal,
      told: (received) => setState({ at: "coming", form, received }),
    }).then((result) =>
      setState(
        typeof result === "number"
          ? { at: "done", form, received: result }
          : { at: "failed", why: result },
      ),
    );
  };
  const coming = state.at === "coming";
  return (
    <Section
      title="Export"
      says="People are pseudonyms in it; no key, secret or member's address is in it. The form is described in docs/export.md."
    >
      <div class="buttons">
        {NAMES.map((form) => (
          <button
            key={form}
            type="button"
            class="button"
            title={FORMS[form].says}
            disabled={coming}
            onClick={() => begin(form)}
          >
            {FORMS[form].words}
          </button>
        ))}
        {coming && (
          <button type="button" class="button quiet" onClick={() => stop.current?.abort()}>
            Stop
          </button>
        )}
      </div>
      <div role="status">
        {state.at === "coming" && (
          <p class="stack tight">
            <progress class="progress" aria-label="Export" />
            {bytes(state.received)} so far…
          </p>
        )}
        {state.at === "done" && <p>{bytes(state.received)} are in your downloads.</p>}
        {state.at === "failed" && <p class="wrong">{state.why}</p>}
      </div>
    </Section>
  );
}

interface Download {
  url: string;
  name: string;
  signal: AbortSignal;
  told: (received: number) => void;
}

/** Reads it piece by piece and saves it when whole; its bytes, or why it did not come. */
async function download({ url, name, signal, told }: Download): Promise<number | string> {
  told(0);
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body)
      return `The export did not begin: the server answered ${response.status}. Try again in a moment.`;
    const pieces: BlobPart[] = [];
    let received = 0;
    for await (const piece of response.body.pipeThrough(pass())) {
      pieces.push(piece);
      received += piece.byteLength;
      told(received);
    }
    save(new Blob(pieces), name);
    return received;
  } catch {
    return signal.aborted
      ? "Stopped. Nothing was saved."
      : "The connection was lost before it was whole. Nothing was saved; try again.";
  }
}

/** Gives each piece a buffer of its own. */
function pass() {
  return new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform: (piece, controller) => controller.enqueue(new Uint8Array(piece)),
  });
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
