"""A file written whole or not at all: aside first, then put in its place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def replace_file(path: Path, text: str | Iterable[str]) -> None:
    """Put a text, or its parts as they come, in the place of a file, whether it exists or not.

    Raises `OSError`, or what coming by the parts raises; the file is then as it was.
    """
    with replacing(path) as aside, aside.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.writelines([text] if isinstance(text, str) else text)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write to, which takes the place of another when the block ends without a fault. Raises `OSError`."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".chiso-")
    aside = Path(name)
    try:
        os.close(handle)
        yield aside
        aside.chmod(_mode(path))
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those a new file gets."""
    if path.exists():
        return path.stat().st_mode
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
