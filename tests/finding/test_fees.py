"""What a service costs in all."""

from decimal import Decimal

import pytest

from app.container import Container
from app.domain.catalogue.fees import AccessFees, Fee
from app.domain.catalogue.search.finder import Finder
from app.domain.catalogue.search.index import Index


@pytest.mark.parametrize(
    ("base", "access"),
    [
        ("1", "5"),
        ("199", "5"),
        ("200", "10"),
        ("499", "15"),
        ("699", "20"),
        ("700", "25"),
        ("1000", "50"),
        ("500000", "50"),
    ],
)
def test_the_access_fee_is_that_of_its_tier(index: Index, base: str, access: str) -> None:
    assert index._access_fees.fee(Decimal(base)) == Fee(Decimal(base), Decimal(access))


def test_free_stays_free_and_what_is_not_published_is_not_known(index: Index) -> None:
    assert index._access_fees.fee(None) is None
    free = index._access_fees.fee(Decimal(0))
    assert free is not None
    assert free.free
    assert free.total == 0


def test_a_published_total_has_the_access_fee_in_it(index: Index) -> None:
    service = index.by_code("business-name")
    assert service is not None
    assert index.fee(service) == Fee(Decimal(950), Decimal(0))


@pytest.mark.parametrize(("setting", "total"), [("tiers", 7550), ("50", 7550), ("20", 7520), ("0", 7500)])
def test_the_setting_says_how_it_is_charged(container: Container, setting: str, total: int) -> None:
    index = Finder(container.database, setting).index()
    service = index.by_code("passport-new-34")
    assert service is not None
    fee = index.fee(service)
    assert fee is not None
    assert fee.total == total


def test_without_tiers_nothing_is_added() -> None:
    assert AccessFees().fee(Decimal(100)) == Fee(Decimal(100), Decimal(0))
