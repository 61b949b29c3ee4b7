// The term-sheet editor: choosing another form of a field shows its fields at once, without pressing a button.
// `form.action` would be the buttons of that name, so the attribute is read.
(() => {
  for (const select of document.querySelectorAll("select[data-turn]")) {
    select.addEventListener("change", () => {
      const again = select.form.querySelector('button[name="action"][value="preview"]');
      const group = select.closest("fieldset");
      again.setAttribute("formaction", `${select.form.getAttribute("action")}#${group ? group.id : ""}`);
      select.form.requestSubmit(again);
    });
  }
})();
