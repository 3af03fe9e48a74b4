"""What a key is told of itself."""

from datetime import datetime

from pydantic import BaseModel, Field

from app.domain.staff.api_keys import Scope


class KeyLimits(BaseModel):
    """How much a key may do."""

    requests_per_minute: int
    sms_per_hour: int = Field(description="SMS that its changes may cause.")


class AgencyTold(BaseModel):
    """Whose key this is, and what it may be used for."""

    agency: str = Field(description="The agency's code.")
    agency_name: str
    key_id: str = Field(description="The public name of the key: it stands in histories and in the audit trail.")
    key_name: str | None = Field(description="What the key is for, as whoever made it wrote down.")
    scopes: list[Scope]
    services: list[str] = Field(description="The codes of the services that it is for; empty: all of the agency's.")
    is_test: bool = Field(description="Whether all that it records and reaches is for trying Lango out.")
    created_at: datetime
    expires_at: datetime = Field(description="From then on it is answered 401.")
    limits: KeyLimits
