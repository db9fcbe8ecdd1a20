// A long list read page by page: as many pages as were asked for, of whatever `key` names.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem, Result } from "../api.ts";

interface PageOf<T> {
  items: T[];
  cursor: string | null;
}

export interface Pages<T> {
  /** Null until the first page is there. */
  items: readonly T[] | null;
  problem: Problem | null;
  busy: boolean;
  /** Reads the next page; null at the end. */
  more: (() => void) | null;
  again: () => void;
}

export function usePages<T>(
  key: string,
  load: (cursor: string | null) => Promise<Result<PageOf<T>>>,
): Pages<T> {
  const [read, setRead] = useState<{ key: string; page: PageOf<T> | null }>({ key, page: null });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const page = read.key === key ? read.page : null;
  const go = async (after: PageOf<T> | null) => {
    setBusy(true);
    const result = await load(after?.cursor ?? null);
    setBusy(false);
    setProblem(result.ok ? null : result.problem);
    if (!result.ok) return;
    const { items, cursor } = result.value;
    // What was asked for under another key comes too late to be shown.
    setRead((now) =>
      now.key === key ? { key, page: { items: [...(after?.items ?? []), ...items], cursor } } : now,
    );
  };
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    setRead({ key, page: null });
    void latest.current(null);
  }, [key]);
  return {
    items: page?.items ?? null,
    problem,
    busy,
    more: page?.cursor ? () => void go(page) : null,
    again: () => void go(null),
  };
}
