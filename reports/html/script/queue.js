/* The queue of what is to be reviewed, the most doubtful first, and the row that is worked on. */
import { equip } from "./controls.js";
import { isFiltered } from "./filters.js";
import { rows } from "./items.js";
import { unfold } from "./rows.js";
import { show } from "./scrolling.js";

const doubtfulFirst = document.getElementById("doubtful-first");
let active = null;

export const activeItem = () => active;

const isShown = (each) => each.counts && !each.element.hidden;
export const isOpen = (each) => isShown(each) && !each.isReviewed;

function queue() {
  const shown = rows.filter(isShown);
  return doubtfulFirst.checked ? shown.sort((one, other) => one.rank - other.rank) : shown;
}

export function next() {
  const order = queue();
  const at = order.indexOf(active);
  const ahead = [...order.slice(at + 1), ...order.slice(0, at + 1)];
  go(ahead.find((each) => !each.isReviewed) || ahead[0]);
}

export function previous() {
  const order = queue();
  go(order[order.indexOf(active) - 1]);
}

/* What is to be reviewed behind a row as the page has it, at the top of the window, with what follows below. */
export function onward(from) {
  go(rows.slice(rows.indexOf(from) + 1).find(isOpen) || rows.find(isOpen), "start");
}

function go(item, block = "center") {
  if (!item) return;
  activate(item);
  unfold(item.element.querySelector(".fold") || item.element);
  item.element.focus({ preventScroll: true });
  show(item.element, block);
  if (!isFiltered() && item.element.id) history.replaceState(null, "", `#${item.element.id}`);
}

/* The row stands still though it gets controls. */
export function activate(item) {
  const { top } = item.element.getBoundingClientRect();
  if (active) active.element.removeAttribute("aria-current");
  active = item;
  equip(item);
  item.element.setAttribute("aria-current", "true");
  window.scrollBy(0, item.element.getBoundingClientRect().top - top);
}
