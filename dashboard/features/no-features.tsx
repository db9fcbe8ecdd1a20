// A project that watches nothing yet: what to do first.

import { useState } from "preact/hooks";
import { Empty } from "../frame/notice.tsx";
import { mayEdit, type Project } from "../project.ts";
import { Making } from "./making.tsx";

export function NoFeatures({ project }: { project: Project }) {
  const [making, setMaking] = useState(false);
  return (
    <>
      <h1>No features yet.</h1>
      <Empty title={project.heard ? "Name what you shipped" : "Two ways to begin"}>
        <p>
          Put one line into your product and mark a button: the feature appears here by itself, with
          the first customer who meets it. Or make the feature first, with the promise it will be
          held to.
        </p>
        <div class="buttons">
          <a class="button main" href={`/p/${encodeURIComponent(project.id)}/install`}>
            Put the line in
          </a>
          {mayEdit(project) && (
            <button type="button" class="button" onClick={() => setMaking(true)}>
              Make a feature
            </button>
          )}
        </div>
      </Empty>
      {making && <Making project={project.id} onClose={() => setMaking(false)} />}
    </>
  );
}
