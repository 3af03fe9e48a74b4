"""Functions that type at the terminal phone on a pseudo-terminal and read what it shows."""

import re
from typing import Final

import pexpect

PHONE: Final = "phone> $"
ANSWER: Final = "answer> $"


def type_line(phone: pexpect.spawn, line: str, then: str) -> str:
    """Type a line; what is shown until the next prompt."""
    phone.sendline(line)
    phone.expect_exact(f"{line}\r\n")
    phone.expect(then)
    return str(phone.before)


def seen_by(phone: pexpect.spawn, shown: str, pattern: str) -> str:
    """Text that appears without being typed for: found in what was shown already, or waited for."""
    found = re.search(pattern, shown)
    if found is None:
        phone.expect(pattern)
        found = phone.match
        phone.expect(PHONE)
    return str(found[0])


def plain(shown: str) -> list[str]:
    """The lines that are seen, without escape sequences."""
    return [re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", line) for line in shown.split("\n")]


def leave(phone: pexpect.spawn) -> int | None:
    """End the input; the exit status of the command."""
    phone.sendeof()
    phone.expect(pexpect.EOF)
    phone.close()
    return int(phone.exitstatus) if phone.exitstatus is not None else None
