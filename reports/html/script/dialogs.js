/* What is asked in dialogs of their own: a note, and whose decision holds; and the keys, explained. */
import { described } from "./marks.js";

const element = (id) => document.getElementById(id);

/* Asks for a note until it is saved or given up; what was typed outlives a failed save, and the tab. */
export function askForNote(about, before, save) {
  const dialog = element("noting");
  const text = element("note-text");
  const failed = element("note-failed");
  const draft = `crossyear note ${document.body.dataset.compared} ${about}`;
  text.value = kept(draft) ?? before;
  failed.hidden = true;
  dialog.showModal();
  text.focus();
  return new Promise((done) => {
    const finish = (saved) => {
      keep(draft, null);
      dialog.close();
      done(saved);
    };
    const trySaving = async () => {
      const note = text.value.trim();
      if (note === "" || note === before) finish(false);
      else if (await save(note)) finish(true);
      else failed.hidden = false;
    };
    text.oninput = () => keep(draft, text.value);
    element("note-save").onclick = trySaving;
    element("note-cancel").onclick = () => finish(false);
    dialog.oncancel = (event) => { event.preventDefault(); finish(false); };
    text.onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) trySaving();
    };
  });
}

function kept(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}

function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch { /* without a store the text lives as long as the dialog */ }
}

/* Who decides, "" where nobody wants to say. */
export function askForName() {
  const dialog = element("naming");
  const name = element("naming-name");
  dialog.showModal();
  name.focus();
  return new Promise((done) => {
    const finish = (given) => {
      dialog.close();
      done(given);
    };
    element("naming-save").onclick = () => finish(name.value.trim());
    element("naming-skip").onclick = () => finish("");
    name.onkeydown = (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); finish(name.value.trim()); } };
    dialog.oncancel = (event) => { event.preventDefault(); finish(""); };
  });
}

/* Which of some rows are accepted: those that are sure, all, or none. */
export function askWhichToAccept(sure, all) {
  const dialog = element("accepting");
  const buttons = { sure: [element("accept-sure"), sure], all: [element("accept-all"), all] };
  for (const [button, rows] of Object.values(buttons)) {
    button.querySelector("b").textContent = rows.length;
    button.disabled = rows.length === 0;
  }
  dialog.showModal();
  (sure.length > 0 ? buttons.sure : buttons.all)[0].focus();
  return new Promise((done) => {
    const finish = (rows) => {
      dialog.close();
      done(rows);
    };
    for (const [button, rows] of Object.values(buttons)) button.onclick = () => finish(rows);
    element("accept-none").onclick = () => finish([]);
    dialog.oncancel = (event) => { event.preventDefault(); finish([]); };
  });
}

/* Both sides of a conflict are shown; whether what others decided is overruled by name. */
export function askWhetherToInsist(mine, others) {
  const dialog = element("conflict");
  element("conflict-others").replaceChildren(...others.map((each) => {
    const entry = document.createElement("li");
    entry.textContent = described(each);
    return entry;
  }));
  element("conflict-mine").textContent = described(mine);
  return new Promise((done) => {
    const finish = (insists) => {
      dialog.close();
      element("conflict-keep").onclick = element("conflict-insist").onclick = dialog.oncancel = null;
      done(insists);
    };
    element("conflict-keep").onclick = () => finish(false);
    element("conflict-insist").onclick = () => finish(true);
    dialog.oncancel = (event) => { event.preventDefault(); finish(false); };
    dialog.showModal();
  });
}

export function showHelp() {
  element("help").showModal();
}

export function startHelp() {
  element("help-open").addEventListener("click", showHelp);
  element("help-close").addEventListener("click", () => element("help").close());
}
