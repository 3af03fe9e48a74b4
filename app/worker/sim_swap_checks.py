"""The worker's part that asks the provider whether a SIM was swapped, in threads of its own: no SMS waits for that."""

from concurrent.futures import Future
from functools import partial
from typing import Final

from app.container import Container
from app.domain.identity.recovery import sim_swap_checks
from app.domain.identity.recovery.sim_swap_checks import ClaimedCheck
from app.domain.messaging.messages import Channel
from app.platform.observability import failed, log
from app.providers.ports import Accepted, Refused, SimSwapGateway
from app.worker.sender_pool import SenderPool

ASKERS: Final = 4
"""Concurrent queries. At the expected peak 600 codes are sent in an hour (`otp_budget`), one in six seconds, and an
answer takes less than a second."""


class SimAsking:
    """Sends the SIM checks that are due. Without AT_SIM_SWAP there is no provider, and nothing is done."""

    def __init__(self, container: Container) -> None:
        self._database, self._provider = container.database, container.sim_swap_gateway()
        self._lane = SenderPool(Channel.SMS, senders=ASKERS)

    def turn(self) -> list[Future[None]]:
        """Start as many checks as there are free threads; returns one future for each."""
        free = self._lane.free()
        if self._provider is None or not free:
            return []
        with self._database.transaction() as session:
            claimed = sim_swap_checks.claim(session, free)
        return [self._lane.start(partial(self._ask_or_tell, self._provider, each)) for each in claimed]

    def finish(self) -> None:
        """Wait until all that was started is done."""
        self._lane.finish()

    def _ask_or_tell(self, provider: SimSwapGateway, claimed: ClaimedCheck) -> None:
        try:
            self._ask(provider, claimed)
        except Exception as error:
            failed("sim check", error)  # it is asked again when its lease has run out

    def _ask(self, provider: SimSwapGateway, claimed: ClaimedCheck) -> None:
        outcome = provider.ask(claimed.phone)
        with self._database.transaction() as session:
            if isinstance(outcome, Accepted):
                sim_swap_checks.asked(session, claimed, outcome.provider_id)
            elif isinstance(outcome, Refused) and not outcome.temporary:
                sim_swap_checks.refused(session, claimed)
            else:
                sim_swap_checks.retry_later(session, claimed)
        what, why = type(outcome).__name__.lower(), getattr(outcome, "code", getattr(outcome, "reason", ""))
        tell = log.error if isinstance(outcome, Refused) and outcome.for_all else log.info
        tell("asked about a SIM", outcome=what, reason=why)
