// A booking that is dropped on another day or another room leads to the form
// that moves it, filled in. The same form is a link away without this.
export function dragBookings() {
  let moved = null;
  const target = (event) => moved && event.target.closest?.("[data-free]");
  const mark = (cell) => {
    for (const old of document.querySelectorAll(".drop")) old.classList.remove("drop");
    cell?.classList.add("drop");
  };
  document.addEventListener("dragstart", (event) => {
    moved = event.target.closest?.("[data-move]")?.dataset.move ?? null;
  });
  document.addEventListener("dragend", () => {
    moved = null;
    mark(null);
  });
  document.addEventListener("dragover", (event) => {
    const cell = target(event);
    mark(cell);
    if (cell) event.preventDefault(); // it may be dropped here
  });
  document.addEventListener("drop", (event) => {
    const cell = target(event);
    if (!cell) return;
    event.preventDefault();
    const free = new URL(cell.dataset.free, location.href).searchParams;
    location.assign(`${moved}?${new URLSearchParams({ room: free.get("room"), date: free.get("day") })}`);
  });
}
