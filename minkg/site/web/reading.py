"""Requests read, the same way everywhere: their language, parameters, kind of content, and body."""

import asyncio
from collections.abc import Iterable
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from minkg.site.web.options import ClientGone, Refused, site_of
from minkg.site.workers.media_types import quality, ranges, weighted
from minkg.words import LANGUAGES, N_, BadInput

Pairs = tuple[tuple[str, str], ...]
MOST = 200  # parameters of an address
_HEADER = 1_000  # signs of a header that are read for languages
_SLOWEST = 20_000  # bytes in a second that a client sends at least
_LISTEN = 16  # times what is allowed is heard out, for clients that listen only after speaking


def language_of(request: Request) -> str:
    """Give the language that a request asks for, by `lang=` or by its header."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    accepted = weighted(request.headers.get("accept-language", "")[:_HEADER])
    known = [(value, tag.partition("-")[0]) for tag, value in accepted if value > 0]
    spoken = [pair for pair in known if pair[1] in LANGUAGES]
    return max(spoken, key=lambda pair: pair[0])[1] if spoken else "en"


def wants_page(request: Request) -> bool:
    """Tell whether a request comes from somebody who reads pages."""
    accepted = ranges(request.headers.get("accept", ""))
    return quality("text/html", [pair for pair in accepted if pair[0] == "text/html"]) > 0


def address_pairs(request: Request) -> Pairs:
    """Give the parameters that stand in the address."""
    return parameters(request.scope["query_string"])


def parameters(encoded: bytes, most: int = MOST) -> Pairs:
    """Read the parameters of an address or of a form, empty ones too.

    >>> parameters(b"q=%C3%A9&q=&lang")
    (('q', 'é'), ('q', ''), ('lang', ''))
    """
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=most
        )
    except UnicodeError as error:
        raise not_utf8() from error
    except ValueError as error:
        few = BadInput("there are too many parameters", hint="send not more than {n}", n=most)
        raise Refused(400, few) from error
    return tuple(pairs)


def not_utf8() -> Refused:
    """Tell that something cannot be read as text."""
    return Refused(400, BadInput("the request is not UTF-8 text", hint="write it in UTF-8"))


def media_type(request: Request) -> str:
    """Give the kind of content that a request says it has, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def not_read(kind: str, known: Iterable[str], *, whole: bool = False) -> Refused:
    """Tell which media types are read here; `whole` where the body is a file as it is."""
    choices = ", ".join(known)
    error = BadInput(
        "'{kind}' is not a form of request that is read here",
        kind=kind[:100] or "…",
        hint=(
            N_("send the file itself as one of: {choices}")
            if whole
            else N_("send one of these as UTF-8: {choices}")
        ),
        choices=choices,
    )
    return Refused(415, error, {"Accept-Post": choices})


async def read_body(request: Request, most: int) -> bytes:
    """Read a request's body, not more than allowed and not longer than allowed."""
    limits = site_of(request).limits
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(limits.idle) as clock:
            began = asyncio.get_running_loop().time()
            async for part in request.stream():
                size += len(part)
                clock.reschedule(began + limits.idle + size / _SLOWEST)
                if size > most * _LISTEN:
                    raise _too_much(most)
                if size <= most:
                    parts.append(part)
    except TimeoutError as error:
        late = BadInput("the request did not come in time", hint="send it without pauses")
        raise Refused(408, late, {"Connection": "close"}) from error
    except ClientDisconnect as error:
        raise ClientGone from error
    if size > most:
        raise _too_much(most)
    return b"".join(parts)


def _too_much(most: int) -> Refused:
    error = BadInput(
        "the request is larger than {size} kB", hint="ask for less at a time", size=most // 1000
    )
    return Refused(413, error, {"Connection": "close"})
