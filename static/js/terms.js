// The term-sheet editor: choosing another form of a field shows its fields at once, without pressing a button.
(() => {
  for (const select of document.querySelectorAll("select[data-turn]")) {
    select.addEventListener("change", () => {
      const again = select.form.querySelector('button[name="action"][value="preview"]');
      const group = select.closest("fieldset");
      again.setAttribute("formaction", `${select.form.action}#${group ? group.id : ""}`);
      select.form.requestSubmit(again);
    });
  }
})();
