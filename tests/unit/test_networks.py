"""The network of a phone, by the code that comes with a hop and by the range of its number."""

from app.platform.networks import Network, network_of_code, network_of_number


def test_networks_by_the_ranges_of_their_numbers() -> None:
    told = {"0722000001": "Safaricom", "0110000001": "Safaricom", "0733000001": "Airtel", "0770000001": "Telkom"}
    assert {each: str(network_of_number(f"+254{each[1:]}")) for each in told} == told
    assert network_of_number("not a number") is Network.UNKNOWN
    assert network_of_code("62001").may_have_mpesa, "a network that we do not know may be new"
