"""Reading an index whose folder may not be written.

tantivy locks a file in the folder even to read. Where that is forbidden, a folder of links in the
temporary directory takes the lock in its place.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path


class Shadow:
    """A folder of links to another folder's files; removed when no longer used."""

    def __init__(self, folder: Path) -> None:
        """`folder`: where the index is."""
        self.folder = folder
        self.path = Path(tempfile.mkdtemp(prefix="osler-index-"))
        self._end = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
        self.follow()

    def follow(self) -> None:
        """Link what has come, and copy what says which files count."""
        for source in self.folder.iterdir():
            target = self.path / source.name
            if source.name in {"meta.json", ".managed.json"}:
                fresh = target.with_suffix(".new")
                shutil.copyfile(source, fresh)
                fresh.replace(target)
            elif not source.name.startswith(".") and not target.is_symlink():
                target.symlink_to(source)

    def close(self) -> None:
        """Remove the links."""
        self._end()


def needs_shadow(folder: Path) -> bool:
    """Whether tantivy could not take its lock here."""
    return folder.is_dir() and not os.access(folder, os.W_OK)
