// Asks for a one-time link by e-mail.

import { useState } from "preact/hooks";
import type { LinkAnswer } from "../../contract/api/sign-in.ts";
import { send } from "../api.ts";
import { FormFoot, TextField, useSubmit } from "../frame/form.tsx";

const SENT: Record<LinkAnswer["delivery"], string> = {
  email: "If this address is known here, a link is on its way. It works once, within 15 minutes.",
  owner:
    "This deployment sends no e-mail. Ask an owner of your project for a link: Settings, Members.",
};

export function LinkForm({ next }: { next?: string | undefined }) {
  const [delivery, setDelivery] = useState<LinkAnswer["delivery"] | null>(null);
  const submission = useSubmit(
    ({ email }) => send<LinkAnswer>("POST", "/api/auth/link", { email, ...(next && { next }) }),
    (answer) => setDelivery(answer.delivery),
  );
  if (delivery) return <p class="notice">{SENT[delivery]}</p>;
  return (
    <form class="form" onSubmit={submission.submit}>
      <TextField
        name="email"
        label="E-mail address"
        type="email"
        required
        autocomplete="email"
        problem={submission.problem}
      />
      <FormFoot submission={submission} save="Send me a link" />
    </form>
  );
}
