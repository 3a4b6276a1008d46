// Comforts. Every task works without this file, so each of them gives way
// silently when something it needs is not there.
import { dragBookings } from "./drag.js";
import { guardForms } from "./forms.js";
import { keepForms } from "./keep.js";
import { leaveQuickly } from "./exit.js";
import { runPlan } from "./run.js";
import { stepInPlace } from "./stepper.js";

document.querySelector("[data-summary]")?.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

stepInPlace();
keepForms();
guardForms();
dragBookings();
runPlan(document.querySelector("[data-run]"));
leaveQuickly(document.querySelector("[data-exit]"));
