// Suggestions under a search box while one types: a combobox with a list of links. The box works the same without it.
(() => {
  const PAUSE = 120; // ms without a key before the server is asked
  let boxes = 0;

  document.querySelectorAll("input[data-suggestions]").forEach((input) => {
    const list = document.createElement("ul");
    const said = document.createElement("p");
    list.id = `suggestions-${++boxes}`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
    list.hidden = true;
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    input.closest(".search-box").append(list, said);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
      input.setAttribute(name, value);
    }

    let waiting, asking, active = -1, shownFor = "";

    const close = () => {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const mark = (place) => {
      const options = [...list.children];
      if (!options.length) return;
      active = place < -1 ? options.length - 1 : place >= options.length ? -1 : place;
      options.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", options[active].id);
        options[active].scrollIntoView({ block: "nearest" });
      }
    };

    const option = ({ text, note, kind, url }, number) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.url = url;
      for (const [name, words] of [["suggested", text], ["suggested-note", note], ["suggested-kind", kind]]) {
        if (!words) continue;
        const part = document.createElement("span");
        part.className = name;
        part.textContent = words;
        item.append(part, " ");
      }
      return item;
    };

    const show = (suggestions) => {
      list.replaceChildren(...suggestions.map(option));
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !suggestions.length || document.activeElement !== input;
      input.setAttribute("aria-expanded", String(!list.hidden));
      said.textContent = list.hidden ? "" : input.dataset.found.replace("0", suggestions.length);
    };

    const ask = async () => {
      const typed = input.value.trim();
      asking?.abort();
      if (!typed) return show([]);
      asking = new AbortController();
      try {
        const answer = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
        if (!answer.ok) return;
        shownFor = typed;
        show((await answer.json()).suggestions);
      } catch { /* typed on, or the server is away: nothing is suggested */ }
    };

    input.addEventListener("input", (event) => {
      if (event.isComposing) return; // letters on their way to a Chinese word
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    });
    input.addEventListener("compositionend", () => { clearTimeout(waiting); waiting = setTimeout(ask, PAUSE); });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden && list.children.length && shownFor === input.value.trim()) {
          list.hidden = false;
          input.setAttribute("aria-expanded", "true");
        }
        if (!list.hidden) mark(active + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
        event.preventDefault();
        location.assign(list.children[active].dataset.url);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => {
      const chosen = event.target.closest("[data-url]");
      if (chosen) location.assign(chosen.dataset.url);
    });
    input.addEventListener("blur", close);
  });
})();
