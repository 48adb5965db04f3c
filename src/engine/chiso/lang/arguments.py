"""How the arguments of a call meet the parameters of its function."""

from __future__ import annotations

from chiso.lang.functions import Function, Parameter
from chiso.lang.syntax import Call, Expression


def fits(node: Call, function: Function) -> bool:
    """Whether the arguments are as many, and named as, the signature asks."""
    parameters = [parameter.name for parameter in function.parameters]
    given = len(node.arguments) + len(node.named)
    most = given if function.variadic else len(parameters)
    taken = parameters[: len(node.arguments)]
    filled = {*taken, *(named.name for named in node.named)}
    lacking = [p.name for p in function.parameters if p.default is None and p.name not in filled]
    wrong = [named for named in node.named if named.name not in parameters or named.name in taken]
    twice = len({named.name for named in node.named}) < len(node.named)
    return not (wrong or twice or lacking or given > most or (function.variadic and node.named))


def arguments_of(
    node: Call, function: Function
) -> tuple[tuple[Expression, ...], tuple[tuple[Parameter, Expression], ...]]:
    """The values and the settings of a call that fits its signature, in the order of the parameters."""
    if function.variadic:
        return node.arguments, ()
    by_name: dict[str, Expression] = {named.name: named.value for named in node.named}
    names = (parameter.name for parameter in function.parameters)
    by_name.update(zip(names, node.arguments, strict=False))
    values = tuple(by_name[p.name] for p in function.parameters if p.default is None)
    settings = tuple((p, by_name[p.name]) for p in function.parameters if p.default is not None and p.name in by_name)
    return values, settings
