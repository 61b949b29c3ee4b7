// Keeps the reader's choice of light or dark; without a choice the system decides. Loaded in the head, so that nothing flashes.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  let stored = null;
  try { stored = localStorage.getItem("theme"); } catch { /* storage may be refused */ }
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;

  const shown = () => root.dataset.theme || (system.matches ? "dark" : "light");

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      const label = button.querySelector("[data-theme-label]");
      const name = () => {
        const dark = shown() === "dark";
        label.textContent = dark ? button.dataset.light : button.dataset.dark;
        button.querySelector(".when-light").toggleAttribute("hidden", dark);
        button.querySelector(".when-dark").toggleAttribute("hidden", !dark);
      };
      button.hidden = false;
      name();
      system.addEventListener("change", name);
      button.addEventListener("click", () => {
        root.dataset.theme = shown() === "dark" ? "light" : "dark";
        try { localStorage.setItem("theme", root.dataset.theme); } catch { /* holds for this page only */ }
        name();
      });
    }
  });
})();
