// A value as it was once it stopped changing, for what is costly to draw while somebody types.

import { useEffect, useState } from "preact/hooks";

/** The value after `quietMs` without a change; at once for 0. */
export function useSettled<T>(value: T, quietMs: number): T {
  const [settled, settle] = useState({ value });
  useEffect(() => {
    if (quietMs === 0) return;
    const timer = setTimeout(() => settle({ value }), quietMs);
    return () => clearTimeout(timer);
  }, [value, quietMs]);
  return quietMs === 0 ? value : settled.value;
}
