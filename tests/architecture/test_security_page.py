"""docs/security.md says for each requirement of ASVS whether it is met, and names the test or page that shows it.

`asvs_5.0.0_level2.txt` has the ids of levels 1 and 2, as OWASP published them in
`5.0/docs_en/OWASP_Application_Security_Verification_Standard_5.0.0_en.csv` of the release v5.0.0. The chapters V6, V7
and V8 are answered twice: for phones and API keys, and for staff, in rows that begin with `staff`.
"""

import re
from pathlib import Path
from typing import Final

import pytest
from pydantic import SecretStr

from app.platform.config.settings import Settings
from tests.architecture.test_reliability import TEST, TESTS, exists

DOCS: Final = TESTS.parent / "docs"
PAGE: Final = DOCS / "security.md"
IDS: Final = Path(__file__).with_name("asvs_5.0.0_level2.txt").read_text().split()
VERDICTS: Final = ("met", "not met", "not applicable")
WORDS: Final = {
    "2.1.1": "forms.md#conditions",
    "2.1.2": "interface.md#moves",
    "2.1.3": "interface.md#limits",
    "5.1.1": "api.md#the-photo",
    "6.1.1": "decisions/guessing-and-floods.md",
    "6.1.2": "decisions/passwords.md",
    "6.1.3": "#ways-in",
    "7.1.1": "#sessions",
    "7.1.2": "#sessions",
    "8.1.1": "#who-may-do-what",
    "8.1.2": "#who-may-do-what",
    "11.1.1": "#keys-and-algorithms",
    "13.1.1": "#attackers-and-the-boundaries-that-they-stand-at",
    "14.1.1": "privacy.md",
    "14.1.2": "privacy.md",
    "15.1.1": "#what-an-operator-must-do",
    "15.1.3": "decisions/requests-taken-in-whole.md",
    "16.1.1": "#what-is-logged",
    "staff 6.1.1": "console.md#signing-in",
    "staff 6.1.2": "console.md#signing-in",
    "staff 6.1.3": "#ways-in",
    "staff 7.1.1": "#sessions",
    "staff 7.1.2": "#sessions",
    "staff 8.1.1": "console.md#roles",
    "staff 8.1.2": "#who-may-do-what",
}
"""The requirements that ask for documentation, and where that documentation stands."""
OF_STAFF: Final = [f"staff {each}" for each in IDS if each.partition(".")[0] in ("6", "7", "8")]
ROW: Final = re.compile(r"^\| ((?:staff )?\d+\.\d+\.\d+) \|", re.MULTILINE)
STORY: Final = re.compile(r"`(stories/[\w/]+\.story)`")
LINK: Final = re.compile(r"\]\(((?!https?:)[^)]+)\)")
ATTACKS: Final = (
    "SMS", "relayed code", "changed SIM", "borrowed phone", "recycled number", "cyber-cafe", "desk clerk",
    "stolen key", "forged audit", "forged callback", "pumping", "spraying", "references", "laptop", "CSRF", "XSS",
    "insider", "phishing", "locking",
)  # fmt: skip


def page() -> str:
    return PAGE.read_text()


def cells(line: str) -> list[str]:
    return re.split(r"\s*\|\s*", line)[1:-1]


def rows() -> dict[str, tuple[str, str, str]]:
    """For each requirement: what it asks for, the verdict, and what shows it, or why it is not met."""
    found = [cells(line) for line in page().splitlines() if ROW.match(line)]
    return {first: (asks, verdict, why) for first, asks, verdict, why in found}


def attacks() -> list[list[str]]:
    """Each attack, what stops it, and where that is shown."""
    table = page().partition("\n## Attacks\n")[2].partition("\n## ")[0]
    return [cells(line) for line in table.splitlines() if line.startswith("| ") and not line.startswith("| attack |")]


