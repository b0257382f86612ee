/* Writes decisions down, where nobody else decided otherwise meanwhile, and takes them back. */
import { log } from "./decisions.js";
import { askWhetherToInsist } from "./dialogs.js";
import { described, know, markAll, tell } from "./marks.js";
import { named } from "./measures.js";
import { store } from "./store.js";
import { fill, say } from "./words.js";

const REMEMBERED = "crossyear reviewer";
const reviewer = document.getElementById("reviewer");
let ready = null; // when the decisions made so far are known: a new one says which it has seen

export const reviewerName = () => reviewer.value.trim();

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (each) => each.toString(16).padStart(2, "0")).join("");
}

async function write(decision) {
  try {
    const answer = await store().add(decision);
    if (answer.conflicts) {
      log.take(answer.conflicts);
      markAll();
      return await settle(decision, answer.conflicts);
    }
    log.take([answer.decision]);
    markAll();
    tell(decision.action === "undo" ? say("undone") : described(answer.decision));
    return true;
  } catch (error) {
    tell(fill("failed", { reason: error.message }));
    return false;
  }
}

/* What the other decided stays unless it is overruled by name. */
async function settle(mine, others) {
  if (await askWhetherToInsist(mine, others)) {
    return write({ ...mine, after: [...mine.after, ...others.map((each) => each.id)] });
  }
  tell(say("kept"));
  return false;
}

export async function decide(item, action, { value = "", note = "", baseline, current } = {}) {
  await ready;
  const name = (side, ids) => named(side, ids).map(({ id, text }) => ({ id, text }));
  const decision = {
    id: newId(),
    who: reviewerName(),
    action,
    value,
    note,
    baseline: name("b", baseline || item.baseline),
    current: name("c", current || item.current),
    undoes: "",
  };
  decision.after = log.seen(decision);
  return write(decision);
}

export async function undo() {
  await ready;
  const last = log.standing().filter((each) => each.who === reviewerName()).pop();
  if (!last) {
    tell(say("nothing"));
    return false;
  }
  return write({ id: newId(), who: reviewerName(), action: "undo", undoes: last.id, baseline: [], current: [], after: [], value: "", note: "" });
}

function keepName() {
  try { localStorage.setItem(REMEMBERED, reviewerName()); } catch { /* it is asked again next time */ }
}

export function startDeciding() {
  reviewer.addEventListener("change", keepName);
  try { reviewer.value = localStorage.getItem(REMEMBERED) || reviewer.value; } catch { /* the name in the page stays */ }
  markAll();
  let isFirst = true;
  ready = store().start((decisions) => {
    const fresh = log.take(decisions);
    if (isFirst && store().isServed) know(decisions);
    isFirst = false;
    if (fresh) markAll();
  }, (failed = true) => { document.getElementById("offline").hidden = !failed; });
}
