"""`chiso publish RULESET`: record an edition, so that nothing it says ever changes again."""

from __future__ import annotations

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages
from chiso_cli.exits import Exit, verdict


def publish(
    ruleset: inputs.Ruleset,
    rules: inputs.Rules = None,
    lang: inputs.Language = None,
) -> None:
    """Publish an edition: it is checked, its cases are run, and what it says is recorded in editions.lock."""
    import chiso
    from chiso_cli.outputs import write
    from chiso_cli.render.diagnostics import print_diagnostics
    from chiso_cli.render.words import word

    spoken = language(None if lang is None else lang.value)
    try:
        done = chiso.publish(ruleset, rules=inputs.folders(rules))
    except chiso.RuleSetError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(verdict(fault.diagnostics)) from None
    except OSError as fault:
        name = str(fault.filename or ruleset)
        print_diagnostics([chiso.diagnostic_about(name, "cannot-write", file=name)], spoken, messages())
        raise typer.Exit(Exit.INPUT) from None
    said = word("published" if done.is_new else "published-before", spoken, name=done.reference, lock=done.lock)
    write(f"{said}\n{done.fingerprint}\n", None)
