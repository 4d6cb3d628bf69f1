import assert from "node:assert/strict";

import { group, onEveryReport } from "./suite.js";

/** The cells of a column, from top to bottom: numbers where they have one, else texts. */
function column(table, place) {
  return table.locator("tbody tr:visible").evaluateAll(
    (rows, place) =>
      rows.map((row) => {
        const cell = row.cells[place];
        return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value);
      }),
    place,
  );
}

/** The first column of numbers that differ, and the first of texts that do. */
async function columnsToSort(table) {
  const count = await table.locator("thead tr").last().locator("th").count();
  const found = {};
  for (let place = 0; place < count; place += 1) {
    const values = await column(table, place);
    const kind = values.every((value) => typeof value === "number") ? "number" : "string";
    const isOfOneKind = values.every((value) => typeof value === kind);
    if (isOfOneKind && new Set(values).size > 1) found[kind] ??= place;
  }
  return found;
}

function assertOrdered(values, direction) {
  const sign = direction === "ascending" ? 1 : -1;
  const compare = (a, b) => sign * (typeof a === "number" ? a - b : a.localeCompare(b, "en", { numeric: true }));
  const wrong = values.findIndex((value, place) => place > 0 && compare(values[place - 1], value) > 0);
  assert.equal(wrong, -1, `${direction}, but ${values[wrong - 1]} stands before ${values[wrong]}`);
}

/** Presses a heading twice, each in its way, and reads the column after each. */
async function sortBothWays(table, place, press) {
  const heading = table.locator("thead tr").last().locator("th").nth(place);
  const before = await column(table, place);
  const seen = [];
  for (let time = 0; time < 2; time += 1) {
    await press(heading.locator("button"));
    const direction = await heading.getAttribute("aria-sort");
    assert.ok(["ascending", "descending"].includes(direction), `aria-sort is ${direction}`);
    seen.push(direction);
    const values = await column(table, place);
    assertOrdered(values, direction);
    assert.deepEqual(values.map(String).sort(), before.map(String).sort(), "no row is lost");
  }
  assert.equal(new Set(seen).size, 2, `both directions: ${seen}`);
  const marked = await table.locator('th[aria-sort="ascending"], th[aria-sort="descending"]').count();
  assert.equal(marked, 1, "one column is marked");
}

const WAYS = {
  "by mouse": (button) => button.click(),
  "by Enter": async (button) => {
    await button.focus();
    await button.press("Enter");
  },
  "by the space bar": async (button) => {
    await button.focus();
    await button.press("Space");
  },
};

group("tables", () => {
  for (const [way, press] of Object.entries(WAYS)) {
    onEveryReport(`sort ${way}`, async (page) => {
      const tables = page.locator("table.sortable:visible");
      const kinds = new Set();
      for (let number = 0; number < Math.min(await tables.count(), 6); number += 1) {
        const table = tables.nth(number);
        for (const [kind, place] of Object.entries(await columnsToSort(table))) {
          await sortBothWays(table, place, press);
          kinds.add(kind);
        }
      }
      assert.deepEqual([...kinds].sort(), ["number", "string"], "numbers and texts were sorted");
    });
  }

  onEveryReport("every heading that sorts is a button with a name", async (page) => {
    const headings = page.locator("table.sortable thead th");
    const bare = await headings.evaluateAll((all) =>
      all.filter((one) => one.textContent.trim() && !one.querySelector("button")).map((one) => one.textContent),
    );
    assert.deepEqual(bare, []);
    assert.ok((await headings.count()) > 0);
  });
});
