/* The rows of the comparison: the measures of both years, side by side. */

export const rows = Array.from(document.querySelectorAll("article.row"), (element) => ({
  element,
  fold: element.matches(".folded") ? element.querySelector("details.fold") : null,
  isPreamble: element.dataset.role === "preamble",
  data: element.dataset,
  text: null,
  isVisible: true,
}));

export const byKey = new Map(rows.map((row) => [row.element.id, row]));

/* A text as it is searched: full width or half, capital or not, with spaces or without. */
export const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

export function textOf(row) {
  if (row.text === null) {
    row.text = plain(Array.from(row.element.querySelectorAll(".text"), (each) => each.textContent).join("\n"));
  }
  return row.text;
}

export function unfold(element) {
  for (let each = element && element.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
}

export function typesText(element) {
  return element.matches("input[type=search], input[type=text], textarea, select, [contenteditable]");
}
