/* Where decisions go when the page was opened as a file: into this browser, and from there into a file. */
import { log } from "./decisions.js";

const name = `crossyear ${document.body.dataset.compared}`;
let memory = [];

function read() {
  try {
    return JSON.parse(localStorage.getItem(name) || "[]");
  } catch {
    return memory;
  }
}

function write(decisions) {
  memory = decisions;
  try {
    localStorage.setItem(name, JSON.stringify(decisions));
  } catch {
    /* Without a store of its own the page keeps them until it is closed; they can be saved all the same. */
  }
}

export const kept = {
  isServed: false,
  start(take) {
    take(read());
    window.addEventListener("storage", (event) => {
      if (event.key === name) take(read());
    });
    return Promise.resolve();
  },
  async add(decision) {
    const decisions = read();
    log.take(decisions);
    const conflicts = decision.action === "undo" ? [] : log.contradictedUnseen(decision);
    if (conflicts.length > 0) return { conflicts };
    const written = { ...decision, when: new Date().toISOString() };
    write([...decisions, written]);
    return { decision: written };
  },
  addMany(decisions) {
    const before = read();
    log.take(before);
    const fitting = decisions.filter((each) => each.action === "undo" || log.contradictedUnseen(each).length === 0);
    const written = fitting.map((each) => ({ ...each, when: new Date().toISOString() }));
    write([...before, ...written]);
    return Promise.resolve(written);
  },
  count: () => read().length,
  lines: () => read().map((each) => `${JSON.stringify(each)}\n`).join(""),
};
