/* What is decided on: the rows, and the plans of the earlier year with what answers them. */
import { rows as shownRows } from "./rows.js";

const HOLDERS = ".row, .pledge-row";

export const list = (text) => (text ? text.split(" ") : []);

const said = new Map(Array.from(document.querySelectorAll(".said"), (each) => [each.closest(HOLDERS), each]));

/* `baked` are the decisions that the page was made with. */
function item(element, isPledge) {
  const baked = said.get(element);
  return {
    element,
    isPledge,
    baseline: list(element.dataset.b),
    current: list(element.dataset.c),
    status: element.dataset.status || "",
    rank: Number(element.dataset.doubt || 0),
    baked: baked ? list(baked.dataset.ids) : [],
    bakedText: baked ? baked.textContent : "",
    counts: !isPledge && element.dataset.role !== "preamble",
    isReviewed: false,
    isDisputed: false,
  };
}

export const rows = shownRows.map((row) => item(row.element, false));
export const items = [...rows, ...Array.from(document.querySelectorAll(".pledge-row"), (each) => item(each, true))];
const byElement = new Map(items.map((each) => [each.element, each]));

export function itemAt(target) {
  const holder = target.closest && target.closest(HOLDERS);
  return holder ? byElement.get(holder) : undefined;
}
