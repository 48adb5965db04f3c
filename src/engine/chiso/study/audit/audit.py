"""The audit of published documents: every claim that rules, declarations and other documents make, judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.records.open_records import Asked
from chiso.ruleset.program import Program
from chiso.run.check_record import inspect_periods
from chiso.study.audit.between import claims_between, claims_of_spelling, claims_within, names_in
from chiso.study.audit.checks import claims_of_checks
from chiso.study.audit.claim import Claim, Kind, Words
from chiso.study.audit.declare import read_document
from chiso.study.audit.document import Document
from chiso.study.audit.finding import Audit, Finding, Tally
from chiso.study.audit.judge import judge
from chiso.study.audit.points import claims_of_record
from chiso.study.audit.relations import claims_of_table
from chiso.study.audit.standing import claims_of_printed_standings, claims_of_standings


def audit(program: Program, data: Path, others: Sequence[Path], asked: Asked, report: Report) -> Audit | None:
    """Hold a document against the rules, against itself, and against others; None after reporting unreadable input.

    `asked` is how the records of each are read. The others are compared with the first and with each other, not checked
    themselves.
    """
    documents = [read_document(path, program, asked, report) for path in (data, *others)]
    if report.has_errors:
        return None
    inspect_periods(program, documents[0].records, doubts := Report())
    return replace(judged(_claims(program, documents)), doubts=tuple(doubts))


def judged(claims: Iterable[Claim]) -> Audit:
    """The findings among claims, and the claims counted."""
    findings: list[Finding] = []
    counts: dict[tuple[Kind, str, Words], list[int]] = {}
    for claim in claims:
        finding = judge(claim)
        count = counts.setdefault((claim.kind, claim.printed.place.source.name, claim.subject), [0, 0])
        count[0] += 1
        count[1] += finding is None
        findings += [] if finding is None else [finding]
    order = {kind: place for place, kind in enumerate(Kind)}
    tallies = [Tally(*about, checked, held) for about, (checked, held) in counts.items()]
    return Audit(tuple(findings), tuple(sorted(tallies, key=lambda tally: order[tally.kind])))


def _claims(program: Program, documents: Sequence[Document]) -> Iterator[Claim]:
    document = documents[0]
    names = names_in(documents)
    yield from claims_of_records(program, document)
    for table in document.tables:
        yield from claims_of_table(table, document, names)
        yield from claims_of_printed_standings(program, table, document)
        yield from claims_within(table, document, names)
    yield from claims_of_spelling(documents, names)
    for place, one in enumerate(documents):
        for other in documents[place + 1 :]:
            yield from claims_between(one, other, names)


def claims_of_records(program: Program, document: Document) -> Iterator[Claim]:
    """Every claim that the rules make about the records of a document."""
    for record, figures in zip(document.records, document.figures, strict=True):
        yield from claims_of_record(program, record, figures)
        yield from claims_of_checks(program, record, figures)
    yield from claims_of_standings(program, document)
