// Placeholder
export default function P() {
  return <main id="page">feature</main>;
}
