/* The measures of both reports as the page has them, to be found by their words. */
import { plain, rows } from "./rows.js";

const LEAST_SIMILARITY = 0.08;

let measures = null;
export function all() {
  if (measures === null) {
    measures = rows.flatMap((row) => Array.from(row.element.querySelectorAll(".text"), (text) => ({
      id: text.dataset.id,
      side: text.closest(".old") ? "b" : "c",
      text: Array.from(text.childNodes).filter((each) => each.className !== "elsewhere")
        .map((each) => each.textContent).join(""),
    })));
    for (const each of measures) each.plain = plain(each.text);
  }
  return measures;
}

export const named = (side, ids) => all().filter((each) => each.side === side && ids.includes(each.id));

const bigrams = new WeakMap();
function bigramsOf(measure) {
  if (!bigrams.has(measure)) {
    bigrams.set(measure, new Set(Array.from(measure.plain, (_, place) => measure.plain.slice(place, place + 2))));
  }
  return bigrams.get(measure);
}

/* Dice's coefficient of the pairs of characters. */
function similarity(one, other) {
  const [few, many] = [bigramsOf(one), bigramsOf(other)].sort((a, b) => a.size - b.size);
  let shared = 0;
  for (const each of few) if (many.has(each)) shared += 1;
  return (2 * shared) / (few.size + many.size);
}

/* The measures of the other report that are worded most like one's own, the most similar first. */
export function similarTo(own, among) {
  const score = (each) => Math.max(0, ...own.filter((it) => it.side !== each.side).map((it) => similarity(it, each)));
  const scored = among.map((each) => [score(each), each]).filter(([value]) => value > LEAST_SIMILARITY);
  return scored.sort((one, other) => other[0] - one[0]).map(([, each]) => each);
}
