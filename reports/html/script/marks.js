/* Shows what was decided: at each row, and how far the review has come. */
import { log } from "./decisions.js";
import { items, rows } from "./items.js";
import { upright } from "./safe_text.js";
import { store } from "./store.js";
import { fill, say } from "./words.js";

const progress = document.getElementById("progress");
const gauge = document.getElementById("gauge");
const told = document.getElementById("told");
const save = document.getElementById("save");
const renew = document.getElementById("renew");
const known = new Set(items.flatMap((each) => each.baked));

/* Decisions that the page was made with do not ask for making it anew. */
export function know(decisions) {
  for (const each of decisions) known.add(each.id);
}

export function decisionsOn(item) {
  return log.on(item.isPledge ? ["pledge"] : ["match", "role", "change", "note"], item.baseline, item.current);
}

export function described(decision) {
  const value = ["role", "change", "pledge", "status"].includes(decision.action) ? `：${say(decision.value)}` : "";
  const note = decision.note ? ` “${decision.note}”` : "";
  return upright(`${say(decision.action)}${value}${note} · ${decision.who || say("nobody")}`);
}

function mark(item) {
  const decisions = decisionsOn(item);
  const stillBaked = item.baked.length > 0 && item.baked.some((id) => !log.isUndone(id));
  item.isReviewed = decisions.some((each) => each.action !== "note") || (decisions.length === 0 && stillBaked);
  item.element.dataset.reviewed = item.isReviewed ? "yes" : "no";
  const disputes = log.disputesOn(item.baseline, item.current).filter(({ kept }) => (kept.action === "pledge") === item.isPledge);
  item.isDisputed = disputes.length > 0;
  item.element.dataset.disputed = item.isDisputed ? "yes" : "";
  showDisputes(item, disputes);
  const ownText = decisions.map((each) => `✓ ${described(each)}`).join("　");
  setSaid(item, ownText || (stillBaked ? item.bakedText : ""));
  showHistory(item);
}

/* What two reviewers said without knowing of each other: either can be chosen, which settles it. */
function showDisputes(item, disputes) {
  let told = item.element.querySelector(":scope > .dispute");
  if (told) told.remove();
  if (disputes.length === 0) return;
  told = document.createElement("div");
  told.className = "dispute";
  const opinions = new Set(disputes.flatMap(({ kept, other }) => [other, kept]));
  const choices = Array.from(opinions, (each) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.settle = each.id;
    button.textContent = described(each);
    return button;
  });
  told.append(`※ ${say("disputed")} `, ...choices);
  item.element.append(told);
}

/* What was decided on a row before, and what became of it, where there is more to tell than what holds. */
function showHistory(item) {
  const matters = item.isPledge ? ["pledge"] : ["match", "role", "change", "note"];
  const entries = log.history(matters, item.baseline, item.current);
  const isTold = entries.length > 1 || entries.some((each) => each.state !== "");
  let history = item.element.querySelector(":scope > .history");
  if (!isTold) {
    if (history) history.remove();
    return;
  }
  if (!history) {
    history = document.createElement("details");
    history.className = "history more";
    history.append(document.createElement("summary"), document.createElement("ol"));
    item.element.append(history);
  }
  history.firstElementChild.textContent = fill("history", { count: entries.length });
  history.lastElementChild.replaceChildren(...entries.map(({ decision, state }) => {
    const line = document.createElement("li");
    const when = new Date(decision.when).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
    line.textContent = `${when} ${described(decision)}${state ? ` （${say(state)}）` : ""}`;
    return line;
  }));
}

function setSaid(item, text) {
  let said = item.element.querySelector(":scope .said");
  if (!said && text) {
    said = document.createElement("p");
    said.className = "said";
    item.element.append(said);
  }
  if (said && said.textContent !== text) said.textContent = text;
  if (said) said.hidden = text === "";
}

/* What nobody said anything of is as the page has it. */
const isToldOf = (item) => item.bakedText !== "" || log.touches(item.baseline, item.current);

export function markAll() {
  items.filter(isToldOf).forEach(mark);
  const counted = rows.filter((each) => each.counts);
  const done = counted.filter((each) => each.isReviewed).length;
  progress.value = `${done} / ${counted.length}`;
  const disputed = rows.filter((each) => each.isDisputed).length;
  const facet = document.getElementById("disputes");
  facet.hidden = disputed === 0;
  facet.querySelector(".n").textContent = disputed;
  gauge.max = counted.length;
  gauge.value = done;
  const moved = log.standing().filter((each) => !known.has(each.id) && !["accept", "note", "pledge"].includes(each.action));
  renew.hidden = !store().isServed || moved.length === 0;
  renew.textContent = fill("renew", { count: moved.length });
  save.hidden = store().isServed || store().count() === 0;
  save.textContent = fill("save", { count: store().count() });
}

export function tell(text) {
  told.textContent = told.title = text; // beside other buttons there may be no room for all of it
}
