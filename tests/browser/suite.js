// What every file of tests here has in common: one browser, and each test once for every case.

import { after, before, describe, test } from "node:test";

import { startBrowser, withReport } from "./browser.js";
import { CASES } from "./reports.js";

/**
 * Runs `drive(page, study, context)` as a test on the report of every case for which `suits` holds; `options` are those
 * of a browser's context, and `hash` what stands after the address.
 */
export function onEveryReport(title, drive, { suits = () => true, ...options } = {}) {
  for (const study of CASES.filter(suits)) {
    test(`${study.name}: ${title}`, (context) =>
      withReport(shared.browser, study.page, options, (page) => drive(page, study, context)));
  }
}

/** A group of tests that share a browser. */
export function group(title, tests) {
  describe(title, () => {
    before(async () => Object.assign(shared, await startBrowser()));
    after(async () => shared.close?.());
    tests();
  });
}

/** The browser of the group that runs. */
export const shared = { browser: null, close: null };

/** The scenarios that a page lets its reader choose. */
export function scenariosOf(page) {
  return page.locator('#scenarios input[type="radio"][name="scenario"]').evaluateAll((all) => all.map((one) => one.value));
}
