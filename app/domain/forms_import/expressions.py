"""The subset of XPath that a form may use: a parser to conditions, and back. Nothing evaluates XPath.

condition   = all { "or" all }
all         = one { "and" one }
one         = "(" condition ")" | selected(${q}, 'x') | regex(., '...') | left operator right
left        = "." | ${q}
operator    = "=" | "!=" | "<" | "<=" | ">" | ">="
right       = a whole number | 'text' | today() | today() + 30 | today() - 30
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from app.domain.forms.definition import ITSELF, Comparison, Condition, Filter, Group, Matches, Today

LONGEST: Final = 500
"""Most characters of an expression."""
DEEPEST: Final = 10
"""Most parentheses within each other."""
LARGEST: Final = 10**9
"""The largest absolute value of a number."""
Operator = Literal["=", "!=", "<", "<=", ">", ">="]
OPERATORS: Final = get_args(Operator)
TOKEN: Final = re.compile(
    r"""\s*(?: (?P<question>\$\{\s*[A-Za-z_][\w.-]*\s*\}) | (?P<text>'[^']*'|"[^"]*") | (?P<number>[0-9]+(?:\.[0-9]+)?)
    | (?P<word>[A-Za-z_][\w:-]*) | (?P<mark>!=|<=|>=|[=<>().,+-]) )""",
    re.VERBOSE | re.ASCII,
)
QUOTES: Final = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
"""Typographic quotes, which a spreadsheet puts in place of plain ones."""


class ExpressionRefused(Exception):
    """An expression is invalid or not of this subset; the message says what is wanted."""


@dataclass(frozen=True)
class Token:
    """A token of an expression. `kind`: `question`, `text`, `number`, `word`, `mark`, or `end`."""

    kind: str
    said: str


def parse_condition(written: str) -> Condition:
    """Parse a condition. Raises ExpressionRefused."""
    reader = _Reader([*_tokens(written), Token("end", "")])
    condition = reader.read_condition(0)
    reader.expect("end", "")
    return condition


def parse_filter(written: str) -> Filter:
    """Parse a `choice_filter`: `attribute = ${question}`. Raises ExpressionRefused."""
    match [*_tokens(written)]:
        case [Token("word", attribute), Token("mark", "="), Token("question", question)]:
            return Filter(attribute=attribute, question=_name_in(question))
    raise ExpressionRefused("one equality is wanted, such as county = ${county}")


def write_condition(condition: Condition) -> str:
    """A condition as an author writes it; parsing the text gives the same condition."""
    if isinstance(condition, Group):
        parts = (
            f"({write_condition(each)})" if isinstance(each, Group) else write_condition(each) for each in condition.of
        )
        return f" {condition.op} ".join(parts)
    if isinstance(condition, Matches):
        return f"regex({_written_left(condition.left)}, {_quoted(condition.pattern)})"
    return f"{_written_left(condition.left)} {condition.op} {_written_right(condition.right)}"


def _written_left(left: str) -> str:
    return left if left == ITSELF else f"${{{left}}}"


def _written_right(right: str | int | Today) -> str:
    if isinstance(right, Today):
        return "today()" if not right.today else f"today() {'+' if right.today > 0 else '-'} {abs(right.today)}"
    return str(right) if isinstance(right, int) else _quoted(right)


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"


def _tokens(written: str) -> Iterator[Token]:
    if len(written) > LONGEST:
        raise ExpressionRefused(f"at most {LONGEST} letters are wanted")
    written = written.translate(QUOTES).rstrip()
    at = 0
    while at < len(written):
        found = TOKEN.match(written, at)
        if found is None or found.lastgroup is None:
            raise ExpressionRefused(f"this is not understood: {written[at:].strip()[:20]}")
        yield Token(found.lastgroup, found[found.lastgroup])
        at = found.end()


def _name_in(question: str) -> str:
    return question[2:-1].strip()


class _Reader:
    """Parses tokens one after the other."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def here(self) -> Token:
        return self._tokens[self._at]

    def take(self, kind: str, *said: str) -> str | None:
        """Take the next token if it is one of these, or any of this kind where `said` is empty; else None."""
        here = self.here
        if here.kind != kind or (said and here.said not in said):
            return None
        self._at += kind != "end"
        return here.said

    def expect(self, kind: str, *said: str) -> str:
        """Take the next token, which must be one of these. Raises ExpressionRefused."""
        taken = self.take(kind, *said)
        if taken is None:
            wanted = " or ".join(filter(None, said)) or ("nothing more" if kind == "end" else f"a {kind}")
            raise ExpressionRefused(f"{wanted} is wanted {self._where()}")
        return taken

    def _where(self) -> str:
        before = self._tokens[self._at - 1].said if self._at else ""
        return f"after {before}" if before else "at the beginning"

    def read_condition(self, depth: int) -> Condition:
        """Parse one or more conditions joined by `or`, and within these by `and`."""
        return self._read_group("or", depth)

    def _read_group(self, joined: Literal["and", "or"], depth: int) -> Condition:
        parts: list[Condition] = []
        while not parts or self.take("word", joined):
            parts.append(self._read_group("and", depth) if joined == "or" else self._read_one(depth))
        return parts[0] if len(parts) == 1 else Group(op=joined, of=tuple(parts))

    def _read_one(self, depth: int) -> Condition:
        if self.take("mark", "("):
            if depth == DEEPEST:
                raise ExpressionRefused(f"at most {DEEPEST} parentheses within each other are wanted")
            condition = self.read_condition(depth + 1)
            self.expect("mark", ")")
            return condition
        if word := self.take("word"):
            return self._read_call(word)
        left = self._read_left()
        operator = cast("Operator", self.expect("mark", *OPERATORS))
        return Comparison(op=operator, left=left, right=self._read_right())

    def _read_call(self, word: str) -> Condition:
        if word not in ("selected", "regex"):
            raise ExpressionRefused(f"{word} is not taken here; there are selected(), regex(), today(), and, or")
        self.expect("mark", "(")
        left = self._read_left()
        self.expect("mark", ",")
        text = self.expect("text")[1:-1]
        self.expect("mark", ")")
        if word == "regex":
            if left != ITSELF:
                raise ExpressionRefused("regex() is about the answer itself: regex(., '...')")
            return Matches(pattern=text)
        if left == ITSELF:
            raise ExpressionRefused("selected() is about an earlier question: selected(${q}, 'x')")
        return Comparison(op="=", left=left, right=text)

    def _read_left(self) -> str:
        if self.take("mark", "."):
            return ITSELF
        if question := self.take("question"):
            return _name_in(question)
        raise ExpressionRefused(f". or ${{question}} is wanted {self._where()}")

    def _read_right(self) -> str | int | Today:
        if text := self.take("text"):
            return text[1:-1]
        if self.take("word", "today"):
            return self._read_today()
        sign = -1 if self.take("mark", "-") else 1
        if self.here.kind != "number":
            raise ExpressionRefused(f"a whole number, a text in quotes or today() is wanted {self._where()}")
        return sign * self._read_number()

    def _read_today(self) -> Today:
        self.expect("mark", "(")
        self.expect("mark", ")")
        sign = self.take("mark", "+", "-")
        if sign is None:
            return Today()
        days = self._read_number()
        if days > 366 * 200:
            raise ExpressionRefused("so many days are no date")
        return Today(today=-days if sign == "-" else days)

    def _read_number(self) -> int:
        said = self.expect("number")
        if "." in said or int(said) > LARGEST:
            raise ExpressionRefused(f"a whole number of at most {LARGEST} is wanted: {said[:20]}")
        return int(said)
