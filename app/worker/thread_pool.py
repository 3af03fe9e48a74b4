"""Threads for one kind of work, so that slow work of one kind does not delay another."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class ThreadPool:
    """So many threads, each for one piece of work at a time. Not thread-safe: for the worker's own thread only."""

    def __init__(self, name: str, threads: int) -> None:
        self.size = threads
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._working: set[Future[None]] = set()

    def free(self) -> int:
        """How many threads have nothing to do."""
        self._working = {each for each in self._working if not each.done()}
        return self.size - len(self._working)

    def start(self, work: Callable[[], None]) -> Future[None]:
        """Run some work in a free thread."""
        future = self._threads.submit(work)
        self._working.add(future)
        return future

    def finish(self) -> None:
        """Wait until every thread is done; nothing more may be started."""
        self._threads.shutdown()
