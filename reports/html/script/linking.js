/* The dialog in which measures are put together: of both reports, several a side, candidates first. */
import { all, named, similarTo } from "./measures.js";
import { plain } from "./rows.js";

const MOST = 30;
const SUGGESTED = 6;
const dialog = document.getElementById("linking");
const query = document.getElementById("linking-query");
const chosen = document.getElementById("chosen");
const found = document.getElementById("found");
const confirm = document.getElementById("linking-confirm");
const years = { b: dialog.dataset.baseline, c: dialog.dataset.current };
let task = null;

/* What is worded most like the row, after what the comparison itself thought likely. */
function suggested(own, candidates, fixed) {
  const rest = all().filter((each) => each.side !== fixed && !own.includes(each) && !candidates.includes(each));
  return [...candidates, ...similarTo(own, rest).slice(0, SUGGESTED - candidates.length)];
}

/* What can be picked by its number while nothing is searched. */
function number(place) {
  const key = document.createElement("kbd");
  key.textContent = place + 1;
  key.setAttribute("aria-hidden", "true");
  return key;
}

function entry(measure, ticked, place = MOST) {
  const line = document.createElement("li");
  const label = document.createElement("label");
  const box = document.createElement("input");
  const year = document.createElement("span");
  const text = document.createElement("span");
  box.type = "checkbox";
  box.checked = ticked;
  box.disabled = task.fixed !== "" && measure.side === task.fixed;
  box.addEventListener("change", () => toggle(measure, box.checked));
  year.className = "quiet";
  year.textContent = years[measure.side];
  text.lang = "zh-CN";
  text.textContent = measure.text;
  label.append(box, ...(place < 9 && query.value === "" ? [number(place)] : []), year, text);
  line.append(label);
  return line;
}

function toggle(measure, on) {
  if (on) task.chosen.add(measure);
  else task.chosen.delete(measure);
  render();
}

function matching() {
  const words = query.value.trim().split(/\s+/).map(plain).filter(Boolean);
  if (words.length === 0) return task.candidates;
  const hits = all().filter((each) => each.side !== task.fixed && words.every((word) => each.plain.includes(word)));
  return hits.sort((one, other) => (other.side === task.wanted) - (one.side === task.wanted));
}

function render() {
  const focused = document.activeElement;
  const place = Array.from(dialog.querySelectorAll("input")).indexOf(focused);
  const order = (one, other) => (one.side < other.side ? -1 : 1);
  chosen.replaceChildren(...Array.from(task.chosen).sort(order).map((each) => entry(each, true)));
  const rest = matching().filter((each) => !task.chosen.has(each));
  found.replaceChildren(...rest.slice(0, MOST).map((each, place) => entry(each, false, place)));
  document.getElementById("found-none").hidden = rest.length > 0;
  confirm.disabled = !isComplete();
  if (focused !== query && place >= 0) (dialog.querySelectorAll("input")[place] || query).focus();
}

function isComplete() {
  const sides = new Set(Array.from(task.chosen, (each) => each.side));
  return task.fixed ? sides.has("b") : sides.has("b") && sides.has("c");
}

function close(result) {
  const { done, back } = task;
  task = null;
  dialog.close();
  if (back) back.focus({ preventScroll: true });
  done(result);
}

function take() {
  const of = (side) => Array.from(task.chosen).filter((each) => each.side === side);
  close({ baseline: of("b"), current: of("c") });
}

/* The measures that belong together, or null; `fixed` is the side that cannot be altered. */
export function askForLink({ baseline, current, candidates, fixed = "" }) {
  return new Promise((done) => {
    const own = [...named("b", baseline), ...named("c", current)];
    const wanted = fixed === "b" || current.length === 0 ? "c" : "b";
    const offered = suggested(own, candidates, fixed);
    task = { chosen: new Set(own), candidates: offered, fixed, wanted, done, back: document.activeElement };
    query.value = "";
    dialog.showModal();
    render();
    query.focus();
  });
}

export function startLinking() {
  query.addEventListener("input", render);
  query.addEventListener("keydown", (event) => {
    if (query.value === "" && /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const picked = matching().filter((each) => !task.chosen.has(each))[Number(event.key) - 1];
      if (picked) {
        event.preventDefault();
        toggle(picked, true);
      }
      return;
    }
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const first = query.value.trim() ? matching().find((each) => !task.chosen.has(each)) : undefined;
    if (first) {
      query.value = "";
      toggle(first, true);
    } else if (isComplete()) {
      take();
    }
  });
  confirm.addEventListener("click", take);
  document.getElementById("linking-cancel").addEventListener("click", () => close(null));
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(null); });
}
