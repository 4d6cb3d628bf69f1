// Writes the report of every case, and tells how long that took.

import { mkdirSync, rmSync, statSync } from "node:fs";

import { CASES, REPORTS, corridor } from "./reports.js";

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
corridor("new", "starter");
for (const { name, study, options, page } of CASES) {
  const start = performance.now();
  corridor("report", study, ...options, "--out", page);
  const seconds = (performance.now() - start) / 1000;
  console.log(`report of ${name}: ${seconds.toFixed(2)} s, ${(statSync(page).size / 1e6).toFixed(2)} MB`);
}
