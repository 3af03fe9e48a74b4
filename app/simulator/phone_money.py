"""The M-PESA of a phone in a terminal: prompts that come, the answers to them, paying a paybill by hand."""

from collections.abc import Callable
from typing import Final

from app.simulator.gateway_client import GatewayClient, GatewayRefusal

PIN: Final = "1234"
"""The PIN of every simulated phone."""


class PhoneMoney:
    """The M-PESA menu of a phone. `say` shows a line to the user of the terminal."""

    def __init__(self, client: GatewayClient, say: Callable[[str], None]) -> None:
        self._client, self._say = client, say
        self._told: set[str] = set()

    def list_prompts(self, number: str) -> None:
        """Show the prompts of a phone."""
        self._say("\n".join(each["text"] for each in self._client.prompts(number)) or "(no prompt)")

    def answer(self, number: str, answer: str, told: str) -> str | None:
        """Answer the first prompt on a phone; returns what M-PESA says then, or None if there is no prompt."""
        waiting = self._client.prompts(number)
        if not waiting:
            self._say("There is no M-PESA prompt on this phone. Words after `sms` are texted: sms cancel")
            return None
        return self._shown(lambda: self._client.answer_prompt(waiting[0]["id"], answer, told))

    def pay_bill(self, number: str, paybill: str, account: str, amount: str) -> str | None:
        """Pay a paybill by hand; returns what M-PESA says then, or None if the gateway refuses it."""
        return self._shown(lambda: self._client.pay_bill(number, paybill, account, amount))

    def tell_news(self, number: str) -> list[str]:
        """Show the prompts that have come since the last call; returns their texts."""
        new = [each for each in self._client.prompts(number) if each["id"] not in self._told]
        for each in new:
            self._told.add(each["id"])
            self._say(f"{each['text']} type: pin {PIN}, cancel, ignore, nomoney")
        return [each["text"] for each in new]

    def _shown(self, ask: Callable[[], str]) -> str | None:
        try:
            said = ask()
        except GatewayRefusal as refusal:
            self._say(f"M-PESA: {refusal}")
            return None
        self._say(said)
        return said
