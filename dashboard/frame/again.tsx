// Signing in again without leaving the page: what was typed stays where it is.

import { useEffect, useState } from "preact/hooks";
import { loadMe, signedOut } from "../session.ts";
import { LinkForm } from "../sign-in/link-form.tsx";
import { Dialog } from "./dialog.tsx";

export function SignInAgain() {
  const question = signedOut.value;
  return question && <Again answer={question.answer} />;
}

function Again({ answer }: { answer: (signedInAgain: boolean) => void }) {
  const [still, setStill] = useState(false);
  const check = async () => {
    const me = await loadMe();
    if (me.ok) answer(true);
    else setStill(true);
  };
  useEffect(() => {
    const onBack = () => void check();
    addEventListener("focus", onBack);
    return () => removeEventListener("focus", onBack);
  }, []);
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
          <button type="button" class="button main" onClick={() => void check()}>
            I have signed in
          </button>
        </div>
      </div>
    </Dialog>
  );
}