def shown(text: str) -> list[str]:
    """The tests and stories that a text names."""
    return ["::".join(pair) for pair in TEST.findall(text)] + STORY.findall(text)


def is_there(name: str) -> bool:
    """Whether there is such a test or story."""
    file, _, test = name.partition("::")
    return exists(file, test) if test else (TESTS / file).is_file()


def leads_somewhere(link: str) -> bool:
    """Whether a link of the page leads to a file, and to a heading that stands in it."""
    file, _, heading = link.partition("#")
    target = DOCS / file if file else PAGE
    if not target.is_file():
        return False
    headings = re.findall(r"^#+ (.+)$", target.read_text(), re.MULTILINE)
    return not heading or heading in {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def test_every_requirement_has_one_row_in_its_order_and_none_is_made_up() -> None:
    named = ROW.findall(page())
    assert [each for each in named if not each.startswith("staff")] == IDS
    assert [each for each in named if each.startswith("staff")] == OF_STAFF
    assert (len(IDS), len(set(IDS)), len(OF_STAFF)) == (253, 253, 60)


def test_every_row_says_in_a_few_words_what_is_asked_and_how_it_stands() -> None:
    assert {name: verdict for name, (_, verdict, _) in rows().items() if verdict not in VERDICTS} == {}
    assert {name: asks for name, (asks, _, _) in rows().items() if not 2 <= len(asks.split()) <= 14} == {}


def test_the_verdicts_are_counted_on_the_page() -> None:
    for words, names in ((f"Of {len(IDS)}", IDS), (f"Of the {len(OF_STAFF)} of the console", OF_STAFF)):
        given = [rows()[name][1] for name in names]
        counted = ", ".join(f"{given.count(verdict)} {verdict}" for verdict in VERDICTS)
        assert f"{words}: {counted}." in page()


def test_what_is_met_is_shown_by_a_test_or_where_words_are_asked_for_by_words() -> None:
    met = {name: why for name, (_, verdict, why) in rows().items() if verdict == "met"}
    assert {name for name, why in met.items() if not shown(why) and f"({WORDS.get(name)})" not in why} == set()
    assert WORDS.keys() <= met.keys()


def test_what_is_not_met_or_does_not_apply_says_why() -> None:
    others = {name: why for name, (_, verdict, why) in rows().items() if verdict != "met"}
    assert {name: why for name, why in others.items() if len(why.split()) < 3} == {}


def test_every_attack_is_stopped_by_something_that_is_shown() -> None:
    first = [row[0] for row in attacks()]
    assert [each for each in ATTACKS if not any(each in attack for attack in first)] == []
    assert [attack for attack, stops, where in attacks() if not stops or not shown(where)] == []


def test_every_test_and_story_that_is_named_is_there() -> None:
    named = set(shown(page()))
    assert len(named) > 200
    assert {name for name in named if not is_there(name)} == set()


def test_every_link_leads_somewhere() -> None:
    links = set(LINK.findall(page()))
    assert len(links) > 8
    assert {link for link in links if not leads_somewhere(link)} == set()


@pytest.mark.parametrize("link", ["nothing.md", "#nothing", "privacy.md#nothing"])
def test_a_link_that_leads_nowhere_would_be_found(link: str) -> None:
    assert not leads_somewhere(link)


@pytest.mark.parametrize("name", ["stories/nothing.story", "unit/test_seal.py::test_that_nobody_wrote"])
def test_a_test_or_story_that_is_not_there_would_be_found(name: str) -> None:
    assert not is_there(name)


def test_every_secret_among_the_settings_has_a_place_in_the_table_of_keys() -> None:
    table = page().partition("\n## Keys and algorithms\n")[2].partition("\n## ")[0]
    secrets = {name.upper() for name, field in Settings.model_fields.items() if field.annotation is SecretStr}
    assert {name for name in secrets if f"`{name}`" not in table} == {"SMTP_URL"}, (
        "passwords in URLs stand there together"
    )
