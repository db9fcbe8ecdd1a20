// Placeholder
export default function P() {
  return <main id="page">pit-stop</main>;
}
