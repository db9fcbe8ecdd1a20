// Why a request's input did not fit its schema, field by field.

import type { z } from "zod";
import { invalid, type Refusal } from "./problem.ts";

/** Whoever sends thousands of bad fields is told so many; all of them would be many times what was sent. */
const NAMED = 100;

/** A schema's complaints as a refusal that names every bad field. */
export function whyInvalid(error: z.ZodError): Refusal {
  const errors = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          // A field may have no name at all; the complaint says so.
          field: [...issue.path, key === "" ? '""' : key].join("."),
          detail: "is not known here; leave it out",
        }))
      : [{ field: issue.path.join(".") || "body", detail: detailOf(issue) }],
  );
  const [worst] = errors;
  if (!worst) return invalid("body", "is not valid");
  const detail = `${worst.field}: ${worst.detail}`;
  return { refused: "invalid", detail, errors: errors.slice(0, NAMED) };
}

/** The schema library's word for what was left out means nothing to a caller. */
function detailOf({ message }: { message: string }): string {
  return message.endsWith("received undefined") ? "is missing" : message;
}
