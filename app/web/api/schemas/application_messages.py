"""What was sent about an application, as the agencies' API tells it."""

from datetime import datetime
from typing import Final

from pydantic import BaseModel, Field

from app.domain.applying.application_messages import MessageTopic
from app.domain.messaging.messages import Channel, MessageKind, MessageState


class MessageTold(BaseModel):
    """A message and what became of it: neither its words nor whom it went to."""

    topic: MessageTopic = Field(
        description="What it tells: a change of the application, a reminder that it is not paid, what to bring, or"
        " that money has come."
    )
    version: int | None = Field(description="The step that it tells of; null of a payment's.")
    channel: Channel
    kind: MessageKind = Field(
        description="`alert` waits at night and ends with STOP; `receipt` goes to the phone on which it was done."
    )
    state: MessageState = Field(
        description="`pending`, `leased`, `attempting`: on its way. `unknown`: it may have gone. `accepted`: the"
        " network has it; e-mails end here. `delivered`: it is on the phone. `failed`, `expired`: it did not arrive,"
        " `error` says why."
    )
    created_at: datetime
    accepted_at: datetime | None
    final_at: datetime | None
    parts: int | None = Field(description="SMS that it took, as the network counts.")
    cost: str | None = Field(description="As the network says: `KES 0.8000`.")
    error: str | None = Field(description="Why it has not gone, or not arrived.")


class MessagesTold(BaseModel):
    """What was sent, oldest first."""

    messages: list[MessageTold]


TOLD: Final = {
    "messages": [
        {
            "topic": "change",
            "version": 2,
            "channel": "sms",
            "kind": "alert",
            "state": "delivered",
            "created_at": "2026-11-23T09:00:00Z",
            "accepted_at": "2026-11-23T09:00:01Z",
            "final_at": "2026-11-23T09:00:04Z",
            "parts": 1,
            "cost": "KES 0.8000",
            "error": None,
        }
    ]
}
