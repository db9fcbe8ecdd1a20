// The last signals of a project as they arrive; connects again by itself, whatever happens to the connection.

import { useEffect, useState } from "preact/hooks";
import type { HeardSignal } from "../../contract/api/operations.ts";

export interface Heard extends HeardSignal {
  id: number;
}

export interface Live {
  /** Newest first. */
  signals: readonly Heard[];
  state: "connecting" | "listening" | "lost";
}

/** How many are kept on the page. */
const KEPT = 50;
/** After a refusal, for which browsers do not connect again by themselves, in ms. */
const AGAIN_MS = 5_000;

export function useLive(project: string): Live {
  const [live, setLive] = useState<Live>({ signals: [], state: "connecting" });
  useEffect(() => {
    const changed = (change: (now: Live) => Live) => setLive(change);
    return listen(`/api/projects/${encodeURIComponent(project)}/live`, changed);
  }, [project]);
  return live;
}

function listen(url: string, changed: (change: (now: Live) => Live) => void): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    source = new EventSource(url);
    source.addEventListener("listening", () => changed((now) => ({ ...now, state: "listening" })));
    source.addEventListener("message", (event) => changed((now) => withSignal(now, event)));
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return;
      changed((now) => ({ ...now, state: "lost" }));
      timer = setTimeout(connect, AGAIN_MS);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** A connection begun anew tells again what was told before. */
function withSignal(now: Live, { data, lastEventId }: MessageEvent<string>): Live {
  const id = Number(lastEventId);
  if (now.signals.some((one) => one.id === id)) return now;
  const signal: Heard = { id, ...(JSON.parse(data) as HeardSignal) };
  return { ...now, signals: [signal, ...now.signals].slice(0, KEPT) };
}
