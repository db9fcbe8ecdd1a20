// Placeholder
export default function P() {
  return <main id="page">projects</main>;
}
