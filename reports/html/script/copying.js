/* Puts text on the clipboard; a page in a file may have no right to, and then selects it and asks the browser. */
import { tell } from "./marks.js";
import { fill, say } from "./words.js";

export async function copyText(text, told) {
  try {
    await navigator.clipboard.writeText(text);
    tell(told);
  } catch {
    tell(copiedBySelection(text) ? told : fill("failed", { reason: say("clipboard") }));
  }
}

function copiedBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

export function startCopying() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const label = button.textContent;
      await copyText(document.getElementById(button.dataset.copy).textContent.trim(), say("copied"));
      button.textContent = say("copied");
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}
