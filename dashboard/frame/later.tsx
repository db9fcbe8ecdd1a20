// Parts of a page that few visits need: their code is loaded when they are first shown.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

interface LaterProps<Props> {
  /** Always the same function, so that it is loaded once. */
  load: () => Promise<ComponentType<Props>>;
  given: Props;
}

/** Draws nothing until the part is there. */
export function Later<Props extends object>({ load, given }: LaterProps<Props>) {
  const [loaded, setLoaded] = useState<{ Part: ComponentType<Props> } | null>(null);
  useEffect(() => {
    void load().then((Part) => setLoaded({ Part }));
  }, [load]);
  return loaded && <loaded.Part {...given} />;
}
