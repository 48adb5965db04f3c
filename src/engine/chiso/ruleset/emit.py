"""Document to text: a resolved rule set written out as one YAML file, its scalars styled as they were written."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from chiso.ruleset.document import Block, Document, Scalar, Style

_WIDTH = 100_000
"""No line is folded: a formula must stay on one."""


def emitted(document: Block) -> str:
    """The text of a document, which reads as the same document."""
    whole = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *_events(document),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    text: str = yaml.emit(whole, width=_WIDTH, allow_unicode=True)
    return text


def _events(part: Document) -> Iterator[yaml.Event]:
    if isinstance(part, Scalar):
        yield _scalar(part)
    elif isinstance(part, Block):
        yield yaml.MappingStartEvent(None, None, True, flow_style=False)
        for key, value in part.values.items():
            yield yaml.ScalarEvent(None, None, (True, True), key)
            yield from _events(value)
        yield yaml.MappingEndEvent()
    else:
        yield yaml.SequenceStartEvent(None, None, True, flow_style=all(isinstance(item, Scalar) for item in part.items))
        for item in part.items:
            yield from _events(item)
        yield yaml.SequenceEndEvent()


def _scalar(part: Scalar) -> yaml.Event:
    """A text keeps its kind: what was quoted stays so, with quotes that need no escapes within; a block is one line."""
    text = " ".join(part.text.split()) if part.style is Style.BLOCK else part.text
    quotes = "'" if '"' in text or "\\" in text else '"'
    style = None if part.style is Style.PLAIN else quotes
    return yaml.ScalarEvent(None, None, (style is None, True), text, style=style)
