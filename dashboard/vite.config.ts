// Builds the dashboard into dist/site, beside the widget's files.

import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  publicDir: "public",
  // The page's policy allows neither inline scripts nor data: fonts, so nothing is inlined.
  build: {
    outDir: "../dist/site",
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2024",
    cssTarget: "chrome125",
  },
  server: { port: 5173, proxy: { "/api": "http://127.0.0.1:8787" } },
});
