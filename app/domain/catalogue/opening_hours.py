"""Times of the day as people say them: Kiswahili counts the hours from sunrise, so that 08:00 is `saa 2 asubuhi`."""

from app.platform.languages.language_files import Clock, spoken


def said(hours: str, language: str) -> str:
    """`08:00-17:00` in a language: `saa 2 asubuhi-11 jioni` in Kiswahili."""
    clock = spoken()[language].clock if language in spoken() else None
    if clock is None:
        return hours
    opens, closes = (_time(each, clock) for each in hours.split("-"))
    return clock.said.format(opens=opens, closes=closes)


def _time(time: str, clock: Clock) -> str:
    hour, minute = time.split(":")
    part = next(name for before, name in clock.parts if int(hour) % 24 < before)
    past = clock.past.get(minute, clock.minutes.format(minutes=int(minute))) if int(minute) else ""
    return " ".join(each for each in (str((int(hour) - clock.sunrise) % 12 or 12), past, part) if each)
