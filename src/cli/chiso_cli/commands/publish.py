"""`chiso publish RULESET`: record an edition, so that nothing it says ever changes again."""

from __future__ import annotations

import typer

from chiso_cli import inputs
from chiso_cli.console import language
from chiso_cli.exits import verdict
from chiso_cli.faults import ending_on_faults, tell, writing


def publish(
    ruleset: inputs.Ruleset,
    rules: inputs.Rules = None,
    lang: inputs.Language = None,
) -> None:
    """Publish an edition: it is checked, its cases are run, and what it says is recorded in editions.lock."""
    import chiso
    from chiso_cli.outputs import write
    from chiso_cli.render.words import word

    spoken = language(lang)
    with ending_on_faults(spoken), writing(ruleset):
        try:
            done = chiso.publish(ruleset, rules=inputs.folders(rules))
        except chiso.RuleSetError as fault:
            tell(fault.diagnostics, spoken)
            raise typer.Exit(verdict(fault.diagnostics)) from None
        said = word("published" if done.is_new else "published-before", spoken, name=done.reference, lock=done.lock)
        write(f"{said}\n{done.fingerprint}\n", None)
