// The one script of the pages. Everything works without it.
"use strict";
