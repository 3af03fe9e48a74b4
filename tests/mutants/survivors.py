"""Mutants that no test notices, and those of them that were looked at and explained (`survivors.toml`)."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

EXPLAINED: Final = Path(__file__).with_suffix(".toml")
NOTICED: Final = frozenset({"killed", "timeout", "caught by type check", "segfault"})
UNSEEN: Final = frozenset({"not checked", "check was interrupted by user"})
_LINE: Final = re.compile(r"^\s*(?P<name>[\w.ǁ]+)__mutmut_(?P<number>\d+): (?P<status>[a-z ]+)$", re.M)


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
    """What came of each mutant, by module, and the full names of those that no test noticed."""

    by_module: dict[str, Counter[str]] = field(default_factory=dict)
    unnoticed: list[str] = field(default_factory=list)

    def total(self, *kinds: str) -> int:
        """How many came to one of these ends; of none named, all."""
        return sum(
            count for each in self.by_module.values() for kind, count in each.items() if kind in kinds or not kinds
        )


def read_results(printed: str) -> Found:
    """What `mutmut results --all true` prints."""
    found = Found()
    for name, number, status in _LINE.findall(printed):
        end = "noticed" if status in NOTICED else "not tried" if status in UNSEEN else "unnoticed"
        module = name.rpartition(".")[0]
        found.by_module.setdefault(module, Counter())[end] += 1
        if end == "unnoticed":
            found.unnoticed.append(f"{name}__mutmut_{number}")
    return found


def read_survivor(name: str, diff: str) -> Survivor:
    """What `mutmut show` prints of a mutant."""
    changed = [line for line in diff.splitlines() if re.match(r"[+-](?![+-]{2} )", line)]
    was, became = (" ".join(line[1:].strip() for line in changed if line[0] == sign) for sign in "-+")
    return Survivor(function_of(name), was, became)


def function_of(name: str) -> str:
    """`app.domain.otp.use` of the name of one of its mutants, `app.domain.otp.x_use__mutmut_3`."""
    module, _, rest = name.partition("__mutmut_")[0].rpartition(".")
    return f"{module}.{rest.removeprefix('xǁ').removeprefix('x_').replace('ǁ', '.')}"


def explained(file: Path = EXPLAINED) -> dict[Survivor, str]:
    """The survivors that were looked at, and why no test needs to notice each of them."""
    told = tomllib.loads(file.read_text())
    return {Survivor(each["in"], each["was"], each["became"]): each["why"] for each in told.get("survivor", [])}
