"""Shapes of references: which can be registered, and that no reference fits the shapes of two agencies."""

from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.applications import reference_shapes
from app.domain.applications.reference_shapes import CLASSES, parse_shape
from app.domain.shared import references
from app.domain.shared.errors import Invalid

PARTS = st.lists(
    st.sampled_from([*"OI01LB-/"])
    | st.tuples(st.sampled_from([*CLASSES]), st.integers(1, 3), st.integers(0, 2)).map(
        lambda part: f"{part[0]}{{{part[1]},{part[1] + part[2]}}}"
    ),
    min_size=2,
    max_size=5,
).map("".join)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("AB[0-9]{4}", "AB[0-9]{4}"),
        ("AB[0-9]{4}", "AB-[0-9]{2}/[0-9]{2}"),
        ("AB[0-9]{4}", "A[A-Z][0-9]{4}"),
        ("AB[0-9]{4,6}", "AB[0-9]{6,8}"),
        ("ABO[0-9]{4}", "AB0[0-9]{4}"),
        ("ABI[0-9]{4}", "ABL[0-9]{4}"),
        ("ABL[0-9]{4}", "AB[0-9]{5}"),
        ("AB[A-Z]{4}", "AB[0-9]{4}"),
        ("AB[A-Z0-9]{4,9}", "ABC[0-9]{5}"),
    ],
)
def test_shapes_with_a_reference_in_common(one: str, two: str) -> None:
    assert reference_shapes.clashes_with(one, "dis", {two: "ntsa"}) == [two]
    assert reference_shapes.clashes_with(two, "dis", {one: "ntsa"}) == [one]
    assert reference_shapes.clashes_with(one, "dis", {two: "dis"}) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("AB[0-9]{4}", "AC[0-9]{4}"),
        ("AB[0-9]{4}", "AB[0-9]{5}"),
        ("ABZ[0-9]{4}", "AB[0-9]{5}"),
        ("B[0-9]{5,9}", "C[A-Z0-9]{5,9}"),
    ],
)
def test_shapes_that_are_apart(one: str, two: str) -> None:
    assert not parse_shape(one).overlaps(parse_shape(two))
    assert not parse_shape(two).overlaps(parse_shape(one))


@given(PARTS, PARTS, st.data())
def test_what_two_shapes_that_do_not_overlap_take_is_never_read_alike(one: str, two: str, data: st.DataObject) -> None:
    """Checked against the definition: a reference is drawn from one shape, and read by the other as a citizen's is."""
    try:
        first, second = parse_shape(one), parse_shape(two)
    except Invalid:
        return
    drawn = data.draw(st.from_regex(one, fullmatch=True, alphabet=ascii_uppercase + digits + "-/"))
    key = references.lookup_key(drawn)
    assert first.reads(key)
    assert not key.isdigit(), "no reference of ours, no phone, no ID number"
    if second.reads(key):
        assert first.overlaps(second)


@pytest.mark.parametrize(
    "shape",
    [
        "", "[0-9]{12}", "[0-9]{5,20}", "OIL[0-9]{9}", "[A-Z]{5,9}", "[A-Z0-9]{12}", "AB", "AB[0-9]{2}", "AB[0-9]{19}",
        "AB.*", "AB[0-9]+", "AB\\d{4}", "(AB|CD)[0-9]{4}", "ab[0-9]{4}", "AB[a-z]{4}", "AB[^0-9]{4}", "AB [0-9]{4}",
        "A{5}[0-9]", "AB[0-9]{0,4}", "AB[0-9]{9,3}", "AB[0-9]{99}", "AB[0-9]{4}$", "[", "AB[0-9", "ÄB[0-9]{4}",
        "B[0-9]{1,9}[A-Z]{1,9}[0-9]{1,9}[A-Z]{1,9}",
    ],
)  # fmt: skip
def test_what_is_no_shape(shape: str) -> None:
    with pytest.raises(Invalid, match=r"^shape: "):
        parse_shape(shape)
