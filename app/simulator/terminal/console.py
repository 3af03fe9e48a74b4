"""Reads lines in a terminal, and shows texts meanwhile without disturbing what is being typed."""

import sys
import threading
from typing import Final

try:
    import readline
except ImportError:  # a Python without it: lines are read all the same
    readline = None  # type: ignore[assignment]

CLEAR_LINE: Final = "\r\x1b[K"


class TerminalConsole:
    """The terminal of one process. Any thread may show a text."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._prompt = ""
        self._is_terminal = readline is not None and sys.stdin.isatty() and sys.stdout.isatty()
        if self._is_terminal:
            readline.set_auto_history(False)

    def read(self, prompt: str) -> str:
        """The next line. Raises EOFError at the end of the input."""
        with self._lock:
            self._prompt = prompt
        try:
            return input(prompt)
        finally:
            with self._lock:
                self._prompt = ""

    def remember(self, line: str) -> None:
        """Add a line to the history for the arrow keys, in memory only."""
        if self._is_terminal and line.strip():
            readline.add_history(line)

    def show(self, text: str) -> None:
        """Show a text, above what is being typed."""
        with self._lock:
            if self._prompt and self._is_terminal:
                typed = readline.get_line_buffer()
                sys.stdout.write(f"{CLEAR_LINE}{text}\n{self._prompt}{typed}")
            else:
                sys.stdout.write(f"{text}\n")
            sys.stdout.flush()
