"""Which IP addresses are of the public Internet, and not of this machine, its network or a translator into it.

By our own list of the special-purpose registries (RFC 6890; IANA, ipv4- and ipv6-special-registry): what Python calls
global has changed between its patch releases.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

SPECIAL_V4: Final = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",  # this network: Linux connects 0.0.0.0 to itself
            "10.0.0.0/8",
            "100.64.0.0/10",  # carriers' NAT; also a cloud's metadata (100.100.100.200)
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's own services, although of a public range
            "169.254.0.0/16",  # link-local; most clouds' metadata (169.254.169.254)
            "172.16.0.0/12",
            "192.0.0.0/24",  # protocol assignments; also a cloud's metadata (192.0.0.192)
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",  # multicast, reserved, broadcast
        ),
    )
)
GLOBAL_V6: Final = ip_network("2000::/3")
"""All unicast addresses that are allocated. Outside are loopback, mapped and compatible IPv4, NAT64 (64:ff9b::), unique
local, link-local, site-local, multicast, and what is not allocated."""
SPECIAL_V6: Final = tuple(
    map(
        ip_network,
        (
            "2001::/23",  # protocol assignments, Teredo and ORCHID among them
            "2001:db8::/32",
            "2002::/16",  # 6to4: an IPv4 address is inside
            "2620:4f:8000::/48",
            "3fff::/20",
        ),
    )
)
ISATAP: Final = (0x00005EFE, 0x02005EFE)
"""The upper half of an interface's id that has an IPv4 address in its lower half (RFC 5214, 6.1)."""


def is_public(text: str) -> bool:
    """Whether an address, as a resolver writes it, is of the public Internet; False for what is no address."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in each for each in SPECIAL_V4)
    return _is_public_v6(address)


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in GLOBAL_V6:
        return False
    if (int(address) >> 32) & 0xFFFFFFFF in ISATAP:
        return False
    return not any(address in each for each in SPECIAL_V6)
