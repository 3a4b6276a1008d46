// A plan step by step. All its parts are in the page: the script shows the one
// that is asked for, so that nothing is asked of the server while stepping, and
// counts the time. The clock makes no sound. Without this the same links lead
// to the same parts.
export function runPlan(box) {
  if (!box) return;
  const parts = [...box.querySelectorAll("[data-run-part]")];
  const find = (name) => box.querySelector(`[data-run-${name}]`);
  const [clock, left, of, bar, whole, pause, said] = ["clock", "left", "of", "bar", "whole", "pause", "said"].map(find);
  const spent = parts.map(() => 0); // ms, of each part
  let at = parts.findIndex((part) => !part.hidden);
  const before = history.state?.step; // of a page that was loaded again
  let since = null; // when the clock was set going, null while it stands

  const seconds = (part) => Number(part.dataset.seconds);
  const now = () => spent[at] + (since === null ? 0 : Math.max(0, Date.now() - since));
  const stop = () => {
    spent[at] = now();
    since = null;
  };
  const words = (ms) => {
    const s = Math.floor(Math.abs(ms) / 1000);
    const two = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(s / 3600);
    const minutes = Math.floor(s / 60) % 60;
    return `${ms < 0 ? "+" : ""}${hours ? `${hours}:${two(minutes)}` : minutes}:${two(s % 60)}`;
  };
  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  function tick() {
    const planned = seconds(parts[at]) * 1000;
    const gone = now();
    clock.hidden = planned === 0;
    if (planned === 0) return write(said, "");
    const rest = planned - gone;
    write(left, words(rest < 0 ? rest : Math.ceil(rest / 1000) * 1000));
    write(of, rest < 0 ? box.dataset.past : box.dataset.left);
    bar.max = planned;
    bar.value = Math.min(gone, planned);
    write(whole, `${words(spent.reduce((sum, ms) => sum + ms, 0) - spent[at] + gone)} / ${words(Number(box.dataset.run) * 1000)}`);
    write(pause, since === null ? box.dataset.paused : box.dataset.running);
    write(said, rest <= 0 ? box.dataset.timeUp : "");
  }

  function go(to) {
    const begins = at === 0 && to === 1;
    const runs = since !== null || begins;
    stop();
    parts[at].hidden = true;
    at = to;
    parts[at].hidden = false;
    since = runs && seconds(parts[at]) > 0 ? Date.now() : null;
    history.replaceState({ step: at }, "");
    tick();
    window.scrollTo(0, 0);
    parts[at].querySelector("h2")?.focus({ preventScroll: true });
    stayAwake(since !== null);
  }

  box.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-run-to]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(Number(link.dataset.runTo));
  });
  pause.addEventListener("click", () => {
    if (since === null) since = Date.now();
    else stop();
    stayAwake(since !== null);
    tick();
  });
  document.addEventListener("visibilitychange", () => stayAwake(since !== null)); // the lock is lost with the view
  setInterval(tick, 500);
  if (before in parts && before !== at) go(before);
  tick();
}

// The screen stays on while the clock runs, where the browser can do that.
let lock = null;
async function stayAwake(wanted) {
  try {
    if (!wanted) await lock?.release();
    if (!wanted || lock?.released) lock = null;
    if (wanted && !lock && document.visibilityState === "visible") lock = await navigator.wakeLock.request("screen");
  } catch {
    lock = null; // not here, or not now
  }
}
