// Plus and minus without loading the page again.
export function stepInPlace() {
  for (const box of document.querySelectorAll("[data-step]")) {
    const input = box.querySelector("input");
    const said = box.querySelector("[data-said]");
    box.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-by]");
      if (!button || input.value !== "" && !/^\d+$/.test(input.value)) return;
      event.preventDefault();
      const next = Number(input.value) + Number(button.dataset.by);
      input.value = Math.min(Math.max(next, Number(input.dataset.min)), Number(input.dataset.max));
      said.textContent = input.value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
