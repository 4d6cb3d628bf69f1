import assert from "node:assert/strict";

import { AXE, settle } from "./browser.js";
import { group, onEveryReport } from "./suite.js";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const LEAST_BYTES_OF_PRINT = 20_000;

/** What axe finds against the page as it stands. */
async function violations(page) {
  const found = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), RULES);
  assert.ok(found.passes.length > 20, `axe looked at ${found.passes.length} rules`);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

function paper(page) {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

group("how the page looks and sounds", () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      const options = { colorScheme, viewport: { width, height: 900 } };
      onEveryReport(
        `axe finds nothing, ${colorScheme}, at ${width}`,
        async (page, study) => {
          await page.addScriptTag({ path: AXE });
          assert.deepEqual(await violations(page), []);
          if (study.other === null) return;
          await page.locator(`#scenarios input[value="${study.other}"]`).check();
          await settle(page);
          assert.deepEqual(await violations(page), [], study.other);
        },
        options,
      );
    }
  }

  onEveryReport("takes the reader's light or dark, and can be turned", async (page) => {
    await page.emulateMedia({ colorScheme: "light" });
    const light = await paper(page);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await paper(page);
    assert.notEqual(light, dark);
    await page.locator("#theme").click();
    assert.equal(await paper(page), light, "turned by mouse");
    await page.locator("#theme").press("Enter");
    assert.equal(await paper(page), dark, "and back by keyboard");
  });

  onEveryReport("prints without what cannot be pressed on paper", async (page, study, context) => {
    await page.emulateMedia({ media: "print" });
    for (const part of ["nav", "#theme", "#scenarios"]) {
      const shown = await page.locator(part).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
      assert.equal(shown, 0, part);
    }
    assert.equal(await page.locator("section#summary").isVisible(), true);
    const pdf = await page.pdf({ format: "A4" });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    context.diagnostic(`${pages} pages, ${(pdf.length / 1e3).toFixed(0)} kB`);
    assert.ok(pdf.length > LEAST_BYTES_OF_PRINT && pages > 0, `${pdf.length} bytes, ${pages} pages`);
  }, { colorScheme: "dark" });
});
