// The term-sheet editor without waiting: what is typed shows its price, its words and its findings at once, and a row is
// added, removed or moved without the page loading anew. Every step is the same post as without this script; where
// one fails, the form is sent as usual. `form.action` would be the buttons of that name, so the attribute is read.
(() => {
  const PAUSE = 450;
  let waiting, asked = 0;

  const editorOf = (element) => element.closest?.("form")?.querySelector(':scope input[name="sheet"]')?.form;
  const looks = (form) => form.querySelector('button[name="action"][value="preview"]');

  const ask = async (form, button, address) => {
    const turn = ++asked;
    const sent = new FormData(form);
    sent.set("action", button.value);
    const answer = await fetch(address.split("#")[0], { method: "POST", body: sent });
    if (answer.redirected || !(answer.ok || answer.status === 422)) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return turn === asked ? page : null;
  };

  const open = (root) => [...root.querySelectorAll("details")].map((one) => one.open);

  // Only what follows from the fields: they themselves stay as they are while somebody types.
  const refresh = async (form) => {
    const page = await ask(form, looks(form), form.getAttribute("action")).catch(() => null);
    for (const part of page ? document.querySelectorAll("[data-live]") : []) {
      const fresh = page.getElementById(part.id);
      if (!fresh || fresh.innerHTML === part.innerHTML) continue;
      const before = open(part);
      part.replaceChildren(...fresh.childNodes);
      part.querySelectorAll("details").forEach((one, at) => { one.open = before[at] ?? one.open; });
    }
  };

  const step = async (form, button) => {
    clearTimeout(waiting);
    const address = button.getAttribute("formaction") ?? form.getAttribute("action");
    const focused = document.activeElement?.id, top = scrollY;
    const page = await ask(form, button, address);
    if (!page) return;
    document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
    scrollTo(0, top);
    const group = document.getElementById(address.split("#")[1] ?? "");
    const again = (focused && document.getElementById(focused)) || group?.querySelector("input, select, button");
    again?.focus({ preventScroll: true });
    group?.scrollIntoView({ block: "nearest" });
  };

  addEventListener("submit", (event) => {
    const button = event.submitter;
    const form = editorOf(event.target.querySelector("input") ?? event.target);
    if (!form || form !== event.target || button?.name !== "action" || button.value === "save" || form.dataset.plain) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    step(form, button).catch(() => { form.dataset.plain = "1"; form.requestSubmit(button); });
  }, true);

  addEventListener("input", (event) => {
    const form = editorOf(event.target);
    if (!form || event.target.matches("textarea, select[data-turn]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh(form), PAUSE);
  });

  addEventListener("change", (event) => {
    const select = event.target;
    if (!select.matches("select[data-turn]")) return;
    const again = looks(select.form);
    const group = select.closest("fieldset");
    again.setAttribute("formaction", `${select.form.getAttribute("action")}#${group ? group.id : ""}`);
    select.form.requestSubmit(again);
  });
})();
