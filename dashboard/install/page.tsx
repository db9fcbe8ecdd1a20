// Placeholder
export default function P() {
  return <main id="page">install</main>;
}
