// One customer by your own id: everything kept about them, and forgetting it. And your own people, who do not count.

import { FormFoot, LongField } from "../frame/form.tsx";
import { counted } from "../words/numbers.ts";
import type { SettingsProps } from "./given.ts";
import { LookUp } from "./look-up.tsx";
import { linesOf, useSaving } from "./saving.ts";
import { OwnersOnly, Section } from "./section.tsx";

export function Customers(props: SettingsProps) {
  return (
    <>
      {props.isOwner ? <LookUp {...props} /> : <OwnersOnly title="One customer's data" />}
      <Internal {...props} />
    </>
  );
}

function Internal(props: SettingsProps) {
  const { project, editable } = props;
  const { customers, accounts } = project.internal;
  const submission = useSaving(
    props,
    (fields) => ({
      internal: { customers: linesOf(fields["customers"]), accounts: linesOf(fields["accounts"]) },
    }),
    "They do not count from now on.",
  );
  return (
    <Section
      title="Your own people"
      says="Colleagues and test accounts: what they do is not taken, and nobody asks them."
    >
      <p>
        {customers.length + accounts.length === 0
          ? "Nobody is on the list."
          : `${counted(customers.length, "customer")} and ${counted(accounts.length, "account")} are on the list. Only pseudonyms are kept, so it cannot be shown.`}
      </p>
      {editable && (
        <form key={`${customers} ${accounts}`} class="form" onSubmit={submission.submit}>
          <div class="pair">
            <LongField
              name="customers"
              label="Customers, one id a line"
              placeholder={"u_1\nu_2"}
              problem={submission.problem}
            />
            <LongField
              name="accounts"
              label="Accounts, one id a line"
              placeholder="our-company"
              problem={submission.problem}
            />
          </div>
          <p class="hint">What stands here replaces the whole list.</p>
          <FormFoot submission={submission} save="Replace the list" />
        </form>
      )}
    </Section>
  );
}
