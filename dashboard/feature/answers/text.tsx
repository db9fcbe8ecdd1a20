// One answer as a customer gave it: helped or not, in their words, when and where.

import type { Answer } from "../../../contract/api/answers.ts";
import { momentWords } from "../../words/days.ts";

export function AnswerText({ answer }: { answer: Answer }) {
  const { helped, comment, locale } = answer;
  return (
    <div class="answer-text" data-state={helped ? "done" : "not-helping"}>
      <YesNo helped={helped} />
      {comment === null ? (
        <div class="wordless">
          <p class="soft">No comment</p>
          <Facts answer={answer} />
        </div>
      ) : (
        <div class="stack tight">
          <p class="comment" dir="auto" lang={locale ?? undefined}>
            {comment}
          </p>
          <Facts answer={answer} />
        </div>
      )}
    </div>
  );
}

function Facts({ answer: { answeredAt, page, locale } }: { answer: Answer }) {
  return (
    <p class="soft small facts">
      <time dateTime={answeredAt}>{momentWords(answeredAt)}</time>
      {page && <bdi>{page}</bdi>}
      {locale && <span>{locale}</span>}
    </p>
  );
}

/** Shape and word: a tick and Yes, or a cross and No. */
export function YesNo({ helped }: { helped: boolean }) {
  return (
    <span class="yes-no">
      <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
        <path d={helped ? "M-5 .5-1.500 4 5.500-4" : "M-4-4 4 4M4-4-4 4"} />
      </svg>
      {helped ? "Yes" : "No"}
    </span>
  );
}
