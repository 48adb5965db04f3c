"""Rule sets laid out as badly as YAML allows, drawn at random: what the formatter has to put in order."""

from __future__ import annotations

import random
import re
import unicodedata

from chiso.diagnostics.diagnostic import Report
from chiso.ruleset.document import Block, Document, Scalar, Sequence, Style
from chiso.ruleset.load import load
from chiso.source import Source

_SAFE = re.compile(r"[^\W\d_][\w ./%()*+<=-]*")
_WORDS = re.compile(r"[^\W\d_ ]+(?: [^\W\d_ ]+){2,}")
"""A text that is no formula, so that it may be written with escapes."""

_COMMENTS = (
    "ghi chú",
    "số: 1, 2",
    "- không phải mục",
    "'nháy\" lẻ",
    "{a: [b",
    "&neo *bí danh",
    "# hai dấu",
    "tỷ lệ 45 %",
)


def document_of(text: str) -> Block:
    """The document of a text that is sound."""
    document = load(Source("rules.yaml", text), report := Report())
    assert document is not None, list(report)
    assert not report.has_errors, list(report)
    return document


class Mess:
    """Lays a document out anew; `comments` are those that were put in."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.comments: list[str] = []

    def text(self, document: Block) -> str:
        """The whole text, with ends of lines and accents of one kind or another."""
        first = self._chance.choice([[], ["---"], ["%YAML 1.1", "---"], ["", ""]])
        body = self._mapping(document, self._chance.choice([0, 0, 0, 3]))
        text = "\n".join([*first, *self._apart(4), *body, *self._apart(4)])
        text += self._chance.choice(["", "\n", "\n\n\n", "\n   \n"])
        if self._chance.random() < 0.3:
            text = unicodedata.normalize("NFD", text)
            self.comments = [unicodedata.normalize("NFD", comment) for comment in self.comments]
        return text.replace("\n", "\r\n") if self._chance.random() < 0.3 else text

    def _rarely(self, share: float = 0.12) -> bool:
        return self._chance.random() < share

    def _comment(self) -> str:
        said = f"#{self._chance.choice(['', ' ', '   '])}{len(self.comments)} {self._chance.choice(_COMMENTS)}"
        self.comments.append(said)
        return said

    def _behind(self) -> str:
        """What stands behind something on its line."""
        if self._rarely():
            return f"{self._chance.choice([' ', '   ', chr(9)])}{self._comment()}{self._chance.choice(['', '  '])}"
        return self._chance.choice(["", "", "", " ", "   "])

    def _apart(self, deepest: int) -> list[str]:
        """Comments and blank lines between two parts, indented by anything up to so much."""
        lines: list[str] = []
        while self._rarely(0.25):
            blank = self._chance.choice(["", "", "  "])
            lines.append(blank if self._rarely(0.5) else f"{' ' * self._chance.randint(0, deepest)}{self._comment()}")
        return lines

    def _mapping(self, block: Block, indent: int) -> list[str]:
        lines: list[str] = []
        for key, value in block.values.items():
            lines += self._apart(indent)
            if isinstance(value, Scalar) and value.style is not Style.BLOCK and self._rarely(0.05):
                asked = f"{' ' * indent}? {self._key(key)}{self._behind()}"
                lines += [asked, *self._apart(indent), f"{' ' * indent}: {self._scalar(value)}{self._behind()}"]
            else:
                lines += self._with_value(self._key(key), value, indent)
        return lines

    def _key(self, key: str) -> str:
        return self._chance.choice([key, key, key, f'"{key}"', f"'{key}'"])

    def _with_value(self, key: str, value: Document, indent: int) -> list[str]:
        pad = " " * indent
        lead = f"{pad}{key}{self._chance.choice(['', '', ' '])}:"
        within = indent + self._chance.randint(1, 5)
        if isinstance(value, Scalar):
            return self._with_scalar(lead, value, within)
        if self._rarely(0.25):
            return f"{lead}{self._gap()}{self._flow(value, within)}{self._behind()}".split("\n")
        if isinstance(value, Block):
            return [f"{lead}{self._behind()}", *self._apart(within), *self._mapping(value, within)]
        deep = self._chance.choice([indent, within])
        return [f"{lead}{self._behind()}", *self._apart(deep), *self._list(value, deep)]

    def _gap(self) -> str:
        return self._chance.choice([" ", " ", "  ", "\t", " \t "])

    def _with_scalar(self, lead: str, value: Scalar, within: int) -> list[str]:
        kind = self._chance.random()
        pad = " " * within
        words = value.text.split(" ")
        is_words = all(_SAFE.fullmatch(word) for word in words)
        is_prose = any(key in lead for key in ("title", "note", "message"))
        is_safe = isinstance(value.plain, str) and _SAFE.fullmatch(value.text)
        if kind < 0.1 and is_safe:
            ending = self._chance.choice(["-", "" if is_prose else "-"])
            return [f"{lead} {self._chance.choice('|>')}{ending}{self._behind()}", pad + value.text]
        if kind < 0.13 and is_prose and is_safe:
            sign = self._chance.choice("|>")
            more = ["", f"{pad}   {value.text}"] if "note" in lead else []
            return [f"{lead} {sign}+", pad + value.text, *more, "", ""]
        if kind < 0.25 and len(words) > 1 and is_words:
            quotes = self._chance.choice(["", '"', "'"])
            place = self._chance.randrange(1, len(words))
            head, tail = " ".join(words[:place]), " ".join(words[place:])
            empty = ["", "  "] if "note" in lead else []
            return [
                f"{lead}{self._gap()}{quotes}{head}{self._chance.choice(['', ' '])}",
                *empty,
                f"{pad}{tail}{quotes}{self._behind()}",
            ]
        if kind < 0.3:
            return [f"{lead}{self._behind()}", *self._apart(within), f"{pad}{self._scalar(value)}{self._behind()}"]
        return [f"{lead}{self._gap()}{self._scalar(value)}{self._behind()}"]

    def _scalar(self, value: Scalar) -> str:
        """A scalar on one line; a text with other quotes where that changes nothing."""
        if value.style is Style.BLOCK:
            return self._in_braces(value)
        if not isinstance(value.plain, str):
            return value.text
        options = [value.span.text, value.span.text]
        if _SAFE.fullmatch(value.text):
            options += [f'"{value.text}"', f"'{value.text}'"]
        if _WORDS.fullmatch(value.text):
            options.append('"{}"'.format(value.text.replace(" ", "\\x20")))
        return self._chance.choice(options)

    def _list(self, items: Sequence, indent: int) -> list[str]:
        lines: list[str] = []
        for item in items.items:
            lines += self._apart(indent)
            lines += self._item(item, indent)
        return lines

    def _item(self, item: Document, indent: int) -> list[str]:
        lead = f"{' ' * indent}-{' ' * self._chance.randint(1, 4)}"
        if isinstance(item, Scalar):
            return [f"{lead}{self._scalar(item)}{self._behind()}"]
        if self._rarely(0.25):
            return f"{lead}{self._flow(item, indent + 2)}{self._behind()}".split("\n")
        lines = self._mapping(item, len(lead)) if isinstance(item, Block) else self._list(item, len(lead))
        is_beside = lines[0].startswith(" " * len(lead)) and not lines[0].lstrip().startswith("#") and lines[0].strip()
        if is_beside and not self._rarely():
            return [lead + lines[0][len(lead) :], *lines[1:]]
        return [f"{' ' * indent}-{self._behind().replace(chr(9), ' ')}", *lines]

    def _flow(self, part: Document, indent: int) -> str:
        if isinstance(part, Scalar):
            return self._in_braces(part)
        pieces = (
            [f"{key}:{self._gap()}{self._flow(value, indent)}" for key, value in part.values.items()]
            if isinstance(part, Block)
            else [self._flow(item, indent) for item in part.items]
        )
        opening, closing = "{}" if isinstance(part, Block) else "[]"
        said = self._chance.choice(["", ",", ""]) if pieces else ""
        joined = ",".join(f"{self._break(indent)}{piece}" for piece in pieces)
        return f"{opening}{joined}{said}{self._break(indent)}{closing}"

    def _break(self, indent: int) -> str:
        """What stands between two parts within brackets: nothing, spaces, or a line with or without a comment."""
        if self._rarely(0.2):
            lines = [self._behind(), *self._apart(indent + 3)]
            return "".join(f"{line}\n" for line in lines) + " " * (indent + self._chance.randint(0, 4))
        return self._chance.choice(["", " ", "   "])

    def _in_braces(self, value: Scalar) -> str:
        if value.style is Style.PLAIN and not re.search(r"[,\[\]{}\n]", value.span.text):
            return value.span.text
        if value.style is Style.QUOTED and "\n" not in value.span.text:
            return value.span.text
        text = " ".join(value.text.split())
        return f"'{text}'" if '"' in text else f'"{text}"'
