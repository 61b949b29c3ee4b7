// Folded menus close on Escape, on a click elsewhere and when the focus leaves them.
(() => {
  const menus = [...document.querySelectorAll("details[data-menu]")];
  const close = (menu) => { menu.open = false; };

  document.addEventListener("click", (event) => {
    menus.filter((menu) => menu.open && !menu.contains(event.target)).forEach(close);
  });
  document.addEventListener("focusin", (event) => {
    menus.filter((menu) => menu.open && !menu.contains(event.target)).forEach(close);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = menus.find((one) => one.open);
    if (!menu) return;
    close(menu);
    menu.querySelector("summary").focus();
  });
})();
