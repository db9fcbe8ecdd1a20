// The pages by their addresses. The first one comes with the frame; the others when they are opened.

import lazy, { ErrorBoundary } from "preact-iso/lazy";
import { LocationProvider, Route, Router, useLocation } from "preact-iso/router";
import FeaturesPage from "./features/page.tsx";
import { Header } from "./frame/header.tsx";
import { Keys } from "./frame/keys.tsx";
import { Later } from "./frame/later.tsx";
import { Toasts } from "./frame/toast.tsx";
import { orUnloaded } from "./frame/unloaded.tsx";
import { signedOut } from "./session.ts";

const ProjectsPage = lazy(orUnloaded(() => import("./projects/page.tsx")));
const FeaturePage = lazy(orUnloaded(() => import("./feature/page.tsx")));
const PitStopPage = lazy(orUnloaded(() => import("./pit-stop/page.tsx")));
const InstallPage = lazy(orUnloaded(() => import("./install/page.tsx")));
const SettingsPage = lazy(orUnloaded(() => import("./settings/page.tsx")));
const SignInPage = lazy(orUnloaded(() => import("./sign-in/page.tsx")));

const loadSignInAgain = () => import("./frame/again.tsx").then((file) => file.SignInAgain);

export function App() {
  return (
    <LocationProvider scope={/^\/(?!api\/|v1\/)/}>
      <ErrorBoundary>
        <Frame />
      </ErrorBoundary>
      <Toasts />
      {signedOut.value && (
        <Later
          load={loadSignInAgain}
          given={signedOut.value}
          onMissing={() => signedOut.value?.answer(false)}
        />
      )}
      <Keys />
    </LocationProvider>
  );
}

function Frame() {
  const { path } = useLocation();
  if (!isReadable(path)) return <NotFound />;
  return (
    <>
      {path !== "/sign-in" && <Header />}
      <Router onRouteChange={enter}>
        <Route path="/" component={ProjectsPage} />
        <Route path="/sign-in" component={SignInPage} />
        <Route path="/p/:project" component={FeaturesPage} />
        <Route path="/p/:project/f/:feature" component={FeaturePage} />
        <Route path="/p/:project/q/:quarter" component={PitStopPage} />
        <Route path="/p/:project/install" component={InstallPage} />
        <Route path="/p/:project/settings" component={SettingsPage} />
        <Route default component={NotFound} />
      </Router>
    </>
  );
}

/** A page that replaces another takes the focus, so that the keyboard and whoever listens begin there. */
function enter(): void {
  document.getElementById("page")?.focus({ preventScroll: true });
}

/** False where the escapes of an address mean nothing, so that no page can be named by it. */
function isReadable(path: string): boolean {
  try {
    return Boolean(decodeURIComponent(path));
  } catch {
    return false;
  }
}

function NotFound() {
  return (
    <main class="narrow" id="page" tabIndex={-1}>
      <h1>There is no such page.</h1>
      <p>
        <a href="/">All projects</a>
      </p>
    </main>
  );
}
