"""Serves an application with Granian, as in production, but in this process: the phones' event streams need it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import requests
from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server

from app.bootstrap.web import serve


@contextmanager
def serving_live(app: Flask, *, port: int) -> Iterator[str]:
    """Serve the application with Granian in a thread of this process; yields its base URL."""
    stopped, base = threading.Event(), f"http://127.0.0.1:{port}"
    thread = threading.Thread(target=lambda: asyncio.run(_serve(app, port, stopped)), daemon=True)
    thread.start()
    try:
        _wait_for(base)
        yield base
    finally:
        stopped.set()
        thread.join(5)


async def _serve(app: Flask, port: int, stopped: threading.Event) -> None:
    server = Server(
        serve(app),
        port=port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
    )
    running = asyncio.ensure_future(server.serve())
    await asyncio.get_running_loop().run_in_executor(None, stopped.wait)
    server.stop()  # type: ignore[no-untyped-call]
    await asyncio.wait([running], timeout=2)


def _wait_for(base: str) -> None:
    for _ in range(200):
        try:
            requests.get(f"{base}/healthz", timeout=5)
        except requests.ConnectionError:
            threading.Event().wait(0.02)
        else:
            return
    raise TimeoutError(base)
