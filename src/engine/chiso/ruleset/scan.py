"""Text to its layout: the events of the YAML parser, with the comments and blank lines that stand between them.

Between two events there is nothing but spaces, comments and the signs `- ? : ,`, so every comment is found there and
none is taken for content. A comment on its own line belongs to the innermost part that is indented no deeper than it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from chiso.ruleset.document import Style
from chiso.ruleset.load import READER, STYLES
from chiso.ruleset.written import Collection, Entry, Leaf, Remark, Remarks, Written, without_blanks

_BETWEEN = re.compile(r"#[^\n]*|\n|-")
_ANCHOR = re.compile(r"&[^\s,\[\]{}]+")
_DASH = Remark("-")


def scan(text: str) -> Written:
    """The layout of a text that `load` takes, with line breaks `\\n`; its nesting is bounded there."""
    return _Scanner(text).whole()


class _Event(NamedTuple):
    """What the parser found, from where to where, and whether it begins or ends a collection within brackets."""

    found: Any
    start: int
    end: int
    is_flow: bool

    @property
    def is_start(self) -> bool:
        return isinstance(self.found, (yaml.MappingStartEvent, yaml.SequenceStartEvent))

    @property
    def is_end(self) -> bool:
        return isinstance(self.found, (yaml.MappingEndEvent, yaml.SequenceEndEvent))

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.found, yaml.MappingStartEvent)


def _events(text: str) -> Iterator[_Event]:
    """The events of a text but for the first, which is its own beginning."""
    opened: list[bool] = []
    found: Any
    for found in yaml.parse(text, Loader=READER):
        event = _Event(found, found.start_mark.index, found.end_mark.index, False)
        if event.is_start:
            opened.append(bool(found.flow_style))
            yield event._replace(is_flow=opened[-1])
        elif not isinstance(found, yaml.StreamStartEvent):
            yield event._replace(is_flow=event.is_end and opened.pop())


class _Scanner:
    """Reads events one after the other; `_pending` are the remarks before the next of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events = list(_events(text))
        self._next = 0
        self._read = 0
        self._at_start = True
        self._pending: deque[Remark] = deque()

    def whole(self) -> Written:
        begins = self._take()
        directives = self._text[begins.start : begins.end]
        if begins.found.explicit:
            self._read_to(begins.start)
            self._read = begins.end
        before = self._remarks()
        value = self._node()
        top = Entry(before, None, (), value, self._trailing())
        self._read_to(self._events[self._next].start)
        self._read = max(self._read, self._events[self._next].end)
        self._read_to(len(self._text))
        return Written(directives if directives.startswith("%") else "", top, self._all_pending())

    def _take(self) -> _Event:
        event = self._events[self._next]
        self._next += 1
        return event

    # What stands between events.

    def _read_to(self, end: int) -> None:
        """Collect what stands before an offset."""
        breaks = int(self._text[self._read - 1 : self._read] == "\n")
        for match in _BETWEEN.finditer(self._text, self._read, max(end, self._read)):
            found, start = match.group(), match.start()
            if found == "\n":
                breaks += 1
                continue
            if breaks > 1:
                self._pending.append(Remark(""))
            if found == "-":
                self._pending.append(_DASH)
            else:
                column = start - self._text.rfind("\n", 0, start) - 1
                self._pending.append(Remark(found.rstrip(), column, breaks == 0 and not self._at_start))
            breaks = 0
            self._at_start = found != "-" and self._at_start
        if breaks > 1:
            self._pending.append(Remark(""))
        self._read = max(self._read, end)

    def _look(self) -> None:
        """Collect what stands before the next event that is written somewhere."""
        place = self._next
        while self._events[place].is_end and not self._events[place].is_flow:
            place += 1
        self._read_to(self._events[place].start)

    def _all_pending(self) -> Remarks:
        taken = tuple(remark for remark in self._pending if remark is not _DASH)
        self._pending.clear()
        return taken

    def _remarks(self) -> Remarks:
        """All remarks before the next event."""
        self._look()
        return self._all_pending()

    def _before_dash(self) -> Remarks:
        self._look()
        taken: list[Remark] = []
        while self._pending and (remark := self._pending.popleft()) is not _DASH:
            taken.append(remark)
        return tuple(taken)

    def _trailing(self) -> str:
        """The comment behind what was just read, on the same line."""
        self._look()
        return self._pending.popleft().text if self._pending and self._pending[0].trailing else ""

    def _indented(self, least: int) -> Remarks:
        """The next remarks on own lines that are indented so far."""
        self._look()
        taken: list[Remark] = []
        while any(remark.text for remark in self._pending):
            following = next(remark for remark in self._pending if remark.text)
            if following is _DASH or following.column < least:
                break
            while self._pending[0] is not following:
                taken.append(self._pending.popleft())
            taken.append(self._pending.popleft())
        return tuple(taken)

    # What is written.

    def _node(self, above: int = -1) -> Leaf | Collection:
        """A value within a part that begins in the column `above`."""
        event = self._take()
        self._at_start = False
        if not event.is_start:
            return self._leaf(event)
        anchor = self._anchor(event)
        if event.is_flow:
            return self._within_brackets(event, anchor)
        column = self._column(self._events[self._next] if anchor else event)
        entries = tuple(self._entries(event, column))
        self._take()
        return Collection(event.is_mapping, False, anchor, entries, self._indented(max(column, above + 1)))

    def _leaf(self, event: _Event) -> Leaf:
        start, end = event.start, event.end
        raw = self._text[start:end]
        if isinstance(event.found, yaml.AliasEvent):
            self._read = end
            return Leaf(raw, raw, Style.PLAIN)
        style = STYLES.get(event.found.style or "", Style.PLAIN)
        is_kept = style is Style.BLOCK and "+" in raw.partition("\n")[0].partition("#")[0]
        self._read = end if style is not Style.BLOCK or is_kept else start + len(raw.rstrip())
        return Leaf(raw, event.found.value, style)

    def _anchor(self, event: _Event) -> str:
        """The anchor before a collection; what stands behind it is read up to the collection itself."""
        start = event.start
        found = _ANCHOR.match(self._text, start) if event.found.anchor else None
        self._read = max(self._read, start if found is None else found.end())
        if event.is_flow:
            is_bracket = self._text[event.end - 1] in "[{"
            self._read_to(event.end - is_bracket)
            self._read = max(self._read, event.end)
        return "" if found is None else found.group()

    def _within_brackets(self, event: _Event, anchor: str) -> Collection:
        entries = tuple(self._entries(event, -1))
        closing = without_blanks(self._remarks())
        self._read = max(self._read, self._take().end)
        return Collection(event.is_mapping, True, anchor, entries, closing)

    def _entries(self, event: _Event, column: int) -> Iterator[Entry]:
        """The entries of a collection; those of one within brackets have the column -1."""
        is_block, is_mapping = column >= 0, event.is_mapping
        while not self._events[self._next].is_end:
            before = self._remarks() if is_mapping or not is_block else self._before_dash()
            key = self._leaf(self._take()) if is_mapping else None
            inner = without_blanks(self._remarks()) if is_mapping or is_block else ()
            value = self._node(column)
            is_closed = isinstance(value, Leaf) or value.is_flow
            after = self._trailing() if is_closed else ""
            is_bare = isinstance(value, Leaf) and value.is_empty and is_block
            yield Entry(before, key, inner, value, after, self._indented(column + 1) if is_bare else ())

    def _column(self, event: _Event) -> int:
        start = event.start
        return start - self._text.rfind("\n", 0, start) - 1
