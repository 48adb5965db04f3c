"""Document against JSON schema: the only check of shape, and the only module that knows jsonschema.

The schema files say what a document may look like, for the editor and for us; this pass turns each violation into a
diagnostic at its place, takes the faulty part out, and hands on what is sound, so that everything else in the file
is still checked in the same run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.ruleset.document import Block, Document, Path, Scalar, at, with_part, without
from chiso.shipped import schema
from chiso.source import Span

_MOST_ROUNDS = 50

_FOR_EDITORS = frozenset({"description", "markdownDescription", "examples", "defaultSnippets"})
"""What a schema says to people in an editor; it constrains nothing, and no property has such a name."""

_JSON_TYPES = {
    "string": "shape.text",
    "number": "shape.number",
    "integer": "shape.whole-number",
    "boolean": "shape.flag",
    "object": "shape.mapping",
    "array": "shape.list",
}


@dataclass(frozen=True, slots=True)
class _Violation:
    """One rule of the schema that a part of the document breaks.

    `keyword` is the schema's word for the rule, `value` what it says; `schema` is the subschema it stands in. With
    `of_key`, it is the key `instance` of the mapping at `path` that breaks it.
    """

    path: Path
    keyword: str
    value: Any
    instance: Any
    schema: dict[str, Any]
    of_key: bool

    def expected(self, default: str = "shape.text") -> Word:
        """What the schema calls the thing that should stand here."""
        return Word(self.schema.get("x-word", default))

    def unknown_keys(self) -> list[str]:
        """Keys of the mapping that its schema does not know."""
        return [key for key in self.instance if key not in self.schema["properties"]]

    def faulty_paths(self) -> list[Path]:
        """The parts of the document to take out."""
        if self.keyword == "additionalProperties":
            return [(*self.path, key) for key in self.unknown_keys()]
        return [(*self.path, self.instance)] if self.of_key else [self.path]


@cache
def _validator(name: str) -> Draft202012Validator:
    """The validator of a shipped schema, whose references are followed once and for all: that saves a third."""
    whole = schema(name)
    return Draft202012Validator({**_inlined(whole, whole["$defs"], ()), "$defs": whole["$defs"]})


def _inlined(part: Any, definitions: dict[str, Any], within: tuple[str, ...]) -> Any:
    """A schema with what it refers to in its place; only what contains itself stays a reference."""
    if isinstance(part, list):
        return [_inlined(item, definitions, within) for item in part]
    if not isinstance(part, dict):
        return part
    name = str(part.get("$ref", "")).rpartition("/")[2]
    if name and name not in within:
        return {**_inlined(definitions[name], definitions, (*within, name)), **_beside(part)}
    return {key: _inlined(value, definitions, within) for key, value in part.items() if key not in _FOR_EDITORS}


def _beside(reference: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in reference.items() if key != "$ref" and key not in _FOR_EDITORS}


def conform(document: Block, schema_name: str, report: Report) -> Block | None:
    """The document without the parts that break a shipped schema, though keys may be missing at its top.

    None when that cannot be reached.
    """
    validator = _validator(schema_name)
    violations = _violations(validator, document)
    if any(violation.keyword == "additionalProperties" for violation in violations):
        document = _with_keys_corrected(document, violations, report)
        violations = _violations(validator, document)
    for violation in violations:
        _report(violation, document, report)
    for _ in range(_MOST_ROUNDS):
        violations = [violation for violation in violations if not _is_of_the_whole(violation)]
        if not violations:
            return document
        document = _pruned(document, violations)
        violations = _violations(validator, document)
    return None


def _is_of_the_whole(violation: _Violation) -> bool:
    """Whether something is missing at the top: reported it is, but the rest can be checked without it."""
    return violation.path == () and violation.keyword == "required"


def _with_keys_corrected(document: Block, violations: list[_Violation], report: Report) -> Block:
    """The document with misspelt keys, once reported, read as what is meant: so nothing seems to be missing."""
    for violation in violations:
        part = at(document, violation.path)
        if violation.keyword != "additionalProperties" or not isinstance(part, Block):
            continue
        _report_unknown(violation, part, report)
        for key in violation.unknown_keys():
            meant = [name for name in nearest(key, violation.schema["properties"]) if name not in part]
            if meant:
                part = part.renamed(key, meant[0])
        replaced = with_part(document, violation.path, part)
        assert isinstance(replaced, Block)
        document = replaced
    return document


def _violations(validator: Draft202012Validator, document: Block) -> list[_Violation]:
    return [_violation(error) for error in validator.iter_errors(document.plain)]


def _violation(error: Any) -> _Violation:
    of_key = "propertyNames" in error.absolute_schema_path
    path = tuple(error.absolute_path)
    return _Violation(path, error.validator, error.validator_value, error.instance, error.schema, of_key)


def _pruned(document: Block, violations: list[_Violation]) -> Block:
    """The document less all that is faulty; an unknown key is no loss to the mapping it stood in."""
    needless = {path for v in violations if v.keyword == "additionalProperties" for path in v.faulty_paths()}
    lost: dict[Path, list[Path]] = {}
    for path in _outermost(path for violation in violations for path in violation.faulty_paths()):
        lost.setdefault(path[:-1], []).append(path)
    pruned: Document = document
    for parent, paths in sorted(lost.items(), key=lambda entry: len(entry[0]), reverse=True):
        steps = [path[-1] for path in paths]
        damaging = any(path not in needless for path in paths)
        pruned = with_part(pruned, parent, without(at(pruned, parent), steps, damaging=damaging))
    assert isinstance(pruned, Block)
    return pruned


def _outermost(paths: Iterable[Path]) -> list[Path]:
    """Each path once, none beneath another, later items of a list before earlier ones."""
    unique = sorted(set(paths), key=lambda path: [(isinstance(step, int), str(step).zfill(12)) for step in path])
    kept: list[Path] = []
    for path in unique:
        if not kept or path[: len(kept[-1])] != kept[-1]:
            kept.append(path)
    return kept[::-1]


def _report(violation: _Violation, document: Block, report: Report) -> None:
    part = at(document, violation.path)
    if report.has_error_at(part.span):
        return
    if violation.of_key:
        assert isinstance(part, Block)
        _report_key(violation, part.keys[violation.instance], report)
    else:
        _REPORTERS.get(violation.keyword, _report_type)(violation, part, report)


def _report_key(violation: _Violation, key: Scalar, report: Report) -> None:
    if violation.keyword == "maxLength":
        _report_size(violation, key, report)
    else:
        report.add("reserved-id" if violation.keyword == "not" else "malformed-id", key.span, name=key.words)


def _report_unknown(violation: _Violation, part: Document, report: Report) -> None:
    assert isinstance(part, Block)
    known = tuple(violation.schema["properties"])
    for key in violation.unknown_keys():
        if part.values[key].plain is None and not nearest(key, known):
            report.add("stray-word", part.keys[key].span, key=key)
            continue
        report.add("unknown-key", part.keys[key].span, key=key, near=nearest(key, known), known=known)


def _report_missing(violation: _Violation, part: Document, report: Report) -> None:
    assert isinstance(part, Block)
    for key in violation.value:
        if key not in part:
            report.add("missing-key", _head(part), key=key)


def _head(part: Document) -> Span:
    """Where to point at a part: of a whole mapping its first key, since all of it underlined would say less."""
    return next((key.span for key in part.keys.values()), part.span) if isinstance(part, Block) else part.span


def _report_type(violation: _Violation, part: Document, report: Report) -> None:
    default = _JSON_TYPES.get(str(violation.value), "shape.text")
    report.add("wrong-shape", _head(part), wanted=violation.expected(default), given=Word(_given(part)))


def _given(part: Document) -> str:
    plain = part.plain
    if plain is None:
        return "shape.nothing"
    kinds = {bool: "shape.flag", dict: "shape.mapping", list: "shape.list", str: "shape.text"}
    return kinds.get(type(plain), "shape.number")


def _report_choice(violation: _Violation, part: Document, report: Report) -> None:
    choices = tuple(str(choice) for choice in violation.schema.get("enum", [violation.schema.get("const")]))
    value = part.words if isinstance(part, Scalar) else "…"
    near = () if part.plain is None else nearest(value, choices)
    report.add("not-one-of", _head(part), value=value, choices=choices, near=near)


def _report_pattern(violation: _Violation, part: Document, report: Report) -> None:
    if violation.expected() == Word("shape.id"):
        report.add("malformed-id", part.span, name=str(violation.instance))
    else:
        report.add("malformed-text", part.span, value=str(violation.instance), wanted=violation.expected())


def _report_negation(violation: _Violation, part: Document, report: Report) -> None:
    if isinstance(part, Block):
        needless = next(key for key in part.keys if f"'{key}'" in str(violation.value))
        report.add("keys-exclude-each-other", part.keys[needless].span, rule=violation.expected())
    else:
        report.add("reserved-id", part.span, name=str(violation.instance))


def _report_alternatives(violation: _Violation, part: Document, report: Report) -> None:
    """One of several keys is asked for; the schema names the one to suggest, or says what the choice is."""
    assert isinstance(part, Block)
    given = [key for option in violation.value for key in option["required"] if key in part]
    if len(given) > 1:
        report.add("keys-exclude-each-other", part.keys[given[1]].span, rule=violation.expected())
    elif "value" not in part:
        key = violation.schema.get("x-key") or violation.value[0]["required"][0]
        report.add("missing-key", _head(part), key=key)


def _report_size(violation: _Violation, part: Document, report: Report) -> None:
    limit = "limit.rows" if violation.keyword == "maxItems" else "limit.identifier"
    report.add("limit-exceeded", _head(part), limit=Word(limit), actual=len(violation.instance), most=violation.value)


def _report_bound(violation: _Violation, part: Document, report: Report) -> None:
    low, high = str(violation.schema["minimum"]), str(violation.schema["maximum"])
    report.add("out-of-range", part.span, value=str(violation.instance), low=low, high=high)


def _report_too_small(violation: _Violation, part: Document, report: Report) -> None:
    report.add("malformed-text", part.span, value=str(violation.instance), wanted=violation.expected())


def _report_few(violation: _Violation, part: Document, report: Report) -> None:
    report.add("list-empty", part.span)


_REPORTERS: dict[str, Callable[[_Violation, Document, Report], None]] = {
    "additionalProperties": _report_unknown,
    "required": _report_missing,
    "enum": _report_choice,
    "const": _report_choice,
    "pattern": _report_pattern,
    "not": _report_negation,
    "oneOf": _report_alternatives,
    "anyOf": _report_alternatives,
    "maxItems": _report_size,
    "maxLength": _report_size,
    "exclusiveMinimum": _report_too_small,
    "minimum": _report_bound,
    "maximum": _report_bound,
    "minItems": _report_few,
    "minProperties": _report_few,
}
