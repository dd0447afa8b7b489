// Terms open what they mean beside them. Without this script each leads to the words explained at
// the end of the page. Escape closes, as it does for passages.
{
  let shown = null; // the popover
  const filled = (term) => {
    const entry = document.getElementById(term.hash.slice(1));
    if (!entry) return null;
    const body = document.createElement("dl");
    body.append(...[...entry.childNodes].map((each) => each.cloneNode(true)));
    const all = document.createElement("a");
    all.href = term.hash;
    all.textContent = "all words explained";
    all.addEventListener("click", () => shown.hidePopover());
    return [body, all];
  };
  if ("popover" in HTMLElement.prototype)
    document.addEventListener("click", (event) => {
      const term = event.target.closest?.("a.term");
      if (!term || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const parts = filled(term);
      if (!parts) return;
      event.preventDefault();
      if (!shown) {
        shown = document.createElement("div");
        shown.className = "shown word";
        shown.popover = "auto";
        shown.setAttribute("role", "status");
        document.body.append(shown);
      }
      if (shown.matches(":popover-open")) shown.hidePopover();
      shown.replaceChildren(...parts);
      shown.showPopover({ source: term });
    });
}
