"""Everything that a comment or a page cites exists in the repository, under the cited name (docs/adding.md)."""

import re
from collections.abc import Callable, Iterator
from typing import Final

import pytest

from tests.architecture.prose import ROOT, all_told, headings
from tests.architecture.test_reliability import ROWS
from tests.architecture.test_security_page import DOCS, IDS, is_there, shown

pytestmark = pytest.mark.slow

NAME: Final = r"[A-Z]?\d+"
CITED: Final = re.compile(rf"\b(law|source|threat|fault)s?\s+({NAME}(?:(?:,|\s+and|\s+to)\s+{NAME})*)\b")
"""`law 5`, `laws 1 and 3`, `source 12`, `threats T4, T6`, `faults F9 to F12`."""
PART: Final = re.compile(r"\binterface:\s+(\w+)")
"""`interface: limits`."""
ASVS: Final = re.compile(r"\bASVS\s+(?!5\.0\.0)(\d+\.\d+\.\d+(?:(?:,|\s+and)\s+\d+\.\d+\.\d+)*)")
"""`ASVS 7.3.1 and 7.5.1`."""
BARE: Final = re.compile(r"(?<![\w/`%.-])[TF]\d{1,2}\b(?![\w`-])")
"""A row of docs/reliability.md that is cited without the word `threat` or `fault`."""
FOREIGN: Final = re.compile(
    r"\bdesign(?:\.md|\s+law)?\s+\d|\(facts?\b|\bfacts?(?:\s+of\s+[\w' ]+)?,\s+(?:section\s+)?[A-Z]?\d|\bfacts/"
    r"|\b[Tt]he\s+contract\b|\(contract\)|\bcontract\.md|\bhelp\s+(?:article\s+)?\d{5,}"
    r"|\b(?:[Ii]ssue|[Ff]inding|[Tt]icket)\s+#?\d|\b[Ss]ections?\s+\d|§|\bASVS\s+5\.0,\s+\d"
)
"""Citations of documents outside of the repository, and citations in another form."""
ABROAD: Final = "docs/sources.md"
"""The page that cites documents of others, by their own numbers."""
AT_HOME: Final = "docs/reliability.md"
"""The page whose rows are the threats and faults: there they need no word before them."""


def numbered(page: str) -> set[str]:
    return {match[1] for match in (re.match(r"(\d+)\. ", heading) for heading in headings(page)) if match}


def parts() -> set[str]:
    return {heading.lower() for heading in headings("interface.md")}


KNOWN: Final[dict[str, Callable[[], set[str]]]] = {
    "law": lambda: numbered("laws.md"),
    "source": lambda: numbered("sources.md"),
    "threat": lambda: {name for name in ROWS if name.startswith("T")},
    "fault": lambda: {name for name in ROWS if name.startswith("F")},
    "interface": parts,
    "ASVS": lambda: set(IDS),
}
"""The kinds of citations, and a function that returns the existing names of each."""


def citations(text: str) -> Iterator[tuple[str, str]]:
    """Each kind and name that a text cites."""
    for kind, names in CITED.findall(text):
        yield from ((kind, name) for name in re.findall(NAME, names))
    yield from (("interface", name) for name in PART.findall(text))
    yield from (("ASVS", name) for names in ASVS.findall(text) for name in re.findall(r"[\d.]+\d", names))


def dangling(text: str, known: dict[str, set[str]]) -> list[str]:
    """The citations of a text that have the right form but name nothing that exists."""
    return [f"{kind} {name}" for kind, name in citations(text) if name not in known[kind]]


def foreign(text: str) -> list[str]:
    """The citations of a text that have another form, or name documents from elsewhere."""
    return [match[0] for match in FOREIGN.finditer(text)] + BARE.findall(CITED.sub("", text))


@pytest.mark.slow
def test_what_is_cited_is_there() -> None:
    known = {kind: names() for kind, names in KNOWN.items()}
    found = {(file, what) for file, text in all_told() for what in dangling(text, known)}
    assert found == set()


