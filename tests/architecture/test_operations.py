"""The Prometheus rules, the dashboard, the runbook and the page of metrics name only metrics and alarms that exist."""

import ast
import json
import re
from functools import cache
from typing import Any, Final

import pytest
import yaml

from app.platform.observability import ALARM_NAMES
from tests.architecture import metrics_page
from tests.architecture.prose import DOCS, ROOT
from tests.architecture.test_documents import all_commands
from tests.architecture.test_pages import anchors

RULES: Final = ROOT / "ops" / "prometheus" / "lango.rules.yml"
BOARD: Final = ROOT / "ops" / "grafana" / "lango.json"
RUNBOOK: Final = DOCS / "runbook.md"
OF_PROMETHEUS: Final = frozenset({"up"})
"""Metrics that Prometheus itself adds for each target."""
KEYWORDS: Final = frozenset({"by", "or", "and", "unless", "on", "ignoring", "without", "offset"})
FUNCTIONS: Final = frozenset({"sum", "max", "min", "rate", "increase", "histogram_quantile", "topk"})
SUBJECTS: Final = ("Alarms", "Hops", "Sessions", "SMS", "Payments", "Database and outbox", "Overview")
PARTS: Final = ("Means", "See", "Do", "Do not")
SAID: Final = re.compile(r"flask --app wsgi ([a-z-]+(?: [a-z-]+)*)")


@cache
def names() -> frozenset[str]:
    """Every name of a sample that a query may use."""
    return frozenset(name for each in metrics_page.metrics() for name in each.samples) | OF_PROMETHEUS


@cache
def labels() -> frozenset[str]:
    return frozenset({label for each in metrics_page.metrics() for label in each.labels} | {"le", "instance", "job"})


def rules() -> list[dict[str, Any]]:
    """The alerts of the file, as Prometheus reads them."""
    loaded = yaml.safe_load(RULES.read_text())
    assert set(loaded) == {"groups"}
    assert all(set(group) == {"name", "rules"} for group in loaded["groups"])
    return [rule for group in loaded["groups"] for rule in group["rules"]]


def faults(expression: str) -> set[str]:
    """The metrics, labels and functions of an expression that do not exist, and brackets that do not close."""
    found = {f"{a}{b}" for a, b in ("()", "[]", "{}") if expression.count(a) != expression.count(b)}
    bare = re.sub(r'"[^"]*"', '""', expression)
    within = re.findall(r"\b(?:by|on|without|ignoring) \(([^)]*)\)", bare) + re.findall(r"\{([^}]*)\}", bare)
    found |= set(re.findall(r"[a-z_]+", " ".join(within))) - labels()
    bare = re.sub(r"\b(by|on|without|ignoring) \([^)]*\)|\{[^}]*\}|\[[^]]*\]", " ", bare)
    called = set(re.findall(r"([a-z_]+)(?= ?\()", bare)) - KEYWORDS
    found |= called - FUNCTIONS
    return found | (set(re.findall(r"[a-z][a-z_]*", bare)) - FUNCTIONS - KEYWORDS - names())


