import assert from "node:assert/strict";

import { settle } from "./browser.js";
import { group, onEveryReport, scenariosOf } from "./suite.js";

const hasSeveral = { suits: (study) => study.other !== null };

/** Everything of the chosen scenario is shown, and nothing of another. */
async function assertShown(page, scenario) {
  const wrong = await page.locator("[data-scenario]").evaluateAll(
    (all, scenario) => all.filter((one) => one.hidden !== (one.dataset.scenario !== scenario)).length,
    scenario,
  );
  assert.equal(wrong, 0, `${wrong} elements are shown or hidden that should not be`);
  assert.equal(await page.locator("#scenarios input:checked").getAttribute("value"), scenario);
}

function textOf(page, section) {
  return page.locator(`section#${section}`).evaluate((one) => {
    const shown = [...one.querySelectorAll("[data-scenario]")].filter((part) => !part.hidden);
    return shown.map((part) => part.outerHTML.replace(/data-scenario="[^"]*"/g, "")).join("\n");
  });
}

function choice(page, scenario) {
  return page.locator(`#scenarios input[value="${scenario}"]`);
}

group("scenarios", () => {
  onEveryReport(
    "by mouse: map, charts and tables change, and the address says which",
    async (page, study) => {
      const sections = study.hasNetwork ? ["map", "charts", "tables"] : ["charts", "tables"];
      const read = async () => Promise.all(sections.map((section) => textOf(page, section)));
      await assertShown(page, "baseline");
      const before = await read();
      await page.locator("#scenarios label", { has: choice(page, study.other) }).click();
      await settle(page);
      await assertShown(page, study.other);
      const after = await read();
      sections.forEach((section, place) => assert.notEqual(after[place], before[place], `${section} stays the same`));
      assert.ok((await page.evaluate(() => location.hash)).includes(study.other), "the address");
      await page.reload();
      await assertShown(page, study.other);
      await choice(page, "baseline").check();
      await settle(page);
      assert.deepEqual(await read(), before, "and back");
    },
    hasSeveral,
  );

  onEveryReport(
    "by arrow keys, each in turn",
    async (page) => {
      const scenarios = await scenariosOf(page);
      await choice(page, "baseline").focus();
      for (const scenario of scenarios.slice(1)) {
        await page.keyboard.press("ArrowDown");
        await settle(page);
        await assertShown(page, scenario);
      }
      await page.keyboard.press("ArrowUp");
      await settle(page);
      await assertShown(page, scenarios.at(-2));
    },
    hasSeveral,
  );

  onEveryReport(
    "an address that names one opens it",
    async (page, study) => {
      await choice(page, study.other).check();
      const hash = await page.evaluate(() => location.hash);
      await choice(page, "baseline").check();
      await page.evaluate((hash) => {
        location.hash = hash;
      }, hash);
      await settle(page);
      await page.reload();
      await assertShown(page, study.other);
    },
    hasSeveral,
  );

  onEveryReport("an address that names none opens the first", async (page) => assertShown(page, "baseline"), {
    ...hasSeveral,
    hash: "#scenario=nobody%22%3E",
  });
});
