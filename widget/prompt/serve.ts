// What `landed.js` loads when somebody is about to be asked, or when something rare is to be done.

import type { Core } from "../core/lend.ts";
import type { More } from "../core/more.ts";
import { heed } from "./heed.ts";
import { inline } from "./inline.ts";
import { momentOf } from "./moment.ts";
import { show } from "./show.ts";

export { show };

export function serve(core: Core): More {
  return {
    show: async (granted, control) => {
      // Somebody else may have come while this file was on its way.
      if (granted.ask && core.isHere(granted.sender))
        await show(momentOf(core, granted.ask, granted, { control }));
    },
    inline: (place) => inline(core, place),
    heed: (batch, { status, headers }, answer) =>
      heed(core, batch, { status, wish: headers.get("retry-after"), answer }),
    debug: async (landed, wanted) => {
      // @ts-expect-error: it stands beside this file once it is built
      (await import("./debug.js")).start(landed, show, wanted);
    },
  };
}
