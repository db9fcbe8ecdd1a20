// One answer as a customer gave it: helped or not, in their words, when and where.

import type { Answer } from "../../../contract/api/features.ts";
import { momentWords } from "../../words/days.ts";

export function AnswerText({ answer }: { answer: Answer }) {
  const { helped, comment, answeredAt, page, locale } = answer;
  return (
    <div class="answer-text" data-state={helped ? "done" : "not-helping"}>
      <YesNo helped={helped} />
      <div class="stack tight">
        {comment === null ? (
          <p class="soft">No comment</p>
        ) : (
          <p class="comment" dir="auto" lang={locale ?? undefined}>
            {comment}
          </p>
        )}
        <p class="soft small facts">
          <time dateTime={answeredAt}>{momentWords(answeredAt)}</time>
          {page && <span>{page}</span>}
          {locale && <span>{locale}</span>}
        </p>
      </div>
    </div>
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
