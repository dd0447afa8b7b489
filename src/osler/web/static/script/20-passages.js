// Citation numbers open the passage quoted: beside the text, below it, or as a sheet (the
// stylesheet decides). Hover and focus show it, Escape closes it, [ and ] walk the citations.
{
  const cites = () => [...document.querySelectorAll("a.cite")];
  let shown = null; // the popover
  let from = null; // the citation it belongs to
  let pinned = false; // opened by a click or a key: stays when the pointer leaves
  let moving = false; // focus is being moved by us or given back: nothing is shown for it
  let timer = 0;

  const button = (text, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };

  const popover = () => {
    if (shown) return shown;
    shown = document.createElement("div");
    shown.className = "shown";
    shown.popover = "auto";
    shown.tabIndex = -1;
    shown.setAttribute("role", "dialog");
    shown.setAttribute("aria-label", "Passage quoted");
    shown.addEventListener("beforetoggle", (event) => {
      if (event.newState === "closed") moving = true;
    });
    shown.addEventListener("toggle", (event) => {
      moving = false;
      if (event.newState === "closed" && from) {
        from.setAttribute("aria-expanded", "false");
        pinned = false;
      }
    });
    shown.addEventListener("pointerenter", () => clearTimeout(timer));
    shown.addEventListener("pointerleave", later);
    document.body.append(shown);
    return shown;
  };

  const filled = (cite) => {
    const span = document.getElementById(cite.hash.slice(1));
    const reference = span?.closest(".references > li");
    if (!reference) return null;
    const copy = (node) => [...node.childNodes].map((each) => each.cloneNode(true));
    const close = button("×", "Close", () => popover().hidePopover());
    close.className = "close";
    const title = document.createElement("span");
    title.className = "title";
    title.append(...copy(reference.querySelector(".title")));
    const kinds = reference.querySelector(".kinds").cloneNode(true);
    const lines = reference.querySelector(".lines").cloneNode(true);
    lines.className = "from";
    for (const line of lines.children) line.after(" ");
    const walk = document.createElement("div");
    walk.className = "walk";
    const all = cites();
    const place = document.createElement("span");
    place.textContent = `citation ${all.indexOf(cite) + 1} of ${all.length}`;
    const to = document.createElement("a");
    to.href = `#${reference.id}`;
    to.textContent = `reference ${cite.textContent.trim()}`;
    to.addEventListener("click", () => popover().hidePopover());
    walk.append(button("[", "Citation before", () => step(-1)), button("]", "Next citation", () => step(1)), place, to);
    const body = document.createElement("div");
    body.append(...copy(span));
    return [close, title, kinds, body, lines, walk];
  };

  const show = (cite, keep) => {
    clearTimeout(timer);
    const box = popover();
    const open = box.matches(":popover-open");
    if (open && from === cite) {
      pinned ||= keep;
      return true;
    }
    const parts = filled(cite);
    if (!parts) return false;
    if (open) box.hidePopover();
    from = cite;
    pinned = keep;
    box.replaceChildren(...parts);
    box.showPopover({ source: cite });
    box.scrollTop = 0;
    cite.setAttribute("aria-expanded", "true");
    return true;
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (shown && !pinned && !shown.contains(document.activeElement)) shown.hidePopover();
    }, 250);
  };

  const step = (by) => {
    const all = cites();
    if (!all.length) return;
    const held = document.activeElement?.closest?.("a.cite") ?? from;
    const at = all.indexOf(held);
    const next = all[(at + by + all.length) % all.length] ?? all[0];
    if (at < 0 && by < 0) return void all.at(-1).focus();
    if (shown?.matches(":popover-open")) shown.hidePopover();
    moving = true;
    next.focus();
    show(next, true);
  };

  if ("popover" in HTMLElement.prototype) {
    const hovers = matchMedia("(hover: hover) and (min-width: 40.01rem)");
    document.addEventListener("click", (event) => {
      const cite = event.target.closest?.("a.cite");
      if (!cite || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (show(cite, true)) {
        event.preventDefault();
        shown.focus({ preventScroll: true });
      }
    });
    document.addEventListener("pointerover", (event) => {
      const cite = event.target.closest?.("a.cite");
      if (!cite || !hovers.matches || event.pointerType !== "mouse" || pinned) return;
      clearTimeout(timer);
      timer = setTimeout(() => show(cite, false), 120);
    });
    document.addEventListener("pointerout", (event) => {
      if (event.target.closest?.("a.cite")) later();
    });
    document.addEventListener("focusin", (event) => {
      const cite = event.target.closest?.("a.cite");
      if (!moving && cite?.matches(":focus-visible") && hovers.matches) show(cite, false);
    });
    document.addEventListener("focusout", (event) => {
      if (event.target.closest?.("a.cite")) later();
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      if (event.key === "[" || event.key === "]") {
        if (!cites().length) return;
        event.preventDefault();
        step(event.key === "]" ? 1 : -1);
      }
    });
  }

  // Paper shows every passage.
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll(".references details")) each.open = true;
  });
}
