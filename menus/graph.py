"""What a screen does, read off its own source: which screens it leads to, and whether answering it may act.

Screens name each other directly or by `link`, so what is read here (by `ast`) is exact. It is read to check and to draw
the menu book (`menus/checks.py`), never while serving: the engine goes by what the screens declare.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType
from typing import Any, Final

from menus.notation import SCREENS, Ask, Choose, Option, Screen, link

EFFECTS: Final = frozenset({"once", "outside"})
"""What a context does with effects (`menus/context.py`)."""
FLOWS: Final = "menus.flows"
"""The package whose functions are followed: a screen's own work, down to the domain's."""

LEADING: Final = (Screen, Option, Iterator[Option])
"""What a function gives that says where a way goes on."""


def read_ways(screen: Screen) -> list[Screen]:
    """The screens that this one's own functions name, in the order in which they name them."""
    return list(dict.fromkeys([each for function in _own_functions(screen) for each in read_screens(function)]))


def read_links(screen: Screen) -> list[str]:
    """The names by which this screen's functions, and those of the flows that they call, link to other flows."""
    every = [node for own in _own_functions(screen) for function in _called_by(own, set()) for node in _nodes(function)]
    calls = [node for node in every if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return [str(ast.literal_eval(node.args[0])) for node in calls if getattr(node.func, "id", "") == link.__name__]


def read_screens(function: Callable[..., Any], seen: frozenset[object] = frozenset()) -> list[Screen]:
    """The screens that a function names, itself or through one of the flows that returns a screen or an option."""
    found: list[Screen] = []
    for each in (_resolve(node, function) for node in _nodes(function)):
        if isinstance(each, Screen):
            found.append(each)
        elif inspect.isfunction(each) and each.__annotations__.get("return") in LEADING and each not in seen:
            found += read_screens(each, seen | {function})
    return list(dict.fromkeys(found))


def calls_effect(screen: Screen) -> bool:
    """Whether the functions of this screen, or those of the flows that they name, have an effect: what `acts` says."""
    return any(
        isinstance(node, ast.Attribute) and node.attr in EFFECTS
        for own in _own_functions(screen)
        for function in _called_by(own, set())
        for node in _nodes(function)
    )


def _own_functions(screen: Screen) -> list[Callable[..., Any]]:
    """The functions that are a screen's own: its body, what a question offers beside typing, and where back leads."""
    if isinstance(screen, Ask):
        return [screen.body, screen.options, screen.back]
    return [screen.body, screen.back] if isinstance(screen, Choose) else [screen.body]


def _called_by(function: Callable[..., Any], seen: set[object]) -> Iterator[Callable[..., Any]]:
    """A function, and the functions of the flows that it names, itself or through others."""
    seen.add(function)
    yield function
    for each in (_resolve(node, function) for node in _nodes(function)):
        if isinstance(each, FunctionType) and _is_of_flows(each, function) and each not in seen:
            yield from _called_by(each, seen)


def _is_of_flows(named: FunctionType, by: Callable[..., Any]) -> bool:
    """Whether a function stands in a flow, or in the very file of the one that names it."""
    return named.__module__ == by.__module__ or named.__module__.startswith(f"{FLOWS}.")


@cache
def _nodes(function: Callable[..., Any]) -> list[ast.Name | ast.Attribute | ast.Call]:
    """The names and the calls in a function's body."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    body = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)).body
    return [
        node
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name | ast.Attribute | ast.Call)
    ]


def _resolve(node: ast.Name | ast.Attribute | ast.Call, function: Callable[..., Any]) -> object:
    if isinstance(node, ast.Call):
        is_link = isinstance(node.func, ast.Name) and _resolve(node.func, function) is link
        return SCREENS.get(ast.literal_eval(node.args[0])) if is_link else None
    scope = inspect.unwrap(function).__globals__
    if isinstance(node, ast.Name):
        return scope.get(node.id)
    if isinstance(node.value, ast.Name):
        return getattr(scope.get(node.value.id), node.attr, None)
    return None
