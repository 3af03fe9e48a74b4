"""Mutants that no test notices, and those of them that were looked at and explained (`survivors.toml`)."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
EXPLAINED: Final = Path(__file__).with_suffix(".toml")
NOTICED: Final = frozenset({"killed", "timeout", "caught by type check", "segfault"})
UNSEEN: Final = frozenset({"not checked", "check was interrupted by user"})
_LINE: Final = re.compile(r"^\s*(?P<name>[\w.ǁ]+)__mutmut_(?P<number>\d+): (?P<status>[a-z ]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Survivor:
    """One change that went unnoticed: in which function, the line as it was and as it became.

    Lines and not numbers: a mutant's number moves with whatever is written above it.
    """

    function: str
    was: str
    became: str


@dataclass
class Found:
    """The results of the mutants, by module, and the full names of those that no test noticed."""

    by_module: dict[str, Counter[str]] = field(default_factory=dict)
    unnoticed: list[str] = field(default_factory=list)

    def total(self, *kinds: str) -> int:
        """How many mutants have one of these results; without a name, all."""
        return sum(
            count for each in self.by_module.values() for kind, count in each.items() if kind in kinds or not kinds
        )


def read_results(printed: str) -> Found:
    """Read the output of `mutmut results --all true`."""
    found = Found()
    for name, number, status in _LINE.findall(printed):
        end = "noticed" if status in NOTICED else "not tried" if status in UNSEEN else "unnoticed"
        module = name.rpartition(".")[0]
        found.by_module.setdefault(module, Counter())[end] += 1
        if end == "unnoticed":
            found.unnoticed.append(f"{name}__mutmut_{number}")
    return found


def read_survivor(name: str, diff: str) -> Survivor:
    """Read the diff that `mutmut show` prints of a mutant."""
    changed = [line for line in diff.splitlines() if re.match(r"[+-](?![+-]{2} )", line)]
    was, became = (" ".join(line[1:].strip() for line in changed if line[0] == sign) for sign in "-+")
    return Survivor(function_of(name), was, became)


def function_of(name: str) -> str:
    """`app.domain.identity.otp.use_code` of one of its mutants, `app.domain.identity.otp.x_use_code__mutmut_3`."""
    module, _, rest = name.partition("__mutmut_")[0].rpartition(".")
    return f"{module}.{rest.removeprefix('xǁ').removeprefix('x_').replace('ǁ', '.')}"


def explained(file: Path = EXPLAINED) -> dict[Survivor, str]:
    """The survivors that were looked at, and why no test needs to notice each of them."""
    told = tomllib.loads(file.read_text())
    return {Survivor(each["in"], each["was"], each["became"]): each["why"] for each in told.get("survivor", [])}


def stands(survivor: Survivor, root: Path = ROOT) -> bool:
    """Whether the line that an explanation is about is still in its function; otherwise the explanation is obsolete."""
    module, _, name = survivor.function.rpartition(".")
    if not _file(module, root).exists():  # a method: the last of the module's name is the class
        module, _, of = module.rpartition(".")
        name = f"{of}.{name}"
    file = _file(module, root)
    text = file.read_text() if file.exists() else ""
    found = (ast.get_source_segment(text, node) for known, node in _functions(ast.parse(text)) if known == name)
    return any(survivor.was in " ".join(map(str.strip, (each or "").splitlines())) for each in found)


def _file(module: str, root: Path) -> Path:
    return root.joinpath(*module.split(".")).with_suffix(".py")


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions and methods that mutmut changes, by their names in the module."""
    for each in tree.body:
        if isinstance(each, ast.FunctionDef):
            yield each.name, each
        elif isinstance(each, ast.ClassDef):
            yield from ((f"{each.name}.{one.name}", one) for one in each.body if isinstance(one, ast.FunctionDef))
