import assert from "node:assert/strict";
import { statSync } from "node:fs";

import { group, onEveryReport } from "./suite.js";

const MOST_BYTES = 2_000_000;
const MOST_MILLISECONDS = 1000;
const WIDTHS = [360, 768, 1280];

group("what the page is made of", () => {
  onEveryReport("has its landmarks and sections", async (page, study) => {
    assert.match(await page.locator("html").getAttribute("lang"), /^[a-z]{2}/);
    assert.equal(await page.locator("h1").count(), 1);
    assert.equal(await page.locator("main").count(), 1);
    const sections = ["summary", "charts", "tables", "inputs", "sources", "again"];
    for (const id of study.hasNetwork ? [...sections, "map"] : sections) {
      assert.equal(await page.locator(`section#${id} h2`).first().isVisible(), true, `section ${id}`);
    }
    const ids = await page.locator("[id]").evaluateAll((all) => all.map((one) => one.id));
    assert.deepEqual(ids.filter((id, place) => ids.indexOf(id) !== place), [], "ids stand once");
  });

  onEveryReport("is reached past its head by one key", async (page) => {
    await page.keyboard.press("Tab");
    const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
    assert.match(target ?? "", /^#/, "the first stop is a link within the page");
    await page.keyboard.press("Enter");
    const isPastHead = await page.evaluate(
      (hash) => document.querySelector(hash)?.matches("main, main *") ?? false,
      target,
    );
    assert.equal(isPastHead, true);
  });

  onEveryReport("every link within it lands", async (page) => {
    const lost = await page.locator('a[href^="#"]').evaluateAll((all) =>
      all.map((one) => one.getAttribute("href").slice(1)).filter((id) => !document.getElementById(decodeURIComponent(id))),
    );
    assert.deepEqual(lost, []);
  });

  onEveryReport("is small, and there at once", async (page, study, context) => {
    const bytes = statSync(study.page).size;
    assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    const times = await page.evaluate(() => ({
      ready: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
      painted: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    }));
    context.diagnostic(
      `${(bytes / 1e6).toFixed(2)} MB, ready after ${times.ready.toFixed(0)} ms, painted after ${times.painted.toFixed(0)} ms`,
    );
    assert.ok(times.ready < MOST_MILLISECONDS && times.painted < MOST_MILLISECONDS, JSON.stringify(times));
  });

  for (const width of WIDTHS) {
    const options = { viewport: { width, height: 800 } };
    onEveryReport(
      `does not move sideways at ${width}`,
      async (page) => {
        const room = await page.evaluate(() => document.documentElement.clientWidth);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= room, `${wide} in ${room}`);
      },
      options,
    );
  }

  onEveryReport("has all of it without scripts", async (page) => {
    for (const id of ["summary", "charts", "tables", "sources", "again"]) {
      const text = await page.locator(`section#${id}`).innerText();
      assert.ok(text.trim().length > 40, `section ${id}: ${text}`);
    }
    assert.ok((await page.locator("section#charts svg:visible").count()) > 0, "charts");
    assert.ok((await page.locator("section#tables tbody tr:visible").count()) > 0, "rows");
  }, { javaScriptEnabled: false });
});
