"""Lists of applications, as the agencies' API tells them."""

from datetime import datetime
from typing import Final

from pydantic import BaseModel, Field

from app.domain.catalogue.models import Status


class ApplicationListed(BaseModel):
    """Where an application stands. What is sealed is not here, the note neither: for that it is read by itself."""

    reference: str
    status: Status
    stage: str = Field(description="The code of the agency's stage.")
    stage_label: str = Field(description="The agency's word, as the citizen reads it in English.")
    service: str
    version: int = Field(ge=1, description="One more with each change.")
    since: datetime = Field(description="When it changed last.")
    place: str | None
    created_at: datetime


class ApplicationsListed(BaseModel):
    """A page of applications: the one that changed longest ago first."""

    applications: list[ApplicationListed]
    next: str | None = Field(description="The `cursor` of the next page; null where there is none now.")
    as_of: datetime = Field(
        description="The `since` to ask with the next time, once you have read to the last page: what changed before"
        " then is all in what you were given. Two minutes before the first page was asked for, because a change may be"
        " seen a little later than its time; so the latest come again, with the version that you know."
    )


LISTED: Final = {
    "applications": [
        {
            "reference": "EPP1-A1B2C3D4",
            "status": "processing",
            "stage": "printed",
            "stage_label": "Passport printed",
            "service": "passport-renew-34",
            "version": 2,
            "since": "2026-11-23T09:00:00Z",
            "place": None,
            "created_at": "2026-11-20T09:00:00Z",
        }
    ],
    "next": None,
    "as_of": "2026-11-23T09:10:00Z",
}
