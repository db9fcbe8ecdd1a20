// Placeholder
export default function P() {
  return <main id="page">settings</main>;
}
