// The guided part: the line with the real key, the mark on a feature, and the signals as they arrive.

import { useAddress } from "../frame/address.ts";
import { Copyable } from "../frame/copy.tsx";
import { ChoiceField } from "../frame/form.tsx";
import { Trouble, Waiting } from "../frame/notice.tsx";
import type { Project } from "../project.ts";
import { Listening } from "./listening.tsx";
import { type Key, useKeys } from "./reading.ts";
import { VARIANT_NAMES, type VariantName, variants } from "./variants.ts";

interface StartProps {
  project: Project;
  reload: () => Promise<void>;
}

export function Start({ project, reload }: StartProps) {
  return (
    <div class="steps">
      <Snippet project={project} />
      <Listening project={project} reload={reload} />
    </div>
  );
}

function Snippet({ project }: { project: Project }) {
  const { query, set } = useAddress();
  const keys = useKeys(project.id);
  const usable = (keys.value?.items ?? []).filter(({ key }) => key !== null);
  const key = usable.find(({ id }) => id === query["key"]) ?? usable[0];
  const name: VariantName = VARIANT_NAMES.find((one) => one === query["form"]) ?? "html";
  const { code, says } = variants[name];
  return (
    <section class="card stack" aria-labelledby="put-in">
      <h2 id="put-in">1. Put this into your product</h2>
      {keys.problem && <Trouble problem={keys.problem} again={() => void keys.reload()} />}
      <div class="pair">
        <ChoiceField
          name="form"
          label="Your product is"
          value={name}
          choices={VARIANT_NAMES.map((one) => [one, variants[one].words] as const)}
          onChange={(form) => set({ form: form === "html" ? "" : form })}
        />
        {usable.length > 1 && name !== "server" && (
          <ChoiceField
            name="key"
            label="Key"
            value={key?.id ?? ""}
            choices={usable.map((one) => [one.id, keyName(one)] as const)}
            onChange={(id) => set({ key: id })}
          />
        )}
      </div>
      <Code
        text={
          key || name === "server" ? code({ origin: location.origin, key: key?.key ?? "" }) : null
        }
        hasNone={keys.value !== null && usable.length === 0}
      />
      <p class="soft small prose">{says}</p>
      {key?.kind === "test" && (
        <p class="notice small">
          A test key: its signals are checked and shown here, and leave no trace in the data.
        </p>
      )}
    </section>
  );
}

/** The code to copy; never one whose key is still missing. */
function Code({ text, hasNone }: { text: string | null; hasNone: boolean }) {
  if (text !== null) return <Copyable label="the code" text={text} />;
  if (!hasNone) return <Waiting />;
  return (
    <p class="notice">
      There is no key for pages. <a href="?view=keys">Make one</a>, and the line is complete.
    </p>
  );
}

function keyName({ name, kind, hint }: Key): string {
  return `${name}${kind === "test" ? ", test" : ""} (…${hint})`;
}
