"""Which units have a record for a period already: no unit twice, also across files.

A unit is known by its code, or else by its name, level and the unit it belongs to. Of each record only a digest and
its row are kept, and of the first ones their places, so that a million records need little memory.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b

from chiso.diagnostics.diagnostic import Argument, Diagnostic, Label
from chiso.diagnostics.nearest import folded
from chiso.records.record import Origin, Record
from chiso.source import Source, Span

MOST_KEPT = 10_000_000
"""The places of the first records are kept, to be shown again, as long as they and their texts take no more bytes."""
_PLACE = 400
"""Bytes of a place, about."""


class Register:
    """The records seen so far."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._rows = array("q")
        self._files: list[str] = []
        self._file_of = array("l")
        self._places: list[Span] = []
        self._room = MOST_KEPT
        self._kept: Source | None = None

    def refuse_twice(self, record: Record) -> list[Diagnostic]:
        """Take a record in; the fault when its unit has one for its period already."""
        assert record.origin is not None
        taken, own = _keys(record)
        number = next((self._numbers[key] for key in taken if key in self._numbers), None)
        if number is None:
            number = len(self._rows)
            self._numbers.update(dict.fromkeys(own, number))
            self._note(record.origin)
            return []
        place = record.origin.place("unit")
        file = self._files[self._file_of[number]]
        row = self._rows[number]
        first = str(row) if file == place.source.name else f"{row} ({file})"
        labels = (Label(self._places[number], "first-here"),) if number < len(self._places) else ()
        said: dict[str, Argument] = {
            "row": record.origin.row,
            "unit": record.unit,
            "period": record.period,
            "first": first,
        }
        return [Diagnostic("record-twice", place, said, labels)]

    def begin_file(self, name: str) -> None:
        """The records that follow are those of this file."""
        self._files.append(name)

    def _note(self, origin: Origin) -> None:
        self._rows.append(origin.row)
        self._file_of.append(len(self._files) - 1)
        if self._room > 0:
            place = origin.place("unit")
            self._room -= _PLACE + (len(place.source.text) if place.source is not self._kept else 0)
            self._kept = place.source
            self._places.append(place)


def _keys(record: Record) -> tuple[list[bytes], list[bytes]]:
    """The keys under which the unit may be known, and those to know it by; a name with a code is not that without."""
    named = (folded(record.unit), record.level, folded(record.parent or ""), record.period)
    if record.code is None:
        without, some = _digest("name", *named), _digest("coded", *named)
        return [without, some], [without]
    coded = _digest("code", record.code, record.period)
    return [coded, _digest("name", *named)], [coded, _digest("coded", *named)]


def _digest(*parts: str) -> bytes:
    return blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=12).digest()
