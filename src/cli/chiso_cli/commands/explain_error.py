"""`chiso explain-error [ID]`: the page on a diagnostic, why it is a fault and how to mend it; without ID, all ids."""

from __future__ import annotations

from typing import Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language
from chiso_cli.faults import ending_on_faults

Id = Annotated[
    str | None,
    typer.Argument(
        metavar="ID", help="The word in brackets of an error or a warning: unknown-input.", show_default=False
    ),
]


def explain_error(id: Id = None, lang: inputs.Language = None, out: inputs.Out = None) -> None:
    """Explain an error or a warning: why it is one, an example, how to mend it; without ID, list them all."""
    import chiso
    from chiso_cli.outputs import write
    from chiso_cli.render.pages import printed_list, printed_page

    spoken, for_file = language(lang), out is not None
    with ending_on_faults(spoken):
        if id is None:
            text = printed_list(chiso.diagnostic_lines(spoken), for_file)
        else:
            text = printed_page(chiso.diagnostic_page(id.strip("[]"), spoken), for_file)
        write(text, out)
