"""Where vectors lie and how many there are, known without loading numpy."""

from __future__ import annotations

from pathlib import Path

FOLDER = "vectors"
CARD = "vectors.json"
ROWS = "rows.i8"  # one row of int8 per vector
SCALES = "scales.f32"  # one per row
KEYS = "keys.u64"  # one 8-byte passage hash per row
KEY_BYTES = 8


def count(root: Path) -> int:
    """Rows of the vector file of the index in `root`; 0 without one."""
    try:
        return (root / FOLDER / KEYS).stat().st_size // KEY_BYTES
    except OSError:
        return 0
