// The one script of the pages, written in parts and served whole. Everything works without it.
// Each part keeps to a block of its own; what parts share is said here:
//   trusted(html)   a fragment our own server rendered (escaped there) as nodes, ready to insert
"use strict";

const osler = globalThis.trustedTypes?.createPolicy("osler", { createHTML: (html) => html });

const trusted = (html) => {
  const held = document.createElement("template");
  held.innerHTML = osler ? osler.createHTML(html) : html;
  return held.content;
};
