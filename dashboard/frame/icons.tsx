// The few icons there are, drawn on a grid of 16.

const PATHS = {
  down: "M4 6l4 4 4-4",
  help: "M5.8 6a2.2 2.2 0 1 1 3.1 2c-.6.3-.9.7-.9 1.5M8 12v.1",
  person:
    "M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8Zm-5 5.4c.7-2.4 2.6-3.5 5-3.5s4.300 1.100 5 3.500",
  check: "M3 8.500l3.200 3.200L13 5",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark of Landed: a disc that has come down to its line. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" class="logo">
      <rect width="32" height="32" rx="8" />
      <circle cx="16" cy="13.500" r="6.500" />
      <path d="M7 25h18" />
    </svg>
  );
}
