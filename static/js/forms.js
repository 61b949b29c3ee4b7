// Three small helps for forms: focus on the list of errors, characters counted, a second click on the same button ignored.
(() => {
  document.querySelector("[data-focus]")?.focus();

  for (const area of document.querySelectorAll("textarea[data-count]")) {
    const line = document.getElementById(area.dataset.count);
    const show = () => { line.textContent = line.dataset.countText.replace("{}", String([...area.value].length)); };
    area.addEventListener("input", show);
    show();
  }

  for (const form of document.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      event.submitter?.setAttribute("aria-busy", "true");
    });
  }
  // Coming back with the browser's button shows the page as it was left: let it be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    }
  });
})();
