"""Payments on the phone in a terminal: answers prompts and pays paybills on the phone in use, and records both."""

import re
from datetime import UTC, datetime
from typing import Final

from app.simulator.phone_money import PIN, PhoneMoney
from app.simulator.stories.phones import ANSWERS
from app.simulator.stories.recorder import StoryRecorder
from app.simulator.terminal.held_phones import HeldPhones

ENDS: Final = {"cancel": "cancel", "ignore": "no_answer", "nomoney": "no_money"}
"""Words that end a prompt, and the simulator's answer for each."""


class TerminalPayer:
    """The M-PESA menu of the phone that is in use."""

    def __init__(self, phones: HeldPhones, money: PhoneMoney, recorder: StoryRecorder | None) -> None:
        self._phones, self._money, self._recorder = phones, money, recorder

    def list_prompts(self) -> None:
        """Show the prompts of the phone."""
        self._money.list_prompts(self._phones.now.handset.number)

    def answer_prompt(self, word: str, given: re.Match[str]) -> None:
        """Answer a prompt: `pin 1234 late`, `cancel`."""
        pin, how = given.groups()
        answer, told = ENDS.get(word) or ("pin_right" if pin == PIN else "pin_wrong"), (how or "once").lower()
        handset, began = self._phones.now.handset, datetime.now(UTC)
        said = self._money.answer(handset.number, answer, told)
        if said is not None and self._recorder:
            does = next(words for words, each in ANSWERS.items() if each == answer)
            is_paid = answer == "pin_right"
            self._recorder.answer_payer(handset.number, handset.network, does, said, told, began=began, is_paid=is_paid)

    def pay_bill(self, given: re.Match[str]) -> None:
        """Pay a paybill by hand: its number, the account and the amount."""
        paybill, account, amount = given[1], " ".join(given[2].split()), given[3].replace(",", "")
        handset, began = self._phones.now.handset, datetime.now(UTC)
        said = self._money.pay_bill(handset.number, paybill, account, amount)
        if said is not None and self._recorder:
            paid = (amount, paybill, account)
            self._recorder.pay_bill(handset.number, handset.network, paid, said, began=began)

    def tell_news(self) -> None:
        """Show the prompts that have come since the last call."""
        handset = self._phones.now.handset
        asked = self._money.tell_news(handset.number)
        if asked and self._recorder:
            self._recorder.ask_payer(handset.number, handset.network, [f"$ {each}" for each in asked])
