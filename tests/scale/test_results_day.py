"""The model of a day: with enough processes nobody waits; with too few, dials are refused and open sessions go on."""

from tests.scale.results_day import HOPS_A_DIAL, Day, carry, webs_for

HOP = 0.004
DAY = Day("a busy hour", dials=36_000, hours=1, peak=2, sms=1_000)
"""20 dials a second at its peak, 160 hops."""


def test_enough_processes_answer_every_dial_at_once() -> None:
    webs = webs_for(DAY, HOP)
    came = carry(DAY, webs=webs, hop_seconds=HOP, sms_a_second=50)
    assert webs == 2
    assert came.at_once == came.dials > 5_000
    assert (came.turned_away, came.given_up, came.sms_seconds) == (0, 0, 20)
    assert came.within(0.99) < 0.1


def test_too_few_turn_dials_away_and_those_under_way_go_on() -> None:
    came = carry(DAY, webs=1, hop_seconds=2.5 * HOP, sms_a_second=50)
    assert came.busy > 1.5
    assert came.turned_away > came.dials / 10
    assert came.within(0.99) < 2, "the queue is bounded, so whoever is answered is answered soon"
    assert len(came.waits) > HOPS_A_DIAL * came.at_once * 0.8