def sections() -> dict[str, str]:
    """The runbook's parts, one for each alert."""
    parts = re.split(r"^### (\w+)\n", RUNBOOK.read_text(), flags=re.MULTILINE)[1:]
    return {
        name: re.split(r"^## ", text, flags=re.MULTILINE)[0] for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def alarms_said(source: str) -> set[str]:
    """The names that a module passes to `alarm`; an interpolated part becomes `*`."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "alarm":
            continue
        [what] = node.args
        parts = what.values if isinstance(what, ast.JoinedStr) else [what]
        found.add("".join(str(each.value) if isinstance(each, ast.Constant) else "*" for each in parts))
    return found


def panels() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(BOARD.read_text())["panels"]
    return found


def test_the_page_of_the_metrics_is_as_it_is_now() -> None:
    page = metrics_page.PAGE.read_text()
    assert metrics_page.made(page) == page, "run: python -m tests.architecture.metrics_page"
    assert len(metrics_page.metrics()) > 40


def test_a_metric_that_is_not_on_the_page_would_be_found() -> None:
    page = metrics_page.PAGE.read_text()
    assert metrics_page.made(re.sub(r"\| lango_redis_up .*\n", "", page)) == page
    assert metrics_page.made(page.replace("| lango_redis_up |", "| lango_radish_up |")) == page


def test_prometheus_can_load_the_rules() -> None:
    assert len(rules()) > 30
    for rule in rules():
        assert set(rule) == {"alert", "expr", "for", "labels", "annotations"}, rule["alert"]
        assert re.fullmatch(r"Lango[A-Za-z]+", rule["alert"])
        assert re.fullmatch(r"\d+[smh]", rule["for"]), rule["alert"]
        assert rule["labels"] in ({"severity": "page"}, {"severity": "ticket"}), rule["alert"]
        assert set(rule["annotations"]) == {"summary", "runbook_url"}
        assert len(rule["annotations"]["summary"]) > 15
    assert len({rule["alert"] for rule in rules()}) == len(rules())


def test_the_rules_ask_for_what_is_told() -> None:
    assert {rule["alert"]: found for rule in rules() if (found := faults(rule["expr"]))} == {}


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("max(lango_radish_up) == 0", "lango_radish_up"),
        ("lango_alarms > 0", "lango_alarms"),
        ('sum by (colour) (lango_alarms_total{what="x"})', "colour"),
        ('lango_alarms_total{colour="x"}', "colour"),
        ("reckon(lango_redis_up)", "reckon"),
        ("max((lango_redis_up) == 0", "()"),
    ],
)
def test_what_is_not_told_would_be_found(expression: str, fault: str) -> None:
    assert fault in faults(expression)


def test_each_rule_leads_to_its_part_of_the_runbook_and_each_part_is_of_a_rule() -> None:
    told = {rule["alert"]: rule["annotations"]["runbook_url"] for rule in rules()}
    assert told == {name: f"docs/runbook.md#{name.lower()}" for name in sections()}
    assert {url.partition("#")[2] for url in told.values()} <= anchors(RUNBOOK)


def test_each_part_of_the_runbook_says_what_it_means_and_what_to_do() -> None:
    severity = {rule["alert"]: rule["labels"]["severity"] for rule in rules()}
    for name, text in sections().items():
        assert re.findall(r"^- \*\*([^*]+):\*\* \S", text, re.MULTILINE) == list(PARTS), name
        assert f"(**{severity[name]}**" in text, name


def test_every_command_of_the_runbook_is_there() -> None:
    known = all_commands()
    for page in (RUNBOOK, DOCS / "backups.md"):
        said = SAID.findall(page.read_text())
        assert said
        astray = {each for each in said if not any(each == name or each.startswith(f"{name} ") for name in known)}
        assert astray == set(), page.name


def test_every_alarm_has_a_rule_and_a_part_of_the_runbook() -> None:
    said = {name for file in (ROOT / "app").rglob("*.py") for name in alarms_said(file.read_text())} - {"*"}
    known = {name for name in ALARM_NAMES if not re.fullmatch(r"sms of a \w+ capped", name)}
    assert said == known | {"sms of a * capped"}
    asked = {what for rule in rules() for what in re.findall(r'alarms_total\{what="([^"]*)"\}', rule["expr"])}
    assert asked == set(ALARM_NAMES)
    told = re.findall(r", alarm `([^`]+)`\)", RUNBOOK.read_text())
    assert sorted(told) == sorted(ALARM_NAMES)


def test_an_alarm_of_a_new_name_would_be_found() -> None:
    assert alarms_said('alarm("x")\nalarm(f"y of {z}")\nsay("w")') == {"x", "y of *"}


def test_the_dashboard_has_a_row_for_each_subject_and_its_numbers_are_told() -> None:
    board = json.loads(BOARD.read_text())
    assert [each["title"] for each in panels() if each["type"] == "row"] == [*SUBJECTS]
    assert [each["name"] for each in board["templating"]["list"] if each["type"] == "datasource"] == ["datasource"]
    assert len({each["id"] for each in panels()}) == len(panels())
    for panel in panels():
        for target in panel.get("targets", ()):
            assert target["datasource"] == {"type": "prometheus", "uid": "${datasource}"}, panel["title"]
            assert faults(target["expr"]) == set(), panel["title"]
        assert panel["type"] == "row" or panel["targets"], panel["title"]


def test_no_panel_lies_on_another() -> None:
    taken = [(x, y) for each in panels() for x, y in cells(each["gridPos"])]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24


def cells(place: dict[str, int]) -> list[tuple[int, int]]:
    return [(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])]


def test_every_metric_is_on_the_dashboard_or_in_a_rule() -> None:
    told = RULES.read_text() + BOARD.read_text()
    assert {each.name for each in metrics_page.metrics() if each.name not in told} <= {
        "lango_payments_total", "lango_refunds_total", "lango_payment_queries_total", "lango_payment_sweeps_total",
        "lango_webhooks_total", "lango_spool_total", "lango_worker_spool_total", "lango_worker_webhooks_total",
        "lango_worker_refunds_total",
    }  # fmt: skip
