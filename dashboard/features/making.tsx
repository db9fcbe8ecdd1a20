// The dialog for a new feature, loaded when somebody opens it.

import { Later } from "../frame/later.tsx";

interface MakingProps {
  project: string;
  onClose: () => void;
}

export function Making(props: MakingProps) {
  return <Later load={load} given={props} onMissing={props.onClose} />;
}

const load = () => import("./new-feature.tsx").then((file) => file.NewFeature);
