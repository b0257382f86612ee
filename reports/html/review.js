
/* The review: a queue of rows, keys and controls to decide on each, and what was decided. */
(() => {
  const element = (id) => document.getElementById(id);
  const desk = element("review");
  const reviewer = element("reviewer");
  const progress = element("progress");
  const gauge = element("gauge");
  const told = element("told");
  const queued = element("doubtful-first");
  const save = element("save");
  const renew = element("renew");
  const words = new Map(Array.from(document.querySelectorAll("#words li"), (each) => [each.dataset.word, each.textContent]));
  const say = (word) => words.get(word) || word;
  const fill = (word, values) => say(word).replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const list = (text) => (text ? text.split(" ") : []);
  const baked = (each) => list((each.querySelector(":scope .said") || { dataset: {} }).dataset.ids);
  function made(each, isPledge) {
    return {
      element: each,
      isPledge,
      baseline: list(each.dataset.b),
      current: list(each.dataset.c),
      status: each.dataset.status || "",
      doubt: Number(each.dataset.doubt || 0),
      baked: baked(each),
      bakedText: (each.querySelector(":scope .said") || { textContent: "" }).textContent,
      counts: !isPledge && each.dataset.role !== "preamble",
    };
  }
  const rows = board.rows.map((row) => made(row.element, false));
  const pledges = Array.from(document.querySelectorAll(".pledge-row"), (each) => made(each, true));
  const items = [...rows, ...pledges];
  const byElement = new Map(items.map((each) => [each.element, each]));
  const known = new Set(items.flatMap((each) => each.baked));
  let active = null;
  let ready = null; // when the decisions made so far are known: a new one says which it has seen

  /* --- what was decided --- */

  function decisionsOn(item) {
    return ledger.on(item.isPledge ? ["pledge"] : ["match", "role", "change", "note"], item.baseline, item.current);
  }

  /* As reports/turning.py does: a note cannot turn the direction of what stands after it. */
  const upright = (text) => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

  function described(decision) {
    const value = ["role", "change", "pledge", "status"].includes(decision.action) ? `：${say(decision.value)}` : "";
    const note = decision.note ? ` “${decision.note}”` : "";
    return upright(`${say(decision.action)}${value}${note} · ${decision.who || say("nobody")}`);
  }

  function mark(item) {
    const decisions = decisionsOn(item);
    const stillBaked = item.baked.length > 0 && item.baked.some((id) => !ledger.isUndone(id));
    const decided = decisions.some((each) => each.action !== "note") || (decisions.length === 0 && stillBaked);
    const text = decisions.length > 0 ? decisions.map((each) => `✓ ${described(each)}`).join("　") : stillBaked ? item.bakedText : "";
    item.reviewed = decided;
    item.element.dataset.reviewed = decided ? "yes" : "no";
    let said = item.element.querySelector(":scope .said");
    if (!said && text) {
      said = document.createElement("p");
      said.className = "said";
      item.element.append(said);
    }
    if (said && said.textContent !== text) said.textContent = text;
    if (said) said.hidden = text === "";
  }

  function markAll() {
    items.forEach(mark);
    const counted = rows.filter((each) => each.counts);
    const done = counted.filter((each) => each.reviewed).length;
    progress.value = `${done} / ${counted.length}`;
    gauge.max = counted.length;
    gauge.value = done;
    const moved = ledger.held().filter((each) => !known.has(each.id) && !["accept", "note", "pledge"].includes(each.action));
    renew.hidden = !store.served || moved.length === 0;
    renew.textContent = fill("renew", { count: moved.length });
    save.hidden = store.served || store.count() === 0;
    save.textContent = fill("save", { count: store.count() });
  }

  function tell(text) {
    told.textContent = text;
  }

  /* --- deciding --- */

  function newId() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (each) => each.toString(16).padStart(2, "0")).join("");
  }

  async function write(decision) {
    try {
      const answer = await store.add(decision, ledger);
      if (answer.conflicts) {
        ledger.take(answer.conflicts);
        markAll();
        return await settle(decision, answer.conflicts);
      }
      ledger.take([answer.decision]);
      markAll();
      tell(decision.action === "undo" ? say("undone") : described(answer.decision));
      return true;
    } catch (error) {
      tell(fill("failed", { reason: error.message }));
      return false;
    }
  }

  async function decide(item, action, { value = "", note = "", baseline, current } = {}) {
    await ready;
    const name = (side, ids) => picking.named(side, ids).map(({ id, text }) => ({ id, text }));
    const decision = {
      id: newId(),
      who: reviewer.value.trim(),
      action,
      value,
      note,
      baseline: name("b", baseline || item.baseline),
      current: name("c", current || item.current),
      undoes: "",
    };
    decision.after = ledger.seen(decision);
    return write(decision);
  }

  const remembered = "crossyear reviewer";
  function keepName() {
    try { localStorage.setItem(remembered, reviewer.value.trim()); } catch { /* it is asked again next time */ }
  }

  /* Both sides of a conflict are shown; what the other decided stays unless it is overruled by name. */
  function settle(mine, others) {
    const dialog = element("conflict");
    element("conflict-others").replaceChildren(...others.map((each) => {
      const entry = document.createElement("li");
      entry.textContent = described(each);
      return entry;
    }));
    element("conflict-mine").textContent = described(mine);
    return new Promise((done) => {
      const finish = (choice) => {
        dialog.close();
        element("conflict-keep").onclick = element("conflict-insist").onclick = dialog.oncancel = null;
        if (!choice) tell(say("kept"));
        done(choice ? write({ ...mine, after: [...mine.after, ...others.map((each) => each.id)] }) : false);
      };
      element("conflict-keep").onclick = () => finish(false);
      element("conflict-insist").onclick = () => finish(true);
      dialog.oncancel = (event) => { event.preventDefault(); finish(false); };
      dialog.showModal();
    });
  }

  function candidatesOf(item) {
    const anchors = Array.from(item.element.querySelectorAll(".candidates a, .answers a"), (each) => board.byKey.get(each.hash.slice(1)));
    const side = item.isPledge || item.status === "dropped" ? "c" : "b";
    return anchors.filter(Boolean).flatMap((row) => picking.named(side, list(row.data[side])));
  }

  async function link(item) {
    const answer = await picking.ask({
      baseline: item.baseline,
      current: item.current,
      candidates: candidatesOf(item),
      fixed: item.isPledge ? "b" : "",
    });
    if (!answer) return false;
    const ids = (measures) => measures.map((each) => each.id);
    const sides = { baseline: ids(answer.baseline), current: ids(answer.current) };
    if (!item.isPledge) return decide(item, "link", sides);
    return decide(item, "pledge", { ...sides, value: sides.current.length === 0 ? "silent" : item.element.dataset.state === "partly" ? "partly" : "delivered" });
  }

  function note(item) {
    const dialog = element("noting");
    const text = element("note-text");
    const mine = decisionsOn(item).filter((each) => each.action === "note" && each.who === reviewer.value.trim()).pop();
    text.value = mine ? mine.note : "";
    dialog.showModal();
    text.focus();
    return new Promise((done) => {
      const finish = (value) => {
        dialog.close();
        item.element.focus({ preventScroll: true });
        done(value && value !== (mine || {}).note ? decide(item, "note", { note: value }) : false);
      };
      element("note-save").onclick = () => finish(text.value.trim());
      element("note-cancel").onclick = () => finish("");
      dialog.oncancel = (event) => { event.preventDefault(); finish(""); };
      text.onkeydown = (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) finish(text.value.trim());
      };
    });
  }

  async function undo() {
    await ready;
    const mine = ledger.held().filter((each) => each.who === reviewer.value.trim());
    const last = mine.sort((one, other) => (one.when < other.when ? -1 : 1)).pop();
    if (!last) {
      tell(say("nothing"));
      return false;
    }
    return write({ id: newId(), who: reviewer.value.trim(), action: "undo", undoes: last.id, baseline: [], current: [], after: [], value: "", note: "" });
  }

  const ACTIONS = {
    accept: (item) => (item.isPledge
      ? decide(item, "pledge", { value: item.element.dataset.state })
      : decide(item, "accept", { value: item.status })),
    unlink: (item) => {
      if (item.status === "continued" && !item.isPledge) return decide(item, "unlink");
      tell(say("unlinked"));
      return Promise.resolve(false);
    },
    link,
    note,
  };

  async function act(action, item) {
    if (!item) {
      next(1);
      return;
    }
    const wasReviewed = item.reviewed;
    const done = await ACTIONS[action](item);
    if (done && action !== "note" && !item.isPledge && !wasReviewed && active === item) next(1);
  }

  /* --- the queue --- */

  function queue() {
    const shown = rows.filter((each) => each.counts && !each.element.hidden);
    return queued.checked ? shown.sort((one, other) => one.doubt - other.doubt) : shown;
  }

  function next(step) {
    const order = queue();
    const at = order.indexOf(active);
    const ahead = step > 0 ? [...order.slice(at + 1), ...order.slice(0, at + 1)] : at < 0 ? [] : order.slice(0, at).reverse();
    const found = step > 0 ? ahead.find((each) => !each.reviewed) || ahead[0] : ahead[0];
    if (found) go(found);
  }

  function go(item) {
    activate(item);
    for (let each = item.element.querySelector(".fold") || item.element.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    item.element.focus({ preventScroll: true });
    board.show(item.element, "center");
    if (!board.isFiltered() && item.element.id) history.replaceState(null, "", `#${item.element.id}`);
  }

  function activate(item) {
    const { top } = item.element.getBoundingClientRect();
    if (active) active.element.removeAttribute("aria-current");
    active = item;
    equip(item);
    item.element.setAttribute("aria-current", "true");
    window.scrollBy(0, item.element.getBoundingClientRect().top - top);
  }

  /* --- the controls of the row that is worked on --- */

  function equip(item) {
    if (item.controls) return;
    const template = element(item.isPledge ? "pledge-controls" : "row-controls");
    item.controls = template.content.firstElementChild.cloneNode(true);
    for (const each of item.controls.querySelectorAll("[data-for]")) {
      if (!each.dataset.for.split(" ").includes(item.status)) each.remove();
    }
    (item.element.querySelector(":scope > .fold") || item.element).append(item.controls);
  }

  function itemAt(target) {
    const holder = target.closest && target.closest(".row, .pledge-row");
    return holder ? byElement.get(holder) : null;
  }

  function onClick(event) {
    const item = itemAt(event.target);
    if (!item) return;
    activate(item);
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    if (button.dataset.value) decide(item, button.dataset.do, { value: button.dataset.value, ...(button.dataset.value === "silent" ? { current: [] } : {}) });
    else act(button.dataset.do, item);
  }

  /* By keys alone: under a pointer the row must not move before the click is done. */
  function onFocus(event) {
    const item = itemAt(event.target);
    if (item && item !== active && event.target.matches(":focus-visible")) activate(item);
  }

  function onChoice(event) {
    const choice = event.target.closest("select[data-do]");
    const item = choice && itemAt(choice);
    if (!item || !choice.value) return;
    decide(item, choice.dataset.do, { value: choice.value });
    choice.value = "";
  }

  const KEYS = {
    j: () => next(1),
    k: () => next(-1),
    a: () => act("accept", active),
    u: () => act("unlink", active),
    l: () => act("link", active),
    n: () => act("note", active),
    z: undo,
    "?": () => element("help").showModal(),
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]") || board.typesText(event.target)) return;
    const run = KEYS[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  }

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([store.lines()], { type: "application/x-ndjson" }));
    link.download = "decisions.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    tell(say("saved"));
  }

  for (const each of items) each.element.tabIndex = -1;
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChoice);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("keydown", onKey);
  element("undo").addEventListener("click", undo);
  element("begin").addEventListener("click", () => next(1));
  element("help-open").addEventListener("click", () => element("help").showModal());
  element("help-close").addEventListener("click", () => element("help").close());
  save.addEventListener("click", download);
  renew.addEventListener("click", () => location.reload());
  reviewer.addEventListener("change", keepName);

  try { reviewer.value = localStorage.getItem(remembered) || reviewer.value; } catch { /* the name in the page stays */ }
  desk.hidden = false;
  const target = board.byKey.get(board.asked());
  if (target) activate(byElement.get(target.element));
  markAll();
  let isFirst = true;
  ready = store.start((decisions) => {
    const fresh = ledger.take(decisions);
    if (isFirst && store.served) for (const each of decisions) known.add(each.id);
    isFirst = false;
    if (fresh) markAll();
  }, (failed = true) => { element("offline").hidden = !failed; });
})();
