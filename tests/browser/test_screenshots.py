"""The pictures of docs/ can be taken, and each that a page shows is one of them."""

import re
from pathlib import Path

import pytest

from tests.browser.screenshots import IMAGES, PICTURES, take
from tests.browser.site import Site

DOCS = IMAGES.parent
LARGEST = 120 * 1024
"""Bytes of a picture."""


@pytest.mark.slow
def test_every_picture_can_be_taken(site: Site, tmp_path: Path) -> None:
    take(site, tmp_path)
    assert {each.stem for each in tmp_path.glob("*.png")} == set(PICTURES)


def test_each_picture_is_there_small_and_shown() -> None:
    text = "".join(page.read_text() for page in (*DOCS.glob("*.md"), DOCS.parent / "README.md"))
    shown = set(re.findall(r"images/([a-z-]+)\.png", text))
    taken = [*IMAGES.iterdir()]
    assert shown == set(PICTURES) == {each.stem for each in taken}
    assert all(each.stat().st_size <= LARGEST for each in taken)
