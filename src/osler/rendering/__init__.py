"""An answer as a reader sees it: in a terminal, as Markdown, as a page, as JSON. No I/O."""
