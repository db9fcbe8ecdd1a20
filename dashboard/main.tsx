// Starts the dashboard.

import "./styles/index.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { keptScheme, paint } from "./frame/header.tsx";

paint(keptScheme());
const root = document.getElementById("app");
if (root) render(<App />, root);
