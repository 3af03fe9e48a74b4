"""Times of the day as people say them: Kiswahili counts the hours from sunrise, so that 08:00 is `saa 2 asubuhi`."""

from typing import Final

PARTS: Final = ((4, "usiku"), (12, "asubuhi"), (16, "mchana"), (19, "jioni"), (24, "usiku"))
"""What the hours before each of these are called."""
BETWEEN: Final = {0: "", 15: " na robo", 30: " na nusu"}


def said(hours: str, language: str) -> str:
    """`08:00-17:00` in a language: `saa 2 asubuhi-11 jioni` in Kiswahili."""
    if language != "sw":
        return hours
    opens, closes = (_in_swahili(each) for each in hours.split("-"))
    return f"saa {opens}-{closes}"


def _in_swahili(time: str) -> str:
    hour, minute = (int(part) for part in time.split(":"))
    part = next(name for before, name in PARTS if hour % 24 < before)
    return f"{(hour - 6) % 12 or 12}{BETWEEN.get(minute, f' na dakika {minute}')} {part}"
