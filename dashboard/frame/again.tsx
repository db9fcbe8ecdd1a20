// Signing in again without leaving the page: what was typed stays where it is.

import { useEffect, useState } from "preact/hooks";
import { loadMe } from "../session.ts";
import { LinkForm } from "../sign-in/link-form.tsx";
import { Dialog } from "./dialog.tsx";

interface AgainProps {
  answer: (signedInAgain: boolean) => void;
}

export function SignInAgain({ answer }: AgainProps) {
  const [still, setStill] = useState(false);
  useEffect(() => {
    const onBack = () => void check(answer, setStill);
    addEventListener("focus", onBack);
    return () => removeEventListener("focus", onBack);
  }, [answer]);
  return (
    <Dialog title="Please sign in again" onClose={() => answer(false)}>
      <div class="stack">
        <p>
          Your session has ended. Nothing you typed is lost: sign in with a new link in another tab,
          then come back here.
        </p>
        <LinkForm />
        {still && <p class="wrong">You are not signed in yet.</p>}
        <div>
          <button type="button" class="button main" onClick={() => void check(answer, setStill)}>
            I have signed in
          </button>
        </div>
      </div>
    </Dialog>
  );
}

async function check(
  answer: AgainProps["answer"],
  setStill: (still: boolean) => void,
): Promise<void> {
  const me = await loadMe();
  if (me.ok) answer(true);
  else setStill(true);
}
