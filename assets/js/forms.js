// A second press while the first is on its way sends nothing. The button is
// not disabled: a disabled button would leave its own name and value out of
// what is sent, and would stay dead when the person comes back to the page.
export function guardForms() {
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    const last = sent.get(form);
    if (last && event.timeStamp - last < 8000) {
      event.preventDefault();
      return;
    }
    sent.set(form, event.timeStamp);
  });
  // Back from another page, possibly out of the browser's cache: send again.
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) sent.delete(form);
  });
}
