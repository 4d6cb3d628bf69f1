import assert from "node:assert/strict";

import { settle } from "./browser.js";
import { sourcesOf } from "./reports.js";
import { group, onEveryReport } from "./suite.js";

const MOST_TRIED = 8;

/** Numbers that name sources, spread over the page. */
async function cited(page) {
  const all = page.locator("[data-sources]:visible");
  const count = await all.count();
  assert.ok(count > 0, "no number names a source");
  const step = Math.max(1, Math.floor(count / MOST_TRIED));
  return Array.from({ length: Math.min(count, MOST_TRIED) }, (_, place) => all.nth(place * step));
}

async function assertTold(page, number, study) {
  const tip = page.locator("#tip");
  await tip.waitFor({ state: "visible", timeout: 2000 });
  assert.equal(await tip.getAttribute("role"), "tooltip");
  const told = plain(await tip.innerText());
  const sources = sourcesOf(study.file);
  for (const id of (await number.getAttribute("data-sources")).trim().split(/\s+/)) {
    const source = sources.get(id);
    assert.ok(source, `${id} is no source of the study`);
    for (const text of [source.publisher, source.quote].filter(Boolean)) {
      assert.ok(told.includes(plain(text).slice(0, 60)), `the tip of ${id} says "${told}", not "${text}"`);
    }
  }
  const box = await tip.boundingBox();
  const room = page.viewportSize();
  assert.ok(box.x >= 0 && box.x + box.width <= room.width, `the tip stands outside: ${JSON.stringify(box)}`);
}

function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}

group("sources", () => {
  for (const width of [1280, 360]) {
    const options = { viewport: { width, height: 800 } };
    onEveryReport(
      `are told to a mouse at ${width}, and Escape sends them away`,
      async (page, study) => {
        for (const number of await cited(page)) {
          await number.scrollIntoViewIfNeeded();
          await number.hover();
          await assertTold(page, number, study);
          await page.keyboard.press("Escape");
          await settle(page);
          assert.equal(await page.locator("#tip").isVisible(), false, "Escape");
          await page.mouse.move(0, 0);
        }
      },
      options,
    );
  }

  onEveryReport("are told to the keyboard, and Escape sends them away", async (page, study) => {
    for (const number of await cited(page)) {
      await number.focus();
      assert.equal(await number.evaluate((one) => one === document.activeElement), true, "takes the focus");
      await assertTold(page, number, study);
      const described = await number.evaluate((one) => document.activeElement.getAttribute("aria-describedby"));
      assert.match(described ?? "", /\btip\b/, "told to those who listen");
      await page.keyboard.press("Escape");
      await settle(page);
      assert.equal(await page.locator("#tip").isVisible(), false, "Escape");
      assert.equal(await number.evaluate((one) => one === document.activeElement), true, "keeps the focus");
    }
  });

  onEveryReport("stand in a list, each that a number names", async (page) => {
    const lost = await page.locator("[data-sources]").evaluateAll((all) => {
      const ids = all.flatMap((one) => one.dataset.sources.trim().split(/\s+/));
      return [...new Set(ids)].filter((id) => !document.getElementById(`source-${id}`)?.closest("section#sources"));
    });
    assert.deepEqual(lost, []);
  });

  onEveryReport("say in the list what the study says", async (page, study) => {
    const sources = sourcesOf(study.file);
    const items = page.locator('section#sources [id^="source-"]');
    const shown = await items.evaluateAll((all) => all.map((one) => [one.id.replace("source-", ""), one.textContent]));
    assert.ok(shown.length > 0);
    for (const [id, text] of shown) {
      const { publisher = "", quote = "", title = "" } = sources.get(id) ?? assert.fail(`${id} is no source`);
      for (const part of [publisher, quote, title]) assert.ok(plain(text).includes(plain(part)), `${id}: ${part}`);
    }
  });
});
