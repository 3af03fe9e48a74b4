"""What a citizen answers where something is wanted, as agencies send and read it."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from app.domain.applying.citizen_replies import LONGEST
from app.web.api.fields import WRITABLE
from app.web.api.schemas.applications import ReplyTold
from app.web.api.schemas.body import Body


class NewReply(Body):
    """What a citizen answers at a desk or on a portal."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "It is with my mother"}]})

    text: Annotated[str, Field(max_length=LONGEST, pattern=WRITABLE)] | None = Field(
        None,
        description="In the citizen's own words; without it, that it is done. Refused where it may hold a password or"
        " a code.",
    )


class ReplyKept(BaseModel):
    """That an answer was kept. Its words are not told again here."""

    reference: str
    version: int = Field(ge=1, description="The step that it answers.")
    number: int = Field(ge=1, description="1 for the first answer to this step; 5 is the last that it takes.")
    at: datetime


class RepliesTold(BaseModel):
    """What was answered, oldest first."""

    replies: list[ReplyTold]


KEPT: Final = {"reference": "EPP1-A1B2C3D4", "version": 3, "number": 1, "at": "2026-11-21T09:00:00Z"}
TOLD: Final = {
    "replies": [
        {
            "version": 3,
            "number": 1,
            "at": "2026-11-21T09:00:00Z",
            "text": "It is with my mother",
            "actor": "agency:dis/0a1b2c3d",
        }
    ]
}
