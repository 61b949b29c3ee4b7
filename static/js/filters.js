// A choice among the filters takes effect by itself; focus and place on the page are kept over the reload.
(() => {
  const KEY = "filters-place";
  const form = document.querySelector("form[data-filters]");
  if (!form) return;
  form.querySelector("[data-filters-button]").classList.add("visually-hidden");
  if (matchMedia("(min-width: 60em)").matches) form.closest("details").open = true;

  try {
    const place = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    if (place && place.path === location.pathname) {
      scrollTo(0, place.top);
      document.getElementById(place.id)?.focus({ preventScroll: true });
    }
  } catch { /* nothing kept */ }

  let waiting;
  form.addEventListener("change", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      try {
        sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, id: event.target.id, top: scrollY }));
      } catch { /* the page opens at its top */ }
      form.requestSubmit();
    }, 500);
  });
})();
