"""docs/payments.md draws the state tables of payments as the code has them, and has a line for each open item."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from app.cli.payments import draw_states
from app.domain.payments.payment_states import PAYMENT_TRANSITIONS, RECEIPT_TRANSITIONS
from app.domain.payments.receipts.reconciliation import ItemKind
from app.domain.payments.refunding.refund_states import REFUND_TRANSITIONS
from tests.architecture.prose import ROOT

PAGE = (ROOT / "docs" / "payments.md").read_text()


TABLES = {"A payment": PAYMENT_TRANSITIONS, "A receipt": RECEIPT_TRANSITIONS, "A refund": REFUND_TRANSITIONS}


@pytest.mark.parametrize(("title", "table"), TABLES.items())
def test_the_drawn_states_are_those_of_the_table(title: str, table: Mapping[tuple[Any, Any], Any]) -> None:
    assert f"```mermaid\n{draw_states(title, table)}```\n" in PAGE


def test_every_open_item_has_its_line_in_the_runbook() -> None:
    assert re.findall(r"^\| (\w+) \|", PAGE.partition("## What to do with each open item")[2], re.MULTILINE)[
        1:
    ] == list(ItemKind)
