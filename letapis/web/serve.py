"""The server: a free port of the loopback, an address that only the terminal and the browser know, and nothing logged."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from letapis.web.app import application, lock
from letapis.web.seat import Seat

LOOPBACK = "127.0.0.1"
_LOOKS = 5.0
"""Seconds between two looks whether the desk should lock."""


class Served:
    """A desk that is served until it is stopped."""

    def __init__(
        self, make: Callable[[Callable[[str], None], Callable[[], None]], Seat], port: int, said: Callable[[str], None]
    ) -> None:
        """``make`` makes the seat, given how it speaks on the terminal and how it ends the server."""
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((LOOPBACK, port))
        self.host = f"{LOOPBACK}:{self._socket.getsockname()[1]}"
        self.base = f"/{secrets.token_hex(8)}"
        self.seat = make(lambda words: said(words.replace(self.base, f"http://{self.host}{self.base}", 1)), self.stop)
        self._server: uvicorn.Server | None = None

    def address(self) -> str:
        """An address that opens one session."""
        return f"http://{self.host}{self.base}/open/{self.seat.sessions.invite()}"

    def stop(self) -> None:
        """End the server after what it is doing."""
        if self._server:
            self._server.should_exit = True

    def run(self) -> None:
        """Serve until somebody stops it."""
        config = uvicorn.Config(
            application(self.seat, self.host, self.base), log_config=None, log_level="critical", access_log=False,
            server_header=False, date_header=False, ws="none", lifespan="off", http="h11", loop="asyncio", proxy_headers=False,
            limit_concurrency=64, timeout_keep_alive=30,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        try:
            asyncio.run(self._serve(self._server))
        except KeyboardInterrupt:
            pass
        finally:
            self.seat.close()
            self._socket.close()

    async def _serve(self, server: uvicorn.Server) -> None:
        watch = asyncio.create_task(self._watch())
        try:
            await server.serve(sockets=[self._socket])
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch

    async def _watch(self) -> None:
        """Lock when nobody has been there for a while, without waiting for somebody to ask for a screen."""
        while True:
            await asyncio.sleep(_LOOKS)
            if self.seat.idle:
                await lock(self.seat, self.base)
