"""Services of the catalogue, as the agencies' API tells of them."""

from pydantic import BaseModel, Field


class ServiceFound(BaseModel):
    """A service of the catalogue, as a citizen is told of it. Null is what is not published."""

    code: str
    name: str = Field(description="The agency's own name of it.")
    name_sw: str
    label: str = Field(description="The name on a menu line: at most 32 septets of GSM 03.38.")
    label_sw: str
    agency: str = Field(description="The code of the agency that gives it.")
    agency_name: str = Field(description="The agency's short name.")
    category: str
    county: str | None = Field(description="The code of the county that gives it: `047`.")
    fee_kes: float | None = Field(description="The agency's fee in shillings.")
    access_fee_kes: float | None = Field(description="What eCitizen adds to it.")
    total_kes: float | None
    fee_source: str | None = Field(description="Where the fee comes from, and since when.")
    processing_days: int | None = Field(description="Working days; 0 is at once.")
    documents: list[str] = Field(description="What to bring.")
    channel: str = Field(description="`phone`: can be applied for on a phone with keys; `portal`: only there.")
    portal_url: str | None


class ServicesFound(BaseModel):
    """What was found, best first."""

    services: list[ServiceFound]
    nearest: bool = Field(description="True where nothing is meant by the words, and these come nearest to them.")
