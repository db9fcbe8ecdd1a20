// All answers of a feature: searched, filtered, tagged, hidden, and read on page by page.

import { useAddress } from "../../frame/address.ts";
import { Trouble, Waiting } from "../../frame/notice.tsx";
import { mayEdit } from "../../project.ts";
import { count } from "../../words/numbers.ts";
import type { FeatureProps } from "../given.ts";
import { AnswerCard } from "./card.tsx";
import { AnswerFilters } from "./filters.tsx";
import { type Answers, answerFilterOf, useAnswers } from "./reading.ts";

export function AnswersView(props: FeatureProps) {
  const { query } = useAddress();
  const filter = answerFilterOf(query);
  const answers = useAnswers(props.subject, filter);
  const { pages, problem, again } = answers;
  return (
    <section class="stack" aria-label="Answers">
      <AnswerFilters {...props} filter={filter} tags={tagsOf(answers)} />
      {problem && <Trouble problem={problem} again={again} />}
      {!pages && !problem && <Waiting lines={6} />}
      {pages && <List {...props} answers={answers} />}
    </section>
  );
}

function List({ project, answers }: FeatureProps & { answers: Answers }) {
  const { set } = useAddress();
  const { pages, busy, more, put } = answers;
  if (!pages) return null;
  if (pages.items.length === 0)
    return (
      <div class="empty">
        <h2>No answer is like that.</h2>
        <button
          type="button"
          class="button"
          onClick={() => set({ q: "", helped: "", tag: "", hidden: "", heard: "" })}
        >
          Show all answers
        </button>
      </div>
    );
  const editable = mayEdit(project);
  return (
    <>
      <ol class="answers">
        {pages.items.map((answer) => (
          <AnswerCard
            key={answer.id}
            answer={answer}
            project={project.id}
            editable={editable}
            put={put}
          />
        ))}
      </ol>
      <div class="row">
        {pages.cursor && (
          <button type="button" class="button" disabled={busy} onClick={more}>
            {busy ? "One moment…" : "Show more answers"}
          </button>
        )}
        <span class="soft small" role="status">
          {count(pages.items.length)} shown, newest first{pages.cursor ? "" : "; these are all"}
        </span>
      </div>
    </>
  );
}

/** The tags that the answers shown bear, for the filter and for completion. */
function tagsOf({ pages }: Answers): string[] {
  return [...new Set(pages?.items.flatMap(({ tags }) => tags) ?? [])].toSorted();
}