def test_nothing_else_is_cited() -> None:
    found = {(file, what) for file, text in all_told() if file not in (ABROAD, AT_HOME) for what in foreign(text)}
    assert found == set()


def test_each_kind_is_cited_and_each_source_has_a_reason_to_stand_there() -> None:
    read = [text for file, text in all_told() if not file.startswith("tests/architecture/")]
    cited = {pair for text in read for pair in citations(text)}
    assert {kind for kind, _ in cited} == KNOWN.keys()
    assert {name for name in numbered("sources.md") if ("source", name) not in cited} == set()


def test_laws_and_sources_are_numbered_in_their_order() -> None:
    for page in ("laws.md", "sources.md"):
        numbers = [int(match[1]) for match in (re.match(r"(\d+)\. ", each) for each in headings(page)) if match]
        assert numbers == list(range(1, len(numbers) + 1))


def law_texts() -> dict[str, str]:
    """Each law by its heading."""
    found = re.split(r"^## ", (DOCS / "laws.md").read_text(), flags=re.MULTILINE)[1:]
    return {text.partition("\n")[0]: text for text in found}


def test_each_law_says_where_it_is_enforced_and_which_test_holds_it() -> None:
    for heading, text in law_texts().items():
        if "- Does not apply yet: " in text:
            continue
        where, by = text.partition("\n- Enforced in ")[2].split("\n- Held by ")
        assert re.findall(r"`[\w/]+\.(?:py|lua)`", where), heading
        assert shown(by), heading


def test_each_test_that_a_law_names_is_there() -> None:
    named = {name for text in law_texts().values() for name in shown(text)}
    assert len(named) > 15
    assert {name for name in named if not is_there(name)} == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kept (law 14)", ["law 14"]),
        ("kept (laws 1 and 99)", ["law 99"]),
        ("waits (source 0)", ["source 0"]),
        ("guarded (threats T4, T99)", ["threat T99"]),
        ("mended (faults F9 to\nF99)", ["fault F99"]),
        ("mended (fault T4)", ["fault T4"]),
        ("at most (interface: colours)", ["interface colours"]),
        ("ends (ASVS 7.3.1 and 99.1.1)", ["ASVS 99.1.1"]),
        ("kept (law 5), told (source 7; threat T9), (interface: limits), (ASVS 7.5.1)", []),
    ],
)
def test_what_is_not_there_would_be_found(text: str, found: list[str]) -> None:
    assert dangling(text, {kind: names() for kind, names in KNOWN.items()}) == found


@pytest.mark.parametrize(
    "text",
    [
        "in order (design 2)",
        "no network (design law 7)",
        "as in design.md 4",
        "after 180 s (facts: the provider)",
        "never (facts of reliability, 5.8)",
        "all of its papers, facts, 1.4",
        "as facts/ecitizen.md says",
        "the contract promises five seconds",
        "bytes of a body (contract)",
        "comes again for 12 hours (help 742510)",
        "as issue 7 wants",
        "closes finding 6",
        "see section 5.3 of it",
        "see § 3",
        "ends then (" + "ASVS" + " 5.0, 7.3.1)",
        "nobody learns of it (T12)",
        "killed and back (F9 to F12)",
    ],
)
def test_what_a_stranger_does_not_have_would_be_found(text: str) -> None:
    assert foreign(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "HELP 102030405061 is answered",
        "an import contract, and the facts of a service",
        "what RFC 9110, 13.1.1 and 3GPP TS 23.038 say",
        "by design of the phone",
        "threat T12 and faults F9 to F12",
        "it stands in `tests/faults/fuzz.py`",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    assert foreign(text) == []


def test_the_texts_of_code_and_of_pages_are_read() -> None:
    read = {file for file, _ in all_told()}
    assert {"app/ussd/turn.py", "sessions/claim.lua", "docs/laws.md", "README.md", "Makefile"} <= read
    assert len(read) > 400
    assert (ROOT / ABROAD).is_file()
    assert (ROOT / AT_HOME).is_file()
