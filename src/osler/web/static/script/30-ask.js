// An answer as it comes: the form asks for the live page, and that page listens. Statements are
// appended in order; after a dropped connection the stream goes on where it was.
{
  if ("EventSource" in globalThis) {
    for (const form of document.querySelectorAll("form[data-live]")) {
      const live = document.createElement("input");
      Object.assign(live, { type: "hidden", name: "live", value: "1" });
      form.append(live);
    }
  }

  const coming = document.querySelector("[data-stream]");
  if (coming) {
    const source = new EventSource(coming.dataset.stream);
    const stages = document.getElementById("stages");
    const lost = document.getElementById("lost");
    const written = document.getElementById("written");
    let seen = 0;

    const fresh = (event) => {
      const number = Number(event.lastEventId);
      if (number <= seen) return false;
      seen = number;
      lost.hidden = true;
      return true;
    };

    source.addEventListener("stage", (event) => {
      if (!fresh(event)) return;
      const { stage, said, ended, statement, source } = JSON.parse(event.data);
      if (statement && written) {
        const item = document.createElement("li");
        const from = document.createElement("span");
        Object.assign(from, { className: "small quiet", textContent: ` ${source}` });
        item.append(statement, from);
        written.querySelector("ul").append(item);
        written.hidden = false;
      }
      const line = stages.querySelector(`[data-stage="${CSS.escape(stage)}"]`);
      if (!line) return;
      line.querySelector("span").textContent = said;
      line.className = ended ? "done" : "now";
      if (ended) line.nextElementSibling?.classList.add("now");
    });
    source.addEventListener("part", (event) => {
      if (!fresh(event)) return;
      written?.remove(); // the answer itself has what stays
      const { to, html } = JSON.parse(event.data);
      document.getElementById(to)?.append(trusted(html));
    });
    source.addEventListener("end", (event) => {
      if (!fresh(event)) return;
      source.close();
      coming.classList.remove("coming");
      coming.removeAttribute("aria-busy");
      if (document.getElementById("no-answer"))
        for (const each of document.querySelectorAll("#caution, #reading")) each.remove();
      history.replaceState(null, "", coming.dataset.whole);
    });
    source.addEventListener("failed", () => {
      source.close();
      location.replace(coming.dataset.whole); // the whole page says what is wrong
    });
    source.addEventListener("error", () => {
      lost.hidden = false;
      if (source.readyState === EventSource.CLOSED) location.replace(coming.dataset.whole);
    });
  }
}
