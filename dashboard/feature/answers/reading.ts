// Answers as read page by page: filters from the address, and as many pages as were asked for.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "../../../contract/api/answers.ts";
import { call, type Problem } from "../../api.ts";
import type { Address } from "../../frame/address.ts";
import type { Subject } from "../reading.ts";

export interface AnswerFilter {
  text: string;
  helped: "" | "true" | "false";
  tag: string;
  hidden: "" | "true";
  /** An iteration's label; empty for all of them. */
  heard: string;
}

export function answerFilterOf(query: Address["query"]): AnswerFilter {
  const { q = "", helped = "", tag = "", hidden = "", heard = "" } = query;
  return {
    text: q,
    tag,
    heard,
    helped: helped === "true" || helped === "false" ? helped : "",
    hidden: hidden === "true" ? "true" : "",
  };
}

interface Pages {
  items: readonly Answer[];
  /** Where to go on; null at the end. */
  cursor: string | null;
}

export interface Answers {
  pages: Pages | null;
  problem: Problem | null;
  busy: boolean;
  more: () => void;
  again: () => void;
  /** Shows an answer as it will be, or as it is. */
  put: (answer: Answer) => void;
}

/** Answers in one page: enough to skim, few enough to come at once. */
const PAGE = 50;

export function useAnswers(subject: Subject, filter: AnswerFilter): Answers {
  const key = JSON.stringify([subject.project, subject.feature, filter]);
  const [state, setState] = useState<{ key: string; pages: Pages | null }>({ key, pages: null });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const pages = state.key === key ? state.pages : null;

  const load = async (after: Pages | null) => {
    setBusy(true);
    const result = await readPage(subject, filter, after?.cursor ?? null);
    setBusy(false);
    setProblem(result.ok ? null : result.problem);
    if (!result.ok) return;
    const { items, cursor } = result.value;
    // What was asked for under other filters comes too late to be shown.
    setState((now) =>
      now.key === key
        ? { key, pages: { items: [...(after?.items ?? []), ...items], cursor } }
        : now,
    );
  };
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    setState({ key, pages: null });
    void latest.current(null);
  }, [key]);

  return {
    pages,
    problem,
    busy,
    more: () => void load(pages),
    again: () => void load(null),
    put: (answer) =>
      setState((now) => ({
        ...now,
        pages: now.pages && {
          ...now.pages,
          items: now.pages.items.map((one) => (one.id === answer.id ? answer : one)),
        },
      })),
  };
}

function readPage(subject: Subject, filter: AnswerFilter, cursor: string | null) {
  const { text, helped, tag, hidden, heard } = filter;
  return call("GET /projects/{project}/features/{feature}/answers", subject, {
    query: {
      limit: PAGE,
      ...(text.trim() && { q: text.trim() }),
      ...(helped && { helped }),
      ...(tag && { tag }),
      ...(heard && { iteration: heard }),
      hidden: hidden || "false",
      ...(cursor && { cursor }),
    },
  });
}
