"""What comes along when a value is pasted: blanks and what cannot be seen. Nothing that can be seen is changed here,
so that no identifier becomes another."""

import unicodedata


def trimmed(text: str) -> str:
    """A text without blanks and invisible characters around it."""
    start, end = 0, len(text)
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return text[start:end]


def evened(text: str) -> str:
    """For numbers: also without invisible characters inside, each blank a space, each dash a hyphen."""
    return "".join(_evened(letter) for letter in trimmed(text))


def _evened(letter: str) -> str:
    match unicodedata.category(letter):
        case "Cf":
            return ""
        case "Zs":
            return " "
        case "Pd":
            return "-"
        case _:
            return letter


def _is_blank(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cf", "Zs", "Zl", "Zp")
