"""How commands begin: the rule set that they name, and the data that they read as the options say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chiso_cli import inputs
from chiso_cli.outputs import refuse_overwriting

if TYPE_CHECKING:
    from chiso import Editable, Program, Record


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rule set that a command names, and where it is looked for."""

    named: str
    as_of: str | None
    known_on: str | None
    rules: list[Path] | None

    @property
    def folders(self) -> list[Path]:
        """The folders of rules that are searched before the shipped one."""
        return inputs.folders(self.rules)

    def files(self) -> list[Path]:
        """The rule file that is meant and all it extends; none where it cannot be found."""
        import chiso

        return chiso.files_of(self.named, self.as_of, rules=self.folders)

    def program(self) -> Program:
        """The rule set, compiled. Raises `RuleSetError`."""
        import chiso

        return chiso.load(self.named, self.as_of, known_on=self.known_on, rules=self.folders)

    def editable(self) -> Editable:
        """The rule set as it can be written anew for a scenario. Raises `RuleSetError`."""
        import chiso

        return chiso.editable(self.named, self.as_of, known_on=self.known_on, rules=self.folders)


@dataclass(frozen=True, slots=True)
class Reading:
    """How data files are to be read: what `--numbers`, `--map` and `--sheet` say."""

    numbers: inputs.NumberStyle | None
    map: Path | None
    sheet: str | None

    @property
    def options(self) -> dict[str, str | None]:
        """The same by the names that the library has for it."""
        style = None if self.numbers is None else self.numbers.value
        return {"numbers": style, "map": None if self.map is None else str(self.map), "sheet": self.sheet}

    @property
    def files(self) -> list[Path]:
        """The files read beside the data."""
        return [] if self.map is None else [self.map]

    def records(self, data: list[Path], program: Program) -> list[Record]:
        """The records of data files, `-` being standard input. Raises `RecordError`."""
        import chiso

        return chiso.read_records(inputs.sources(data), program, **self.options)


def spare(out: Path | None, chosen: Chosen, reading: Reading, *data: Path) -> None:
    """Raise `RecordError` when the output would replace a file that is read."""
    refuse_overwriting(out, [*data, *reading.files, *chosen.files()])
