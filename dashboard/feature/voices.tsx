// The last few comments, and the way to all answers.

import { call } from "../api.ts";
import { useAddress } from "../frame/address.ts";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { useResource } from "../resource.ts";
import { AnswerText } from "./answers/text.tsx";
import type { FeatureProps } from "./given.ts";
import { prefixOf } from "./reading.ts";

/** Answers looked through for those that say something, and how many of them are shown. */
const READ = 60;
const SHOWN = 5;

export function Voices({ subject, feature }: FeatureProps) {
  const { with: addressWith } = useAddress();
  const iteration = feature.iteration.label;
  const answers = useResource(`${prefixOf(subject)}voices:${iteration}`, () =>
    call("GET /projects/{project}/features/{feature}/answers", subject, {
      query: { iteration, hidden: "false", limit: READ },
    }),
  );
  const said = answers.value?.items.filter(({ comment }) => comment !== null).slice(0, SHOWN);
  return (
    <section class="card stack" aria-labelledby="voices">
      <div class="row apart">
        <h2 id="voices">What they say</h2>
        <a class="small no-print" href={addressWith({ view: "answers" })}>
          All answers
        </a>
      </div>
      {answers.problem && <Trouble problem={answers.problem} again={() => void answers.reload()} />}
      {!said && !answers.problem && <Waiting lines={4} />}
      {said?.length === 0 && (
        <p class="soft">Nobody has written anything yet; a yes or a no is a whole answer.</p>
      )}
      <ul class="voices">
        {said?.map((answer) => (
          <li key={answer.id}>
            <AnswerText answer={answer} />
          </li>
        ))}
      </ul>
    </section>
  );
}
