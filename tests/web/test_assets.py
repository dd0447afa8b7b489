"""The stylesheet and the scripts as they are served: smaller, and the same."""

from __future__ import annotations

import re

from osler.web.assets import STATIC, assets


def _written(folder: str) -> str:
    return "\n".join(file.read_text("utf-8") for file in sorted((STATIC / folder).iterdir()))


def test_a_stylesheet_keeps_every_rule_and_every_quoted_word() -> None:
    served, written = assets()["osler.css"].body.decode(), _written("style")
    bare = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    assert re.sub(r"\s", "", served) == re.sub(r"\s", "", bare)
    quoted = re.compile(r"\"[^\"\n]*\"")
    assert quoted.findall(served) == quoted.findall(bare)
    assert "calc(" not in served or not re.search(r"calc\([^)]*\w[+-]\w", served)
    assert len(served) < 0.9 * len(written)


def test_a_script_keeps_every_line_that_does_something() -> None:
    for name, folder in (("osler.js", "script"), ("workspace.js", "workspace")):
        written = _written(folder)
        lines = [line.strip() for line in written.splitlines()]
        wanted = [line for line in lines if line and not line.startswith("//")]
        assert assets()[name].body.decode().splitlines() == wanted


def test_no_text_in_a_script_goes_over_a_line() -> None:
    for folder in ("script", "workspace"):
        for file in (STATIC / folder).iterdir():
            for line in file.read_text("utf-8").splitlines():
                assert line.count("`") % 2 == 0, f"{file.name}: {line}"
                assert not line.endswith("\\"), f"{file.name}: {line}"
