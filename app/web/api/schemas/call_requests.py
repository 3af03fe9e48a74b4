"""Requests to be called back, as a call centre reads them."""

from datetime import datetime

from pydantic import BaseModel, Field

from app.domain.subscribers.call_requests import Topic


class CallWanted(BaseModel):
    """Somebody wants to be called."""

    id: str
    phone: str | None = Field(description="The whole number, in E.164; null where it cannot be read any more.")
    language: str = Field(description="The language that is spoken: `en`, `sw`.")
    topic: Topic
    asked_at: datetime


class CallsWanted(BaseModel):
    """The open requests."""

    call_requests: list[CallWanted] = Field(description="The oldest first.")


class CallDone(BaseModel):
    """A request that is done."""

    id: str
    done_at: datetime = Field(description="When somebody first said so.")
