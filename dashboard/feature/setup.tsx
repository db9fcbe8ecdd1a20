// How a feature is set up: its name, when and where it asks, its words, and the line that marks it in a page.

import { mayEdit } from "../project.ts";
import type { FeatureProps } from "./given.ts";
import { Manner } from "./manner.tsx";
import { Snippet } from "./snippet.tsx";
import { Wording } from "./wording.tsx";

export function SetupView(props: FeatureProps) {
  const editable = mayEdit(props.project) && !props.feature.retired;
  return (
    <>
      <section class="card stack" aria-labelledby="snippet">
        <h2 id="snippet">In your page</h2>
        <Snippet {...props} />
      </section>
      {!props.feature.discovered && (
        <>
          <section class="card stack" aria-labelledby="wording">
            <h2 id="wording">What customers read</h2>
            <Wording {...props} editable={editable} />
          </section>
          <section class="card stack" aria-labelledby="manner">
            <h2 id="manner">Name, time and place</h2>
            <Manner {...props} editable={editable} />
          </section>
        </>
      )}
    </>
  );
}
