"""Which URLs a webhook may have, and which addresses are public: a corpus of refused ones, and accepted ones."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.shared.errors import Invalid
from app.domain.webhooks.webhook_urls import LONGEST, Target, read_url
from app.providers.public_addresses import is_public

PAYLOADS = Path(__file__).parents[1] / "payloads"


def corpus(name: str) -> list[str]:
    """The lines of a file, without comments. A line in quotes is a JSON string."""
    lines = (PAYLOADS / name).read_text().split("\n")
    said = [line for line in lines if line and not line.startswith("#")]
    return [json.loads(line) if line.startswith('"') else line for line in said]


URLS, ADDRESSES = corpus("webhook_urls_refused.txt"), corpus("addresses_refused.txt")


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    assert len(URLS) >= 150
    assert len(set(URLS)) == len(URLS)
    assert len(set(ADDRESSES)) == len(ADDRESSES)


@pytest.mark.parametrize("url", URLS)
def test_a_url_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_url(url)
    assert len(url) < 12 or url not in str(refusal.value)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "41.90.64.1", "100.63.255.255", "100.128.0.0",
        "126.255.255.255", "128.0.0.1", "168.63.129.15", "169.253.255.255", "172.15.255.255", "172.32.0.0",
        "192.0.1.1", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
        "2000::1", "2001:200::1", "2001:4860:4860::8888", "2003::1", "2606:4700:4700::1111", "2c0f:fe38::1",
    ],
)  # fmt: skip
def test_an_address_beside_a_special_range_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://hooks.example.go.ke", Target("https", "hooks.example.go.ke", 443, "/")),
        ("HTTPS://Hooks.Example.go.ke/A", Target("https", "hooks.example.go.ke", 443, "/A")),
        ("https://hooks.example.go.ke:8443/a/b?c=d&e", Target("https", "hooks.example.go.ke", 8443, "/a/b?c=d&e")),
        ("https://hooks.example.go.ke?a=b", Target("https", "hooks.example.go.ke", 443, "/?a=b")),
        ("https://hooks.example.go.ke/a@b:c/%C3%A9", Target("https", "hooks.example.go.ke", 443, "/a@b:c/%C3%A9")),
        ("https://xn--bcher-kva.co.ke/", Target("https", "xn--bcher-kva.co.ke", 443, "/")),
        ("https://1.nairobi.go.ke/", Target("https", "1.nairobi.go.ke", 443, "/")),
    ],
)
def test_a_url_is_taken_apart(url: str, target: Target) -> None:
    assert read_url(url) == target


def test_what_is_longer_than_a_url_may_be_is_refused() -> None:
    url = "https://hooks.example.go.ke/"
    read_url(url.ljust(LONGEST, "a"))
    with pytest.raises(Invalid):
        read_url(url.ljust(LONGEST + 1, "a"))


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("http://localhost:5000/hooks", "localhost:5000"),
        ("http://127.0.0.1/", "127.0.0.1"),
        ("https://127.0.0.1:5000/", "127.0.0.1:5000"),
        ("http://[::1]:5000/", "[::1]:5000"),
    ],
)
def test_a_host_that_was_named_may_be_private(url: str, authority: str) -> None:
    target = read_url(url, ["localhost", "127.0.0.1", "::1"])
    assert (target.is_private, target.authority) == (True, authority)


@pytest.mark.parametrize("url", ["http://127.0.0.2/", "http://hooks.localhost/", "http://localhost.evil.com/"])
def test_a_host_is_named_letter_by_letter(url: str) -> None:
    with pytest.raises(Invalid):
        read_url(url, ["localhost", "127.0.0.1"])


@given(st.text(alphabet="https:/@.[]%#?\\127x0aek-_ \n\u00e9\uff0e", max_size=40).map("https://".__add__))
def test_whatever_is_typed_is_a_public_name_or_refused(url: str) -> None:
    try:
        target = read_url(url)
    except Invalid:
        return
    assert url.lower().startswith(f"https://{target.host}")
    assert url.isascii()
    assert url[len("https://") + len(target.host) :][:1] in ("", ":", "/", "?")
    assert target.port in (443, 8443)
    last = target.host.rpartition(".")[2]
    assert not last.isdigit()
    assert not last.startswith("0x")
