// The time zones that the browser knows, to choose from while typing.

export function TimeZones({ id }: { id: string }) {
  return (
    <datalist id={id}>
      {["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  );
}
