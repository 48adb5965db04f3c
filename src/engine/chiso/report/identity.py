"""A name for each problem that stays the same while lines move: by which hosts tell new problems from old ones."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from chiso.report.outcome import Problem


def identities(problems: Iterable[Problem]) -> list[str]:
    """A digest of each problem's id, file and words, and of how many like it came before."""
    met: Counter[tuple[str, str, str]] = Counter()
    found = []
    for problem in problems:
        key = (problem.id, "" if problem.place is None else problem.place.file, problem.message)
        met[key] += 1
        found.append(hashlib.sha256("\t".join((*key, str(met[key]))).encode()).hexdigest())
    return found
