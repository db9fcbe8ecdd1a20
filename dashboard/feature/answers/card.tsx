// One answer with its triage: tags, a note, and whether it is hidden. Shown at once, taken back if refused.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "../../../contract/api/answers.ts";
import { call } from "../../api.ts";
import { useAddress } from "../../frame/address.ts";
import { toast } from "../../frame/toast.tsx";
import { AnswerText } from "./text.tsx";

interface CardProps {
  answer: Answer;
  project: string;
  editable: boolean;
  put: (answer: Answer) => void;
}

type Triage = Partial<Pick<Answer, "tags" | "hidden" | "note">>;

export function AnswerCard(props: CardProps) {
  const { answer, editable } = props;
  const [open, setOpen] = useState<"tags" | "note" | null>(null);
  const change = (triage: Triage, undo?: Triage) => void triageOf(props, triage, undo);
  return (
    <li class={answer.hidden ? "answer is-hidden" : "answer"}>
      <AnswerText answer={answer} />
      <div class="triage">
        <Marks answer={answer} remove={editable ? (tags) => change({ tags }) : null} />
        {answer.note && <p class="note small">{answer.note}</p>}
        {editable && (
          <div class="buttons no-print">
            <Opener what="tags" words="Tag" open={open} setOpen={setOpen} />
            <Opener
              what="note"
              words={answer.note ? "Edit note" : "Note"}
              open={open}
              setOpen={setOpen}
            />
            <button
              type="button"
              class="button quiet little"
              onClick={() => change({ hidden: !answer.hidden }, { hidden: answer.hidden })}
            >
              {answer.hidden ? "Show again" : "Hide"}
            </button>
          </div>
        )}
        {open === "tags" && (
          <OneLine
            label="New tag"
            value=""
            maxLength={64}
            save={(tag) => {
              if (tag) change({ tags: [...new Set([...answer.tags, tag])] });
              setOpen(null);
            }}
          />
        )}
        {open === "note" && (
          <OneLine
            label="Note for your team"
            value={answer.note ?? ""}
            maxLength={2_000}
            save={(note) => {
              change({ note: note || null });
              setOpen(null);
            }}
          />
        )}
      </div>
    </li>
  );
}

/** Tags as links to their like, and what else is to be known of an answer. */
function Marks({ answer, remove }: { answer: Answer; remove: ((tags: string[]) => void) | null }) {
  const { with: addressWith } = useAddress();
  const { tags, counted, proven, hidden } = answer;
  return (
    <p class="marks">
      {tags.map((tag) => (
        <span key={tag} class="tag">
          <a href={addressWith({ tag })}>{tag}</a>
          {remove && (
            <button
              type="button"
              aria-label={`Remove the tag ${tag}`}
              onClick={() => remove(tags.filter((one) => one !== tag))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {!counted && <span class="tag plain">not counted</span>}
      {!proven && <span class="tag plain">identity not proven</span>}
      {hidden && <span class="tag plain">hidden</span>}
    </p>
  );
}

interface OpenerProps {
  what: "tags" | "note";
  words: string;
  open: string | null;
  setOpen: (what: "tags" | "note" | null) => void;
}

function Opener({ what, words, open, setOpen }: OpenerProps) {
  return (
    <button
      type="button"
      class="button quiet little"
      aria-expanded={open === what}
      onClick={() => setOpen(open === what ? null : what)}
    >
      {words}
    </button>
  );
}

interface OneLineProps {
  label: string;
  value: string;
  maxLength: number;
  save: (value: string) => void;
}

function OneLine({ label, value, maxLength, save }: OneLineProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  // Before anything is painted, so that what is typed at once finds the field.
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="row one-line"
      onSubmit={(event) => {
        event.preventDefault();
        save(text.trim());
      }}
    >
      <label class="away" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="input"
        placeholder={label}
        value={text}
        maxLength={maxLength}
        ref={field}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="button little">
        Save
      </button>
    </form>
  );
}

async function triageOf(
  { answer, project, put }: CardProps,
  triage: Triage,
  undo?: Triage,
): Promise<void> {
  put({ ...answer, ...triage });
  const operation = "PATCH /projects/{project}/answers/{answer}";
  const result = await call(operation, { project, answer: answer.id }, { body: triage });
  put(result.ok ? result.value : answer);
  if (!result.ok) return toast(`That was not kept. ${result.problem.detail}`);
  if (undo)
    toast(
      triage.hidden ? "Hidden. It still counts in the verdict." : "Shown again.",
      () => void triageOf({ answer: result.value, project, put, editable: true }, undo),
    );
}
