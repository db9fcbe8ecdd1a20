// Parts of a page that few visits need: their code is loaded when they are first shown.

import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { toast } from "./toast.tsx";

interface LaterProps<Props> {
  /** Always the same function, so that it is loaded once. */
  load: () => Promise<ComponentType<Props>>;
  given: Props;
  /** Where it does not come, after that was said. */
  onMissing: () => void;
}

/** Draws nothing until the part is there. */
export function Later<Props extends object>({ load, given, onMissing }: LaterProps<Props>) {
  const [loaded, setLoaded] = useState<{ Part: ComponentType<Props> } | null>(null);
  const missing = useRef(onMissing);
  missing.current = onMissing;
  useEffect(() => {
    load().then(
      (Part) => setLoaded({ Part }),
      () => {
        toast("That did not load. Load the page again: there may be a newer version.");
        missing.current();
      },
    );
  }, [load]);
  return loaded && <loaded.Part {...given} />;
}
