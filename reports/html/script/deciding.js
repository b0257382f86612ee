/* Writes decisions down, where nobody else decided otherwise meanwhile, and takes them back. */
import { contradicts, log } from "./decisions.js";
import { askForName, askWhetherToInsist } from "./dialogs.js";
import { refilter } from "./filters.js";
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
    tell(described(answer.decision));
    return true;
  } catch (error) {
    tell(fill("failed", { reason: error.message }));
    return false;
  }
}

/* Many decisions in one step; how many were written. What others contradict is left alone. */
async function writeAll(decisions) {
  try {
    const written = decisions.length > 0 ? await store().addMany(decisions) : [];
    log.take(written);
    markAll();
    return written.length;
  } catch (error) {
    tell(fill("failed", { reason: error.message }));
    return -1;
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

function drafted(item, action, { id = newId(), value = "", note = "", baseline, current } = {}) {
  const name = (side, ids) => named(side, ids).map(({ id: measure, text }) => ({ id: measure, text }));
  const decision = {
    id,
    who: reviewerName(),
    action,
    value,
    note,
    baseline: name("b", baseline || item.baseline),
    current: name("c", current || item.current),
    undoes: "",
  };
  decision.after = log.seen(decision);
  return decision;
}

const ofOthers = (decision) => log.standing().filter((each) => each.who !== decision.who && contradicts(each, decision));

/* What somebody else decided and this reviewer sees is only replaced when asked. */
export async function decide(item, action, values) {
  await ready;
  await askWhoOnce();
  const decision = drafted(item, action, values);
  const others = ofOthers(decision);
  if (others.length > 0 && !await askWhetherToInsist(decision, others)) {
    tell(say("kept"));
    return false;
  }
  return write(decision);
}

/* One of the opinions on a row, said again by somebody who has seen all of them. */
export async function settleBy(item, id) {
  await ready;
  await askWhoOnce();
  const chosen = log.disputesOn(item.baseline, item.current).flatMap(({ kept, other }) => [kept, other]).find((each) => each.id === id);
  if (!chosen) return false;
  const { action, value, note } = chosen;
  const sides = { baseline: chosen.baseline.map((each) => each.id), current: chosen.current.map((each) => each.id) };
  return write(drafted(item, action, { value, note, ...sides }));
}

/* Accepts many rows as one step: their ids say that they belong together, so that they are undone together, too. */
export async function acceptAll(items, word = "accepted_all") {
  await ready;
  await askWhoOnce();
  const batch = newId();
  const drafts = items.map((item, place) => drafted(item, "accept", { id: `${batch}-${place}`, value: item.status }));
  const written = await writeAll(drafts.filter((each) => ofOthers(each).length === 0));
  if (written >= 0) tell(fill(word, { count: written, left: items.length - written }));
  return written >= 0;
}

const batchOf = (id) => (/^[0-9a-f]{32}-\d+$/.exec(id) ? id.slice(0, 32) : id);

export async function undo() {
  await ready;
  const mine = log.standing().filter((each) => each.who === reviewerName());
  if (mine.length === 0) {
    tell(say("nothing"));
    return false;
  }
  const batch = batchOf(mine[mine.length - 1].id);
  const those = mine.filter((each) => batchOf(each.id) === batch).reverse();
  const undone = await writeAll(those.map((each) => (
    { id: newId(), who: reviewerName(), action: "undo", undoes: each.id, baseline: [], current: [], after: [], value: "", note: "" })));
  if (undone > 0) tell(undone === 1 ? say("undone") : fill("undone_all", { count: undone }));
  return undone > 0;
}

let hasAsked = false;

/* A page in a file does not know who reads it; it asks once. */
async function askWhoOnce() {
  if (store().isServed || hasAsked || reviewerName()) return;
  hasAsked = true;
  reviewer.value = await askForName();
  keepName();
}

function keepName() {
  try { localStorage.setItem(REMEMBERED, reviewerName()); } catch { /* it is asked again next time */ }
}

export function startDeciding() {
  reviewer.addEventListener("change", keepName);
  if (!reviewer.readOnly) {
    try { reviewer.value = localStorage.getItem(REMEMBERED) || reviewer.value; } catch { /* the name in the page stays */ }
  }
  markAll();
  let isFirst = true;
  ready = store().start((decisions) => {
    const fresh = log.take(decisions);
    if (isFirst && store().isServed) know(decisions);
    const wasFirst = isFirst;
    isFirst = false;
    if (fresh) markAll();
    if (wasFirst) refilter();
  }, (failed = true) => { document.getElementById("offline").hidden = !failed; });
}
