"""Commands that speak the reader's language: their help pages, and a diagnostic where they are not used as they are.

What typer says in English of a wrong command is turned into a diagnostic, by the kind of fault and the part of the
command that it names; its sentences are used only to find that part.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from chiso_cli.console import language, messages
from chiso_cli.exits import Exit
from chiso_cli.help_texts import PANELS, USAGE, in_vietnamese

if TYPE_CHECKING:
    from chiso import Diagnostic, Language

_QUOTED = re.compile(r"'(.*?)'")
_IN_BRACKETS = re.compile(r" \((.*)\)")


def spoken_in(arguments: Sequence[str]) -> Language:
    """The language of a command that may be faulty: what follows `--lang`, else that of the locale."""
    given = [after for before, after in pairwise([*arguments, ""]) if before == "--lang"]
    given += [argument.partition("=")[2] for argument in arguments if argument.startswith("--lang=")]
    return language(given[-1] if given and given[-1] in ("vi", "en") else None)


if TYPE_CHECKING:
    _Part = TyperCommand
else:
    _Part = object


class _Speaking(_Part):
    """What commands and groups of commands share: their help pages are in the reader's language."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take in what follows the command; a fault in it knows where it was found."""
        try:
            left = super().parse_args(ctx, args)
        except TyperException as fault:
            if getattr(fault, "ctx", None) is None:
                vars(fault)["ctx"] = ctx
            raise
        return left

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help page."""
        _put_into_words(self, ctx, _spoken(ctx))
        super().format_help(ctx, formatter)

    def get_usage(self, ctx: Any) -> str:
        """The line that shows how a command is written."""
        said = super().get_usage(ctx)
        return said.replace(*USAGE, 1) if _spoken(ctx) == "vi" else said


class Command(_Speaking, TyperCommand):
    """A command."""


class Commands(_Speaking, TyperGroup):
    """A group of commands; the outermost one turns wrong usage into a diagnostic."""

    spoken: Language = "en"

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and end the process with its exit code."""
        self.spoken = spoken_in(sys.argv[1:] if args is None else args)
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except TyperException as fault:
            _report(fault, self.spoken)
            code = Exit.USAGE
        sys.exit(code or Exit.FINE)


def _spoken(ctx: Any) -> Language:
    """The language of the run that a command belongs to."""
    found: Language = getattr(ctx.find_root().command, "spoken", "en")
    return found


def _put_into_words(command: Any, ctx: Any, spoken: Language) -> None:
    """Give what a help page shows the words of a language: typer makes each command anew for every run."""
    from typer import rich_utils

    for name, (english, vietnamese) in PANELS.items():
        setattr(rich_utils, name, vietnamese if spoken == "vi" else english)
    for parameter in command.get_params(ctx):
        if not _options_of(parameter) or getattr(parameter, "is_flag", False):
            parameter.display_type_rich = _nothing
        elif parameter.metavar is None:
            parameter.display_type_rich = _anything
    if spoken == "vi":
        for part in (command, *command.get_params(ctx), *getattr(command, "commands", {}).values()):
            part.help = in_vietnamese(getattr(part, "help", None) or "")
    for parameter in command.get_params(ctx):
        if choices := _choices_of(parameter):
            parameter.help = f"{parameter.help} ({', '.join(choices)})"


def _nothing(ctx: Any) -> None:
    """The type of a switch, or of an argument: its name and its help say more."""


def _anything(ctx: Any) -> str:
    """The type of an option that takes any text, and has no name for it."""
    return "…"


def _report(fault: TyperException, spoken: Language) -> None:
    from chiso_cli.render.diagnostics import print_diagnostics

    kind = type(fault).__name__
    if kind == "NoArgsIsHelpError":
        return
    context: Any = getattr(fault, "ctx", None)
    print_diagnostics([_DIAGNOSED.get(kind, _other)(fault, context)], spoken, messages())


