// Copies a long identifier and says so. Where the clipboard is not offered the buttons stay hidden.
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const status = button.querySelector("[data-copy-status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = button.dataset.done;
      setTimeout(() => { status.textContent = ""; }, 2500);
    });
  }
})();
