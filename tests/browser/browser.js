// Chromium, and a page in it that is watched: whatever it complains of or asks for is kept.

import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { FOLDER } from "./reports.js";

const load = createRequire(join(FOLDER, "package.json"));
const { chromium } = load("playwright-core");

/** Where the text of axe is, to be put into a page. */
export const AXE = load.resolve("axe-core/axe.min.js");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium with an empty profile; `close` ends it and removes the profile. */
export async function startBrowser() {
  const profile = mkdtempSync(join(tmpdir(), "corridor-browser-"));
  const browser = await chromium.launch({
    executablePath: process.env.CORRIDOR_CHROMIUM,
    headless: true,
    args: FLAGS,
    env: { ...process.env, HOME: profile },
  });
  const close = async () => {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { browser, close };
}

/**
 * Opens a report, runs `drive` on it, and fails where the page complained on the console, threw an error or asked for
 * anything but itself.
 */
export async function withReport(browser, file, options, drive) {
  const { hash = "", ...settings } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
  try {
    const page = await context.newPage();
    const address = pathToFileURL(file).href;
    const faults = watch(page, address);
    await page.goto(address + hash, { waitUntil: "load" });
    const result = await drive(page);
    if (faults.length > 0) throw new Error(`the page is not clean:\n${faults.join("\n")}`);
    return result;
  } finally {
    await context.close();
  }
}

function watch(page, address) {
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("websocket", (socket) => faults.push(`socket to ${socket.url()}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) faults.push(`request for ${request.url()}`);
  });
  return faults;
}

/** Two frames: what a script has set by then is drawn. */
export function settle(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
