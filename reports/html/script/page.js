/* Everything that the page does; it is complete without. */
import { startCopying } from "./copying.js";
import { startFilters } from "./filters.js";
import { startFoot } from "./foot.js";
import { startPrinting } from "./printing.js";
import { startReview } from "./review.js";
import { startScrolling } from "./scrolling.js";
import { setStore } from "./store.js";
import { startTaking } from "./taking.js";
import { startWholeTexts } from "./whole_texts.js";

export function startPage(store) {
  setStore(store);
  startScrolling();
  startFilters();
  startPrinting();
  startReview();
  startWholeTexts();
  startCopying();
  startTaking();
  if (!store.isServed) startFoot();
}
