// Adoption targets that fit kinds of features, by how often their job comes up.

export interface Preset {
  name: string;
  /** Of those who meet it, in per cent. */
  adoption: number;
  says: string;
}

export const PRESETS: readonly Preset[] = [
  { name: "Core", adoption: 60, says: "nearly everybody needs it to do their work" },
  { name: "Everyday", adoption: 40, says: "most people, most weeks" },
  { name: "Occasional", adoption: 20, says: "many people, now and then" },
  { name: "Niche", adoption: 10, says: "a few people, and it matters to them" },
];
