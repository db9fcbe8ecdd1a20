// The code that puts Landed into a product, in the forms that products come in.

export interface Place {
  /** Where this deployment answers. */
  origin: string;
  key: string;
}

interface Variant {
  words: string;
  says: string;
  code: (place: Place) => string;
}

export const VARIANT_NAMES = ["html", "signed-in", "npm", "react", "server"] as const;
export type VariantName = (typeof VARIANT_NAMES)[number];

export const variants: Record<VariantName, Variant> = {
  html: {
    words: "Plain HTML",
    says: "The script goes into every page once, the attribute onto whatever people press. Met is noted when the button has been on screen for a second, used when it is pressed.",
    code: ({ origin, key }) => `<script src="${origin}/landed.js"
  data-key="${key}" defer></script>

<button data-landed="csv-export">Export CSV</button>`,
  },
  "signed-in": {
    words: "HTML, people signed in",
    says: "With your own id, a person is one voice on all their devices. The proof shows that it is really them: see Who it is.",
    code: ({ origin, key }) => `<script src="${origin}/landed.js" data-key="${key}"
  data-customer="u_123" data-account="acme" data-proof="eyJ…" defer></script>

<button data-landed="csv-export">Export CSV</button>`,
  },
  npm: {
    words: "A bundler (npm)",
    says: "The package is built with this deployment, into dist/npm; install it from there or from your own registry.",
    code: ({ origin, key }) => `import landed from "landed";

landed.init({
  key: "${key}",
  endpoint: "${origin}",
});
landed.identify({ customer: "u_123", account: "acme", proof }); // after sign-in

landed.seen("csv-export");
landed.used("csv-export");`,
  },
  react: {
    words: "React",
    says: "The hook gives the attributes that mark a control, the component is the question inside the page. Both come with the same package.",
    code: ({ origin, key }) => `import landed from "landed";
import { Landed, useLanded } from "landed/react";

landed.init({
  key: "${key}",
  endpoint: "${origin}",
});

export function Export() {
  const { control } = useLanded("csv-export");
  return <button {...control}>Export CSV</button>;
}

export function Report() {
  return <Landed feature="csv-export" />;
}`,
  },
  server: {
    words: "From a back end",
    says: "For what happens without a page, and for what happened before. It takes a secret key, which is shown once when it is made: see Keys.",
    code: ({ origin }) => `curl ${origin}/v1/signals \\
  -H "authorization: Bearer $LANDED_SECRET_KEY" \\
  -H "content-type: application/json" \\
  -d '{"customer": "u_123", "signals": [
    {"kind": "used", "feature": "csv-export", "at": '$(date +%s000)'}
  ]}'`,
  },
};
