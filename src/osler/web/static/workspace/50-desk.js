// The board's workspace: keys, words judged while they are typed, and undo for ten seconds.
// Everything here is also a link or a plain form.
(() => {
  const workspace = document.getElementById("workspace");
  if (!workspace) return;
  const lines = [...workspace.querySelectorAll(".statement")];
  const dialog = document.getElementById("keys");
  const store = "osler-keys";
  const inText = (node) => node.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const chosen = () => lines.find((line) => line.classList.contains("on")) || lines[0];

  const select = (line, focus) => {
    if (!line) return;
    for (const each of lines) {
      const on = each === line;
      each.classList.toggle("on", on);
      if (on) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
      for (const part of each.querySelectorAll(":scope > .sources, :scope > .acts, .weighed")) part.hidden = !on;
    }
    history.replaceState(null, "", `?s=${encodeURIComponent(line.id)}`);
    if (focus) line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  };

  const open = (details) => {
    if (!details) return;
    details.open = true;
    const text = details.querySelector("textarea");
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  };

  const press = (button) => button && button.form.requestSubmit(button);
  const step = (by) => select(lines[lines.indexOf(chosen()) + by], true);
  const within = (key) => chosen()?.querySelector(`[data-key="${key}"]`);
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press(within("a")),
    e: () => open(within("e")),
    x: () => open(within("x")),
    c: () => open(within("c")),
    u: () => press(document.querySelector(".undo:not([hidden]) button")),
    "?": () => dialog.showModal(),
  };

  const heard = () => {
    try { return localStorage.getItem(store) !== "off"; } catch { return true; }
  };
  const box = document.getElementById("keys-on");
  box.checked = heard();
  box.addEventListener("change", () => {
    try { localStorage.setItem(store, box.checked ? "on" : "off"); } catch { /* not kept, then */ }
  });
  const button = document.querySelector("button.keys");
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    if (inText(event.target)) {
      const line = event.target.closest(".statement");
      if (event.key === "Escape" && line) line.focus({ preventScroll: true });
      return;
    }
    const act = keys[event.key];
    if (!act || event.repeat && !"jk".includes(event.key) || !box.checked) return;
    event.preventDefault();
    act();
  });

  workspace.addEventListener("click", (event) => {
    const link = event.target.closest("a.pick");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    select(link.closest(".statement"), true);
  });

  // One act at a time: a second press sends nothing twice.
  document.addEventListener("submit", (event) => {
    if (event.target.method === "dialog") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // Words judged while they are typed; saving judges them again.
  const judge = async (text, said, turn) => {
    const form = text.form;
    const body = new URLSearchParams({ s: form.elements.s.value, words: text.value });
    const headers = { "X-CSRF-Token": form.elements.csrf.value };
    let found;
    try {
      const answer = await fetch(text.dataset.verify, { method: "POST", body, headers });
      if (!answer.ok && answer.status !== 503) throw new Error(answer.status);
      found = await answer.json();
    } catch {
      found = { supported: null, reasons: ["They could not be checked now; saving checks them again."] };
    }
    if (turn !== text.turn) return;
    text.removeAttribute("aria-invalid");
    said.classList.toggle("good", found.supported === true);
    said.classList.toggle("bad", found.supported === false);
    said.textContent = found.supported ? "Supported by the passages cited." : found.reasons.join("; ");
  };
  for (const text of workspace.querySelectorAll("textarea[data-verify]")) {
    const said = document.getElementById(text.getAttribute("aria-describedby"));
    let timer;
    text.addEventListener("input", () => {
      clearTimeout(timer);
      text.turn = (text.turn || 0) + 1;
      const turn = text.turn;
      timer = setTimeout(() => judge(text, said, turn), 300);
    });
  }

  // Undo is offered for ten seconds, and for as long as the pointer or the focus is on it.
  for (const form of document.querySelectorAll(".undo[data-seconds]")) {
    const end = () => {
      if (form.matches(":hover, :focus-within")) setTimeout(end, 1000);
      else form.hidden = true;
    };
    setTimeout(end, 1000 * Number(form.dataset.seconds));
  }

  const wrong = document.querySelector(".banner.bad[role=alert]");
  const said = new URLSearchParams(location.search);
  if (wrong) wrong.focus();
  else if (said.has("s") && lines.length) {
    select(chosen(), true);
  }
})();
