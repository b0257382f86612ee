/* The page that a server serves. */
import { startPage } from "./page.js";
import { served } from "./store_served.js";

startPage(served);
