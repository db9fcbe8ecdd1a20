// What stands where something is still coming, is missing, or went wrong.

import type { ComponentChildren } from "preact";
import type { Problem } from "../api.ts";

/** Grey shapes of what is coming. */
export function Waiting({ lines = 3 }: { lines?: number }) {
  return (
    <div class="stack" aria-busy="true">
      <span class="away">Loading…</span>
      {[...Array(lines).keys()].map((line) => (
        <div key={line} class={line === 0 ? "ghost tallest" : "ghost"} />
      ))}
    </div>
  );
}

export function Trouble({ problem, again }: { problem: Problem; again?: () => void }) {
  return (
    <div class="notice bad" role="alert">
      <h2>{problem.status === 404 ? "There is nothing here" : problem.title}</h2>
      <p>
        {problem.status === 404
          ? "It does not exist, or you are not a member of its project."
          : problem.detail}
      </p>
      {problem.status === 404 && (
        <p>
          <a href="/">All projects</a>
        </p>
      )}
      {again && problem.status !== 404 && (
        <div>
          <button type="button" class="button" onClick={again}>
            Try again
          </button>
        </div>
      )}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="empty">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
