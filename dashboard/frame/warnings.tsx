// The warnings that travel with a verdict, in a row of a table: a target that was moved is never out of sight.

import type { Verdict } from "../../contract/verdict.ts";
import { sentenceOf } from "../words/sentences.ts";

export function Warnings({ verdict }: { verdict: Verdict }) {
  return (
    <>
      {verdict.warnings.map((warning) => (
        <span key={warning} class="small caution">
          {sentenceOf(warning)}
        </span>
      ))}
    </>
  );
}
