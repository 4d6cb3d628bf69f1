
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));

  // Which scenario is shown. It stands in the hash behind the section, so that a link keeps it.
  const radios = all('#scenarios input[name="scenario"]');

  function hash() {
    const [place, ...settings] = decodeURIComponent(location.hash.slice(1)).split("&");
    const parts = place.startsWith("scenario=") ? [place, ...settings] : settings;
    const chosen = parts.find((part) => part.startsWith("scenario="));
    return { place: place.startsWith("scenario=") ? "" : place, scenario: chosen && chosen.slice(9) };
  }

  function keep(place, scenario) {
    const text = (place ? place + "&" : "") + "scenario=" + encodeURIComponent(scenario);
    history.replaceState(null, "", "#" + text);
  }

  function show(scenario) {
    for (const part of all("[data-scenario]")) part.hidden = part.dataset.scenario !== scenario;
    for (const radio of radios) radio.checked = radio.value === scenario;
    hideTip();
    reach();
  }

  function current() {
    const radio = radios.find((one) => one.checked) || radios[0];
    return radio ? radio.value : "";
  }

  function follow() {
    const { place, scenario } = hash();
    const known = radios.some((radio) => radio.value === scenario);
    if (known) show(scenario);
    const target = place && document.getElementById(place);
    if (target) {
      for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
      if (known) target.scrollIntoView();
    }
    if (!known && place && current() !== radios[0]?.value) keep(place, current());
  }

  for (const radio of radios) {
    radio.addEventListener("change", () => {
      show(radio.value);
      keep(hash().place, radio.value);
    });
  }
  addEventListener("hashchange", follow);

  // Light or dark: as the reader's system has it, until the reader says otherwise.
  const theme = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  }

  function tellTheme() {
    theme.setAttribute("aria-pressed", String(isDark()));
  }

  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    tellTheme();
  });
  system.addEventListener("change", tellTheme);

  // Tables sort by a column: numbers by their value, texts as words; what is missing stays last.
  function key(row, column) {
    const cell = row.cells[column];
    const text = cell.textContent.trim();
    if (cell.dataset.value !== undefined) return Number(cell.dataset.value);
    return text === "–" || text === "" ? null : text;
  }

  function order(one, other) {
    if (typeof one === "number" && typeof other === "number") return one - other;
    return String(one).localeCompare(String(other), "en", { numeric: true });
  }

  function sort(heading) {
    const table = heading.closest("table");
    const column = heading.cellIndex;
    const turned = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", turned ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => ({ row, key: key(row, column) }));
    rows.sort((one, other) => {
      if (one.key === null || other.key === null) return (one.key === null) - (other.key === null);
      return turned ? order(other.key, one.key) : order(one.key, other.key);
    });
    body.append(...rows.map(({ row }) => row));
  }

  for (const button of all("table.sortable thead button")) {
    button.addEventListener("click", () => sort(button.closest("th")));
  }

  // What a number rests on: its sources, or why it was taken.
  const tip = document.getElementById("tip");
  let told = null;
  let leaving = 0;

  function part(item, name) {
    return item.querySelector("." + name)?.textContent ?? "";
  }

  function sourceLine(id) {
    const item = document.getElementById("source-" + id);
    if (!item) return id;
    const about = [part(item, "publisher") || part(item, "ref"), part(item, "published")].filter(Boolean).join(", ");
    const quote = part(item, "quote");
    return id + ": " + about + (quote ? ": “" + quote + "”" : "");
  }

  function lines(holder) {
    const { evidence = "", sources = "" } = holder.dataset;
    const isInput = holder.id.startsWith("input-");
    const shared = document.getElementById(holder.dataset.note ?? "");
    const note = shared?.textContent ?? (isInput ? holder.cells[holder.cells.length - 1].textContent : "");
    const first = [evidence, note].filter(Boolean).join(": ");
    return [first, ...sources.split(" ").filter(Boolean).map(sourceLine)].filter(Boolean);
  }

  function showTip(target) {
    const holder = target.closest("[data-sources]");
    if (!holder) return;
    const texts = lines(holder);
    if (texts.length === 0) return;
    clearTimeout(leaving);
    hideTip();
    told = target;
    tip.replaceChildren(...texts.map((text) => {
      const line = document.createElement("p");
      line.textContent = text;
      return line;
    }));
    tip.hidden = false;
    target.setAttribute("aria-describedby", "tip");
    const box = target.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, root.clientWidth - own.width - 8));
    const below = box.bottom + 6;
    const top = below + own.height > innerHeight && box.top > own.height + 6 ? box.top - own.height - 6 : below;
    tip.style.left = left + scrollX + "px";
    tip.style.top = top + scrollY + "px";
  }

  function hideTip() {
    told?.removeAttribute("aria-describedby");
    told = null;
    tip.hidden = true;
  }

  // A reader may move into the tip, to read or to copy it.
  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(hideTip, 150);
  }

  document.addEventListener("mouseover", (event) => {
    if (tip.contains(event.target)) return clearTimeout(leaving);
    const cell = event.target.closest?.("[data-sources] td, [data-sources] th, [data-sources]");
    if (cell) { if (cell !== told) showTip(cell); else clearTimeout(leaving); } else if (told) leave();
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.closest("[data-sources]")) showTip(event.target);
  });
  document.addEventListener("focusout", hideTip);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideTip();
  });

  // The command and the study, to be taken along.
  for (const button of all("[data-copies]")) {
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copies).textContent;
      let isDone = true;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        isDone = byHand(text);
      }
      button.textContent = isDone ? "Copied" : "Select it and copy";
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }

  // Where a page from a file may not write to the clipboard, the older way does.
  function byHand(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    return isDone;
  }

  // What must be scrolled sideways on a narrow screen can be reached by keyboard.
  function reach() {
    for (const paper of all(".paper")) paper.tabIndex = paper.scrollWidth > paper.clientWidth + 1 ? 0 : -1;
  }

  addEventListener("resize", reach);
  reach();
  tellTheme();
  follow();
})();
