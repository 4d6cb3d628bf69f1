// The reports that the tests open, and what the command and the study files say of them.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const COMMAND = setting("CORRIDOR_COMMAND");
export const FOLDER = setting("CORRIDOR_BROWSER_FOLDER");
export const REPORTS = join(FOLDER, "reports");
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * A large study with draws, one without a network, and the one that users start from: `study` is what the command is
 * given, `file` the study's text, `page` where its report is.
 */
export const CASES = [
  {
    name: "middle-corridor",
    study: "middle-corridor",
    file: join(ROOT, "studies/middle-corridor.toml"),
    options: ["--draws", "2000"],
    hasNetwork: true,
    other: "oil-ramp",
  },
  {
    name: "trade-turnover",
    study: "trade-turnover",
    file: join(ROOT, "studies/trade-turnover.toml"),
    options: [],
    hasNetwork: false,
    other: "fivefold-again",
  },
  {
    name: "starter",
    study: join(REPORTS, "starter.toml"),
    file: join(REPORTS, "starter.toml"),
    options: [],
    hasNetwork: true,
    other: null,
  },
].map((made) => ({ ...made, page: join(REPORTS, `${made.name}.html`) }));

function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start these tests by tests/browser/run`);
  return value;
}

/** What the command prints. */
export function corridor(...options) {
  return execFileSync(COMMAND, options, { encoding: "utf8", cwd: REPORTS, maxBuffer: 1 << 28 });
}

/** The sources of a study by id, with the texts that its file gives: title, publisher, quote and so on. */
export function sourcesOf(file) {
  const sources = new Map();
  let fields = null;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const header = /^\[(?:source\.([A-Za-z0-9_-]+))?.*\]\s*$/.exec(line);
    if (header) {
      fields = header[1] ? {} : null;
      if (fields) sources.set(header[1], fields);
      continue;
    }
    const field = /^(\w+)\s*=\s*"((?:[^"\\]|\\.)*)"/.exec(line);
    if (fields && field) fields[field[1]] = field[2].replace(/\\(["\\])/g, "$1");
  }
  return sources;
}
