// What this Worker is, and the schema it needs.

export const VERSION = "0.1.0";
/** The number of files in worker/migrations; a test holds it to that. */
export const SCHEMA_VERSION = 3;
