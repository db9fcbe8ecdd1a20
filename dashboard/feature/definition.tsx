// The definition of done: the value promised, and the partners whose word is needed, signed or not.

import { useState } from "preact/hooks";
import type { Verdict } from "../../contract/verdict.ts";
import { useAddress } from "../frame/address.ts";
import { Icon } from "../frame/icons.tsx";
import { mayEdit } from "../project.ts";
import { momentWords } from "../words/days.ts";
import { sentenceOf } from "../words/sentences.ts";
import { Checked } from "./checked.tsx";
import type { FeatureProps } from "./given.ts";
import { type Place, placesOf } from "./places.ts";
import { isCurrent } from "./reading.ts";
import { Sign } from "./sign.tsx";
import { Withdraw } from "./withdraw.tsx";

type DefinitionProps = FeatureProps & { verdict: Verdict };

export function Definition(props: DefinitionProps) {
  const { feature, project, subject, verdict } = props;
  const { with: addressWith } = useAddress();
  const [signing, setSigning] = useState<Place | null>(null);
  const [checking, setChecking] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Place | null>(null);
  const places = placesOf(feature);
  const current = subject.asOf === "" && isCurrent(feature);
  const editor = mayEdit(project) && current && !feature.retired;
  const next = places.find(({ signature }) => signature === null);
  return (
    <section class="card stack definition" aria-labelledby="definition">
      <div class="row apart">
        <h2 id="definition">Definition of done</h2>
        {mayEdit(project) && (
          <a class="small no-print" href={addressWith({ view: "promise" })}>
            Edit
          </a>
        )}
      </div>
      {feature.value ? (
        <blockquote class="value">
          <bdi>{feature.value}</bdi>
        </blockquote>
      ) : (
        <p class="soft">Nobody has written down yet what a customer gets from it.</p>
      )}
      <ul class="partners">
        {places.map((place) => (
          <Partner
            key={place.partner}
            place={place}
            onSign={editor && verdict.state === "done" ? () => setSigning(place) : null}
            onWithdraw={editor ? () => setWithdrawing(place) : null}
          />
        ))}
      </ul>
      <Completeness {...props} />
      {editor && (
        <div class="buttons no-print">
          {verdict.state === "slipping" && (
            <button type="button" class="button main" onClick={() => setChecking(true)}>
              I looked into it
            </button>
          )}
          {next && (
            <button
              type="button"
              class={verdict.state === "done" ? "button main" : "linkish small"}
              data-key="c"
              aria-keyshortcuts="c"
              onClick={() => setSigning(next)}
            >
              {verdict.state === "done" ? "Sign it off" : "Sign against the verdict"}
            </button>
          )}
        </div>
      )}
      {signing && <Sign {...props} place={signing} onClose={() => setSigning(null)} />}
      {withdrawing && (
        <Withdraw {...props} place={withdrawing} onClose={() => setWithdrawing(null)} />
      )}
      {checking && <Checked {...props} onClose={() => setChecking(false)} />}
    </section>
  );
}

interface PartnerProps {
  place: Place;
  onSign: (() => void) | null;
  onWithdraw: (() => void) | null;
}

function Partner({ place: { name, who, signature }, onSign, onWithdraw }: PartnerProps) {
  return (
    <li class={signature ? "signed" : ""}>
      <span class="tick">{signature && <Icon name="check" />}</span>
      <span class="stack tight">
        <b>
          <bdi>{name}</bdi>
        </b>
        {signature ? (
          <span class="soft small">
            Signed by {signature.by}, {momentWords(signature.at)}
            {signature.note && <q class="note">{signature.note}</q>}
            {signature.override && (
              <span class="override">Against the verdict: {sentenceOf(signature.override)}</span>
            )}
          </span>
        ) : (
          <span class="soft small">Not signed yet{who && `; ${who}`}</span>
        )}
      </span>
      {signature && onWithdraw && (
        <button
          type="button"
          class="button quiet little no-print"
          aria-label={`Withdraw the signature for ${name}`}
          onClick={onWithdraw}
        >
          Withdraw
        </button>
      )}
      {!signature && onSign && (
        <button
          type="button"
          class="button little no-print"
          aria-label={`Sign for ${name}`}
          onClick={onSign}
        >
          Sign
        </button>
      )}
    </li>
  );
}

/** So much of a checksum tells two of them apart. */
const CHECKSUM_SHOWN = 16;

/** Whether everybody has signed, and what was frozen when they had. */
function Completeness({ feature: { confirmation } }: DefinitionProps) {
  const { complete, overridden, frozen } = confirmation;
  if (!complete) return null;
  return (
    <div class="notice complete">
      <p>
        <b>{overridden ? "Signed off against the verdict." : "Signed off."}</b> Customers confirm,
        partners sign: {overridden ? "here the partners alone have spoken." : "both have spoken."}
      </p>
      {frozen && (
        <details class="small">
          <summary>Frozen {momentWords(frozen.at)}</summary>
          <ul class="reasons">
            {frozen.verdict.because.map((reason) => (
              <li key={reason}>{sentenceOf(reason)}</li>
            ))}
          </ul>
          <p class="soft">
            Ledger <code>{frozen.checksum.slice(0, CHECKSUM_SHOWN)}…</code>, rules{" "}
            <code>{frozen.rules}</code>
          </p>
        </details>
      )}
    </div>
  );
}
