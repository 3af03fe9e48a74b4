"""The gazetted tiers of the access fee, as they stand in the database."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.catalogue.fees import AccessFees, Tier
from app.domain.catalogue.models import AccessFeeTier


def access_fees(session: Session, setting: str) -> AccessFees:
    """How eCitizen charges for access now; `setting` is ACCESS_FEE."""
    rows = session.scalars(select(AccessFeeTier).order_by(AccessFeeTier.min_kes))
    return AccessFees(setting, [Tier(row.min_kes, row.max_kes, row.access_fee_kes) for row in rows])
