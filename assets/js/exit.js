import { forgetKept } from "./keep.js";

// Leaving a page that must not be seen. The cover comes first, then the
// session ends, then the address is replaced, so that going back does not
// lead here.
const presses = 3;
const within = 5000; // ms

export function leaveQuickly(form) {
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    leave(form);
  });
  listen(form);
}

function leave(form) {
  forgetKept();
  const cover = document.createElement("div");
  cover.className = "away";
  cover.setAttribute("role", "alert");
  cover.textContent = form.dataset.leaving;
  document.body.classList.add("away-on");
  document.body.append(cover);
  document.title = "…";
  const go = () => location.replace(form.dataset.exit);
  // keepalive lets the request outlive the page, so nobody waits for it long.
  fetch(form.action, { method: "POST", keepalive: true, credentials: "same-origin", redirect: "manual" }).then(go, go);
  setTimeout(go, 300);
}

function listen(form) {
  let times = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      times = []; // somebody is typing capitals
      return;
    }
    if (event.repeat) return;
    times = times.filter((t) => event.timeStamp - t < within).concat(event.timeStamp);
    tell(form, times.length);
    if (times.length >= presses) leave(form);
  });
}

// Said aloud after each press, so that a person who does not see the page
// knows that it heard them.
function tell(form, count) {
  const said = document.querySelector("[data-presses]");
  if (said) said.textContent = form.dataset["after" + count] || "";
}
