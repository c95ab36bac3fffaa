"""A small wire over HTTP that answers as the API does, with faults on demand."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

PAGE = 10


@dataclass(slots=True)
class FakeWire:
    """Entries 1 to n of epoch 1; `answers` are given first, whatever is asked."""

    entries: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    answers: list[Response] = field(default_factory=list[Response])
    asked: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    epoch: int = 1
    twice: bool = False
    """Whether each entry is sent once more, with the page that follows."""
    heard: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    """Released at each request."""
    grown: asyncio.Event = field(default_factory=asyncio.Event)

    def grow(self, number: int = 1, **facts: object) -> None:
        """Append entries."""
        for _ in range(number):
            self.entries.append(an_entry(len(self.entries) + 1) | facts)
        self.grown.set()

    def app(self) -> Starlette:
        """The wire as an application."""
        return Starlette(
            routes=[Route("/v1/entries", self.pull), Route("/v1/stream", self.stream)],
        )

    async def pull(self, request: Request) -> Response:
        """`/entries`."""
        self.heard.release()
        self.asked.append({**request.query_params, "authorization": request.headers["authorization"]})
        if self.answers:
            return self.answers.pop(0)
        said = request.query_params["after"]
        after = len(self.entries) if said == "head" else int(said.rpartition(".")[2])
        if len(self.entries) <= after and "wait" in request.query_params:
            await self.more(float(request.query_params["wait"]))
        page = self.entries[after - (self.twice and after > 0) : after + PAGE]
        there = page[-1]["seq"] if page else after
        return JSONResponse({"entries": page, "next": f"/v1/entries?after={self.epoch}.{there}"})

    async def stream(self, request: Request) -> Response:
        """`/stream`."""
        self.heard.release()
        self.asked.append(dict(request.headers))
        if self.answers:
            return self.answers.pop(0)
        after = int(request.headers["last-event-id"].rpartition(".")[2])
        return StreamingResponse(self.events(after), media_type="text/event-stream")

    async def events(self, after: int) -> AsyncIterator[str]:
        """The stream, for ever."""
        while True:
            yield f"event: head\ndata: {self.epoch}.{len(self.entries)}\n\n"
            for entry in self.entries[after:]:
                yield f"event: entry\nid: {self.epoch}.{entry['seq']}\ndata: {json.dumps(entry)}\n\n"
            after = len(self.entries)
            await self.more(0.2)

    async def more(self, wait_s: float) -> None:
        """Return when the wire has grown, or after that time."""
        self.grown.clear()
        try:
            await asyncio.wait_for(self.grown.wait(), wait_s)
        except TimeoutError:
            return


def an_entry(seq: int) -> dict[str, Any]:
    """An entry of the wire as it stands in an answer."""
    return {
        "seq": seq,
        "guid": f"nf:text:20260302:{seq}",
        "version": 1,
        "action": "new",
        "at": "2026-03-02T09:00:00Z",
        "digest": f"{seq:064x}",
        "ruling": {"verdict": "whole", "reason": "covered", "because": ["contract c: package general"]},
        "may_publish": True,
        "not_before": None,
        "must_remove": None,
        "document": {"headline": f"Vapur seferleri {seq} başladı"},
    }


def a_refusal(status: int, headers: dict[str, str] | None = None, **more: object) -> Response:
    """An error of the API."""
    problem = {"title": "Refused.", "detail": "Because of a test.", "status": status, **more}
    return JSONResponse(problem, status, headers, media_type="application/problem+json")
