"""One question to a SPARQL endpoint: sent, read to its end in time, and what went wrong told."""

import re
import time
from collections.abc import Sequence
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from minkg.words import VERSION, MinkgError, NotFound, Unavailable

SILENCE, PATIENCE = 60, 300  # seconds: without a sign, and until an answer is whole
_CHUNK = 1 << 16
_CUT = "X-SPARQL-MaxRows"  # Virtuoso tells so that it left rows out
_SAFE = "%/:=&?~#+!$,;'@()*[]"


class Said(NamedTuple):
    """What an endpoint said: its answer, and the number of rows after which it cuts answers."""

    content: bytes
    most: int | None = None


class Refusal(NamedTuple):
    """An endpoint's own word that a question is not SPARQL."""

    reason: str


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: a question that is sent on may lose its text or its password."""

    def redirect_request(self, *_: object) -> None:
        return None


class Endpoint:
    """A SPARQL endpoint; its `url` has no login, and what is `shown` of it no key either.

    >>> Endpoint("https://me:secret@example.org/sparql?key=hidden").shown
    'https://example.org/sparql'
    """

    def __init__(self, url: str) -> None:
        """Read an address; a name and a password in it are sent as the basic login of HTTP."""
        self.shown = shown(url)
        try:
            parts = urlsplit(url)
            named = parts.hostname and (parts.port or 1)
        except ValueError:
            named = None
        if not named or not url.isprintable() or " " in url:
            raise NotFound(
                "'{url}' is not the address of an endpoint",
                hint="an address is such as https://example.org/sparql",
                url=self.shown,
            )
        login, _, host = parts.netloc.rpartition("@")
        self.url = quote(parts._replace(netloc=host, fragment="").geturl(), safe=_SAFE)
        self._login = {"Authorization": f"Basic {_base64(unquote(login))}"} if login else {}

    def post(self, query: str, accept: str, graphs: Sequence[str] = ()) -> Said | Refusal:
        """Send a question about some graphs, all when none is named; give what comes back."""
        named = [(f"{kind}-graph-uri", graph) for graph in graphs for kind in ("default", "named")]
        request = Request(
            self.url,
            urlencode([("query", query), *named]).encode(),
            {"Accept": accept, "User-Agent": f"minkg/{VERSION}", **self._login},
        )
        until = time.monotonic() + PATIENCE
        try:
            with build_opener(_Stay).open(request, timeout=SILENCE) as response:
                return Said(_read(response, until), _most(response.headers))
        except HTTPError as error:
            return self._refused(error)
        except (HTTPException, OSError, ValueError) as error:
            raise self.silent(_why(error)) from error

    def _refused(self, error: HTTPError) -> Refusal:
        with error:
            moved = error.headers.get("Location")
            try:
                reason = first_line(error.read(_CHUNK).decode(errors="replace"))
            except (HTTPException, OSError):
                reason = ""
        if 300 <= error.code < 400 and moved:
            raise Unavailable(
                "the endpoint '{url}' has moved to '{other}'",
                hint="give that address",
                url=self.shown,
                other=shown(urljoin(self.url, moved)),
            ) from error
        if error.code == 400:
            return Refusal(reason or str(error.reason))
        status = f"{error.code} {error.reason}"
        raise self.silent(f"{status}: {reason}" if reason else status) from error

    def silent(self, reason: str) -> MinkgError:
        """Tell that the endpoint does not answer."""
        return Unavailable(
            "the endpoint '{url}' does not answer: {reason}",
            hint="try its address in a browser, or leave `--store` out",
            url=self.shown,
            reason=reason,
        )

    def unreadable(self, reason: str) -> MinkgError:
        """Tell that the endpoint answers with something that is no answer to a question."""
        return Unavailable(
            "the endpoint '{url}' gives an answer that cannot be read: {reason}",
            hint="give the address that takes SPARQL queries, not that of a page",
            url=self.shown,
            reason=reason,
        )


def shown(url: str) -> str:
    """Give an address without what may be secret: login, query and fragment."""
    return re.sub(r"//.*@", "//", url, flags=re.DOTALL).partition("?")[0].partition("#")[0]


def first_line(text: str) -> str:
    r"""Give the first line of what a server said, nothing where it said a page.

    >>> first_line("\n error at 1:5 \nexpected {"), first_line("<html>")
    ('error at 1:5', '')
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return "" if line.startswith("<") else line[:200]


def _why(error: Exception) -> str:
    """Give the reason why nothing came, as short as the system tells it."""
    cause = getattr(error, "reason", error)
    return first_line(str(getattr(cause, "strerror", None) or cause)) or type(cause).__name__


def _base64(login: str) -> str:
    from base64 import b64encode

    return b64encode(login.encode()).decode()


def _most(headers: Message) -> int | None:
    said = headers.get(_CUT, "")
    return int(said) if said.isdecimal() else None


def _read(response: HTTPResponse, until: float) -> bytes:
    """Read an answer to its end; one that is cut or takes too long is none."""
    parts = []
    while part := response.read1(_CHUNK):
        parts.append(part)
        if time.monotonic() > until:
            raise TimeoutError("timed out")
    content = b"".join(parts)
    length = response.headers.get("Content-Length")
    if length and length.isdecimal() and len(content) < int(length):
        raise HTTPException(f"only {len(content)} of {length} bytes came")
    return content
