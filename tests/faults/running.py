"""What runs in a forked process: the worker, or a web; everything that they need is imported before the fork."""

import os
import signal
import sys
import threading
import traceback
from typing import Any, Final

from flask.cli import cli
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from app.dev.supervisor import end_with
from tests.faults import steps

NOBODY: Final = "PATH", "PYTHONPATH", "HOME", "TMPDIR"
"""The only variables that are kept of the caller's environment."""


class Quiet(WSGIRequestHandler):
    """Says nothing of what it serves: a path holds the callback key."""

    def log(self, *_: Any) -> None: ...


def fork(order: dict[str, Any]) -> tuple[int, int]:
    """Start what is ordered in a new process; its process id, and the port of a web (0: it is none)."""
    reader, writer = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _child(order, writer, parent)
    os.close(writer)
    with os.fdopen(reader) as told:
        return pid, int(told.readline() or "0")


def _child(order: dict[str, Any], ready: int, parent: int) -> None:
    status = 1
    try:
        end_with(parent)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        kept = {name: os.environ[name] for name in NOBODY if name in os.environ}
        os.environ.clear()
        os.environ.update(kept | order["environment"])
        if order["step"]:
            steps.arm(order["step"], order["nth"])
        _web(ready) if order["start"] == "web" else _worker(ready)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _worker(ready: int) -> None:
    os.close(ready)
    cli.main(["--app", "wsgi", "worker"], standalone_mode=False)


def _web(ready: int) -> None:
    from wsgi import application

    server: BaseWSGIServer = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    os.write(ready, f"{server.server_port}\n".encode())
    os.close(ready)
    server.serve_forever(0.05)
