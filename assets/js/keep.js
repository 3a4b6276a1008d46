// A form that is filled in where there is no signal waits on the telephone: the
// numbers and ids that it would send, under ids, and no name of anybody. It goes
// when the network is back or when its page is opened the next time. Sending it
// twice does no harm, for it has the id and the version that every form has.
const prefix = "krag.kept.";
const longest = 30 * 24 * 3600 * 1000; // ms
const patience = 15000; // ms
const ways = ["/sign-out", "/account/sign-out-everywhere"];

export function keepForms() {
  dropOld();
  for (const form of document.forms) {
    if (ways.includes(form.getAttribute("action"))) form.addEventListener("submit", forgetKept);
  }
  listKept(document.querySelector("[data-kept-list]"));
  const form = document.querySelector("form[data-keep]");
  if (form) keep(form);
}

// forgetKept leaves nothing behind: whoever signs out or leaves is gone.
export function forgetKept() {
  for (const name of names()) drop(name);
}

function keep(form) {
  const name = `${prefix}${form.dataset.keep}.${form.elements.form_id.value}`;
  const note = document.querySelector("[data-kept]");
  let busy = false;
  let called = false; // the network came back while a sending was still failing

  async function send(body) {
    if (busy) return;
    [busy, called] = [true, false];
    const kept = put(name, body); // first of all, for whatever comes
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), redirect: "manual", signal: AbortSignal.timeout(patience) });
      if (answer.type === "opaqueredirect") {
        drop(name);
        location.assign(form.dataset.keepDone);
        return;
      }
      if (answer.status >= 500) throw new Error("not now");
      show(form.action, body); // there is something to read: the same again, as a page
    } catch {
      busy = false;
      say(kept);
      if (called) again();
    }
  }

  function say(kept) {
    note.hidden = false;
    for (const words of note.querySelectorAll("[data-kept-said]")) words.hidden = (words.dataset.keptSaid === "yes") !== kept;
    note.scrollIntoView({ block: "center" });
  }

  // Once more, unless something else was typed meanwhile that nobody sent yet.
  function again() {
    called = busy;
    const body = get(name);
    if (body && (note.hidden || body === typed(form))) send(body);
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter?.name) return; // a stepper
    event.preventDefault();
    event.stopPropagation();
    send(typed(form));
  });
  window.addEventListener("pageshow", () => (busy = false)); // back, out of the browser's cache
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
  if ("keepAnswered" in form.dataset) drop(name); // what was sent is in the page
  else again();
}

const typed = (form) => new URLSearchParams(new FormData(form)).toString();

// show sends what waited as a form does, so that the answer is a page.
function show(to, body) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = to;
  form.hidden = true;
  for (const [name, value] of new URLSearchParams(body)) {
    const field = document.createElement("input");
    field.type = "hidden";
    [field.name, field.value] = [name, value];
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

// listKept says what of this person waits, with a way to each.
function listKept(box) {
  if (!box) return;
  const mine = `${prefix}${box.dataset.keptList}.`;
  const list = box.querySelector("ul");
  for (const name of names().filter((name) => name.startsWith(mine))) {
    const link = document.createElement("a");
    link.href = `/meetings/${name.slice(mine.length)}/attendance`;
    const when = new Date(read(name).at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    link.textContent = box.dataset.keptLine.replace("{when}", when);
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  box.hidden = !list.children.length;
}

function names() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return []; // nothing may be kept here
  }
}

function put(name, body) {
  try {
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), body }));
    return true;
  } catch {
    return false;
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) || {};
  } catch {
    return {};
  }
}

const get = (name) => read(name).body;

function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // nothing may be kept here, so nothing is
  }
}

function dropOld() {
  for (const name of names()) {
    if (!(Date.now() - read(name).at < longest)) drop(name);
  }
}
