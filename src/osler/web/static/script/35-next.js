// What may be asked next comes after the answer is there, and does not hold it up. Forms that come
// with an answer ask for the live page, as those do that were there before.
{
  const lively = (part) => {
    if (!("EventSource" in globalThis)) return;
    for (const form of part.querySelectorAll("form[data-live]:not(:has([name=live]))")) {
      const live = document.createElement("input");
      Object.assign(live, { type: "hidden", name: "live", value: "1" });
      form.append(live);
    }
  };

  const fill = async (place) => {
    const address = place.dataset.next;
    delete place.dataset.next;
    try {
      const found = await fetch(address);
      if (!found.ok) return; // the link stays
      const part = trusted(await found.text());
      lively(part);
      place.replaceChildren(part);
    } catch {
      // the link stays
    }
  };

  const look = () => {
    lively(document);
    for (const place of document.querySelectorAll("[data-next]")) fill(place);
  };

  const coming = document.querySelector("[data-stream]");
  if (coming) {
    new MutationObserver((_, watching) => {
      if (coming.hasAttribute("aria-busy")) return;
      watching.disconnect();
      look();
    }).observe(coming, { attributes: true, attributeFilter: ["aria-busy"] });
  } else look();
}
