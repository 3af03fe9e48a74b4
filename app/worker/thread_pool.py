"""Threads that do one kind of work: who is slow there holds up nobody elsewhere."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class ThreadPool:
    """So many threads, each for one piece of work at a time. Used by one thread: the worker's own."""

    def __init__(self, name: str, threads: int) -> None:
        self.size = threads
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._working: set[Future[None]] = set()

    def free(self) -> int:
        """How many threads have nothing to do."""
        self._working = {each for each in self._working if not each.done()}
        return self.size - len(self._working)

    def start(self, work: Callable[[], None]) -> Future[None]:
        """Give a free thread something to do."""
        future = self._threads.submit(work)
        self._working.add(future)
        return future

    def finish(self) -> None:
        """Wait until every thread is done; none starts again."""
        self._threads.shutdown()