def _unknown_option(fault: Any, context: Any) -> Diagnostic:
    import chiso

    options = [name for parameter in context.command.get_params(context) for name in _options_of(parameter)]
    near = chiso.nearest(fault.option_name, options)
    command = context.command_path
    return chiso.diagnostic_about(
        fault.option_name, "unknown-option", option=fault.option_name, command=command, near=near
    )


def _options_of(parameter: Any) -> list[str]:
    return [*parameter.opts, *parameter.secondary_opts] if parameter.param_type_name == "option" else []


def _missing(fault: Any, context: Any) -> Diagnostic:
    import chiso

    parameter = fault.param
    wanted = parameter.opts[-1] if parameter.param_type_name == "option" else parameter.metavar or parameter.name
    usage = " ".join(piece for piece in context.command.collect_usage_pieces(context) if piece != "[OPTIONS]")
    needed = [
        f"{p.opts[-1]} {p.metavar or ''}".strip() for p in context.command.params if p.required and _options_of(p)
    ]
    written = " ".join([context.command_path, usage, *needed])
    return chiso.diagnostic_about(
        context.command_path, "missing-argument", command=context.command_path, wanted=wanted, usage=written
    )


def _wrong_value(fault: Any, context: Any) -> Diagnostic:
    import chiso

    errors: list[Any] = getattr(fault.__cause__, "errors", list)()
    choices = _choices_of(fault.param) or _range_of(fault.param)
    if not (errors and choices):
        return _misused(fault.param.opts[-1], context)
    value = str(errors[0]["input"])
    return chiso.diagnostic_about(
        value,
        "value-not-offered",
        option=fault.param.opts[-1],
        value=value,
        choices=choices,
        near=chiso.nearest(value, choices),
    )


def _choices_of(parameter: Any) -> tuple[str, ...]:
    """The words that can follow an option; none where anything can."""
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    kinds = [one for one in (kind, *get_args(kind)) if isinstance(one, type) and issubclass(one, Enum)]
    return tuple(str(choice.value) for one in kinds for choice in one)


def _range_of(parameter: Any) -> tuple[str, ...]:
    """The bounds of a number that can follow an option, as one word; none where any can."""
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    return () if low is None else (f"{low} – {'…' if high is None else high}",)


def _wrong_option(fault: Any, context: Any) -> Diagnostic:
    import chiso

    given = next((p for p in context.command.get_params(context) if fault.option_name in _options_of(p)), None)
    if given is None or given.is_flag:
        return _misused(fault.option_name, context)
    written = f"{fault.option_name} {given.metavar or '|'.join(_choices_of(given)) or '…'}"
    return chiso.diagnostic_about(fault.option_name, "missing-value", option=fault.option_name, usage=written)


def _other(fault: Any, context: Any) -> Diagnostic:
    """An unknown command, an argument too many, or what we have not met yet."""
    import chiso

    commands = getattr(context.command, "commands", None) if context else None
    quoted, listed = _QUOTED.search(fault.message), _IN_BRACKETS.search(fault.message)
    path = context.command_path if context else "chiso"
    if commands and quoted:
        near = chiso.nearest(quoted[1], commands)
        return chiso.diagnostic_about(
            quoted[1], "unknown-command", command=f"{path} {quoted[1]}", known=tuple(commands), near=near
        )
    if listed:
        return chiso.diagnostic_about(listed[1], "too-many-arguments", command=path, given=listed[1])
    return _misused(path, context)


def _misused(part: str, context: Any) -> Diagnostic:
    import chiso

    path = context.command_path if context else "chiso"
    return chiso.diagnostic_about(part, "wrong-usage", part=part, command=path)


_DIAGNOSED: Mapping[str, Callable[[Any, Any], Diagnostic]] = {
    "NoSuchOption": _unknown_option,
    "MissingParameter": _missing,
    "BadParameter": _wrong_value,
    "BadOptionUsage": _wrong_option,
}
"""By the names of typer's faults, which it does not offer to import."""
