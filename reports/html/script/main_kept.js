/* The page in a file. */
import { startPage } from "./page.js";
import { kept } from "./store_kept.js";

startPage(kept);
