/* Adds filter and search to a page that is complete without; the address keeps what was chosen. */
import { highlight } from "./highlight.js";
import { byKey, plain, rows, textOf, typesText, unfold } from "./rows.js";
import { show } from "./scrolling.js";
import { guessHeight, startSections } from "./sections.js";
import { fill } from "./words.js";

const form = document.getElementById("filters");
const query = document.getElementById("query");
const shown = document.getElementById("shown");
const clearing = document.getElementById("clear");
const empty = document.getElementById("empty");
const FACETS = ["status", "change", "role", "moved", "reversed", "uncertain", "sure", "section", "reviewed", "disputed", "from"];

const HOLDERS = ".block, .rows, .preambles";
const containers = Array.from(document.querySelectorAll(HOLDERS), (element) => ({ element, rows: [] }));

/* A section is hidden when all that it holds is. */
function fillContainers() {
  const byElement = new Map(containers.map((each) => [each.element, each]));
  for (const row of rows) {
    for (let holder = row.element.closest(HOLDERS); holder; holder = holder.parentElement.closest(HOLDERS)) {
      byElement.get(holder).rows.push(row);
    }
  }
}

function readForm() {
  const data = new FormData(form);
  const state = { q: plain(query.value) };
  for (const facet of FACETS) {
    state[facet] = new Set(data.getAll(facet).filter(Boolean));
  }
  return state;
}

const isActive = (state) => state.q !== "" || FACETS.some((facet) => state[facet].size > 0);
const asksForPreambles = (state) => state.q !== "" || state.role.has("preamble");

export const isFiltered = () => isActive(readForm());

/* What was decided may be asked for in the address, and is only known later. */
export function refilter() {
  if (isFiltered()) apply();
}

/* A move and a reversal are ways of changing, too: these buttons are alternatives. */
function matchesWayOfChange(row, state) {
  const ways = ["change", "moved", "reversed"].filter((way) => state[way].size > 0);
  return ways.length === 0 || ways.some((way) => state[way].has(row.data[way]));
}

function matches(row, state) {
  for (const facet of ["status", "role", "uncertain", "sure", "section", "reviewed", "disputed"]) {
    if (state[facet].size > 0 && !state[facet].has(row.data[facet])) return false;
  }
  if (state.from.size > 0 && !row.data.from.split(" ").some((each) => state.from.has(each))) return false;
  return matchesWayOfChange(row, state) && (state.q === "" || textOf(row).includes(state.q));
}

function apply() {
  const state = readForm();
  const active = isActive(state);
  const preambles = asksForPreambles(state);
  let [visible, total, greetings] = [0, 0, 0];
  for (const row of rows) {
    const inScope = preambles || !row.isPreamble;
    setVisible(row, !active || (inScope && matches(row, state)));
    if (row.isPreamble) greetings += active && row.isVisible ? 1 : 0;
    else [visible, total] = [visible + (row.isVisible ? 1 : 0), total + 1];
  }
  for (const { element, rows: inside } of containers) {
    const count = inside.filter((row) => row.isVisible).length;
    element.hidden = count === 0;
    if (element.matches(".preambles")) element.open = active && count > 0;
    if (element.matches(".rows")) guessHeight(element, count);
  }
  if (state.q !== "") openFolds();
  shown.value = `${visible} / ${total}${greetings > 0 ? fill("greetings", { count: greetings }) : ""}`;
  clearing.hidden = !active;
  empty.hidden = visible + greetings > 0;
  highlight(state.q);
}

function setVisible(row, isVisible) {
  if (row.isVisible !== isVisible) row.element.hidden = !isVisible;
  row.isVisible = isVisible;
}

function openFolds() {
  for (const row of rows) {
    if (row.fold && row.isVisible) row.fold.open = true;
  }
}

function clear() {
  form.reset();
  apply();
  writeAddress();
}

/* --- the address --- */

function writeAddress() {
  const values = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value) values.append(name, value);
  }
  const wanted = values.toString() ? `#${values}` : "#compare";
  if (location.hash !== wanted) history.replaceState(null, "", wanted);
}

function readAddress() {
  const hash = location.hash.slice(1);
  if (!hash.includes("=")) return false;
  const values = new URLSearchParams(hash);
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = values.getAll(field.name).includes(field.value);
    else if (field.name) field.value = values.get(field.name) || "";
  }
  return true;
}

/* The id in the address, which anybody may have written. */
export function askedFor() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

/* A link to a row must find it, filtered out or folded as it may be. */
function reveal() {
  const target = document.getElementById(askedFor());
  if (!target) return;
  if (target.closest("[hidden]")) {
    form.reset();
    apply();
  }
  unfold(target);
  const row = byKey.get(target.id);
  if (row && row.fold) row.fold.open = true;
  show(target, "start");
}

function followAddress() {
  if (!readAddress()) {
    reveal();
    return;
  }
  apply();
  if (form.getBoundingClientRect().top > window.innerHeight) show(document.getElementById("compare"), "start");
}

/* --- what a person does --- */

function focusSearch(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typesText(event.target)) return;
  event.preventDefault();
  query.focus();
  query.select();
}

const wide = window.matchMedia("(min-width: 60rem)");
const unfoldWhereWide = () => { document.getElementById("facets").open = wide.matches; };

let pending = 0;
function applySoon() {
  cancelAnimationFrame(pending);
  pending = requestAnimationFrame(() => { apply(); writeAddress(); });
}

export function startFilters() {
  form.addEventListener("input", applySoon);
  form.addEventListener("change", applySoon);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelectorAll("#clear, #empty .reset").forEach((button) => button.addEventListener("click", clear));
  window.addEventListener("hashchange", followAddress);
  document.addEventListener("keydown", focusSearch);
  wide.addEventListener("change", unfoldWhereWide);

  form.hidden = false;
  unfoldWhereWide();
  fillContainers();
  startSections();
  apply();
  if (location.hash.length > 1) followAddress();
}
