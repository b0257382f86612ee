/* Takes rows away: those that are ticked, or else all that the filter leaves, as text, as a table, or as a file. */
import { copyText, copyTable } from "./copying.js";
import { itemAt, rows } from "./items.js";
import { tell } from "./marks.js";
import { activeItem } from "./queue.js";
import { isLaidOut } from "./scrolling.js";
import { store } from "./store.js";
import { fill } from "./words.js";

const sides = document.querySelector("#linking");
const years = [sides.dataset.baseline, sides.dataset.current];
let last = null;

const shown = () => rows.filter((each) => each.counts && !each.element.hidden);

function chosen() {
  const ticked = rows.filter((each) => each.tick && each.tick.checked);
  return ticked.length > 0 ? ticked : shown();
}

/* The box of a row, which it has once it came into sight. */
function tickOf(item) {
  if (item.tick) return item.tick;
  item.tick = document.createElement("input");
  item.tick.type = "checkbox";
  item.tick.className = "tick";
  item.tick.tabIndex = -1;
  item.tick.setAttribute("aria-label", document.getElementById("taken").dataset.label);
  item.tick.addEventListener("click", (event) => { event.stopPropagation(); onTick(item, event); });
  item.element.prepend(item.tick);
  return item.tick;
}

/* A row ticked with Shift ticks all that are shown from the last one on. */
function onTick(item, event) {
  const all = shown();
  const [from, to] = [all.indexOf(last), all.indexOf(item)].sort((one, other) => one - other);
  if (event.shiftKey && from >= 0) for (const each of all.slice(from, to + 1)) tickOf(each).checked = item.tick.checked;
  last = item;
  count();
}

export function tickActive() {
  const item = activeItem();
  if (!item || !item.counts) return;
  tickOf(item).checked = !tickOf(item).checked;
  onTick(item, {});
}

function count() {
  const ticked = rows.filter((each) => each.tick && each.tick.checked).length;
  document.getElementById("taken-count").textContent = ticked > 0 ? ticked : "";
}

function cellsOf(item) {
  const text = (side) => Array.from(item.element.querySelectorAll(`.${side} .text`), (each) => each.textContent.trim()).join("\n");
  const label = (selector) => (item.element.querySelector(selector) || { textContent: "" }).textContent.trim();
  return [label(".badge").slice(1), label(".kind"), text("old"), text("now"), label(".said")];
}

function asText(items) {
  return items.map((item) => {
    const [status, kind, before, after] = cellsOf(item);
    const lines = [[status, kind].filter(Boolean).join(" · ")];
    if (before) lines.push(`${years[0]} ${before}`);
    if (after) lines.push(`${years[1]} ${after}`);
    return lines.join("\n");
  }).join("\n\n");
}

const heads = () => Array.from(document.querySelectorAll("#taken-heads li"), (each) => each.textContent);

function asTable(items) {
  const table = document.createElement("table");
  for (const cells of [heads(), ...items.map(cellsOf)]) {
    const line = table.insertRow();
    for (const cell of cells) line.insertCell().textContent = cell;
  }
  return table;
}

/* No cell may run as a formula, as in changes.csv. */
const guarded = (cell) => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell) => `"${guarded(cell).replaceAll('"', '""')}"`;

function asCsv(items) {
  return `\ufeff${[heads(), ...items.map(cellsOf)].map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/* What only a server can make: the tables as compare writes them. */
async function fetchFile(items, kind, told) {
  try {
    download(await store().file(kind, items.flatMap((each) => each.baseline), items.flatMap((each) => each.current)), `rows.${kind}`);
    tell(told);
  } catch (error) {
    tell(fill("failed", { reason: error.message }));
  }
}

const WAYS = {
  text: (items, told) => copyText(asText(items), told),
  table: (items, told) => copyTable(asTable(items), told),
  csv: (items, told) => { download(new Blob([asCsv(items)], { type: "text/csv" }), "rows.csv"); tell(told); },
  xlsx: (items, told) => fetchFile(items, "xlsx", told),
  docx: (items, told) => fetchFile(items, "docx", told),
};

export function startTaking() {
  const tickRow = (item) => { if (item && item.counts) tickOf(item); };
  rows.filter((each) => isLaidOut(each.element.lastElementChild)).forEach(tickRow);
  document.addEventListener("contentvisibilityautostatechange", (event) => {
    if (!event.skipped) tickRow(itemAt(event.target));
  });
  for (const button of document.querySelectorAll("#taken [data-take]")) {
    button.addEventListener("click", () => {
      const items = chosen();
      WAYS[button.dataset.take](items, fill("taken", { count: items.length }));
    });
  }
}
