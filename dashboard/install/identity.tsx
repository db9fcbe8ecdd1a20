// Proof of identity: the few lines for a back end, and the secret they sign with.

import { useAddress } from "../frame/address.ts";
import { Copyable } from "../frame/copy.tsx";
import { ChoiceField } from "../frame/form.tsx";
import type { Project } from "../project.ts";
import node from "./proofs/node.mjs?raw";
import php from "./proofs/php.php?raw";
import python from "./proofs/python.py?raw";
import { IdentitySecret } from "./secret.tsx";

const SNIPPETS = { node, python, php } as const;
type Language = keyof typeof SNIPPETS;

const LANGUAGES: readonly (readonly [Language, string])[] = [
  ["node", "Node"],
  ["python", "Python"],
  ["php", "PHP"],
];

export function Identity({ project }: { project: Project }) {
  const { query, set } = useAddress();
  const [language] = LANGUAGES.find(([name]) => name === query["language"]) ?? ["node" as const];
  return (
    <div class="steps">
      <section class="card stack" aria-labelledby="proof">
        <h2 id="proof">Say who it is, and prove it</h2>
        <p class="soft prose">
          Your back end signs the customer's id for the page. Then nobody can answer in somebody
          else's name, and one person counts once on all their devices.{" "}
          {project.requireProof
            ? "This project counts nobody without it."
            : "This project takes people without it as well; Settings, Privacy says what that means."}
        </p>
        <ChoiceField
          name="language"
          label="Your back end speaks"
          value={language}
          choices={LANGUAGES}
          onChange={(value) => set({ language: value === "node" ? "" : value })}
        />
        <Copyable
          label={`the code for ${LANGUAGES.find(([name]) => name === language)?.[1]}`}
          text={SNIPPETS[language].replace("PROJECT", project.id).trimEnd()}
        />
        <p class="soft small prose">
          It is a JWT signed with HS256, so your own library does as well: <code>sub</code> is the
          customer, <code>account</code> their account if any, <code>aud</code> this project (
          {project.id}), <code>exp</code> at most 24 hours ahead. Give it to the page as{" "}
          <code>data-proof</code>, or to <code>landed.identify</code>.
        </p>
      </section>
      <IdentitySecret project={project} />
    </div>
  );
}
