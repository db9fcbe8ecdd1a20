// What is drawn at random is drawn alike on every run, so that a result can be repeated; SEED=… draws something else.

import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["SEED"] ?? 20_261) });
