"""Serve the graph on the web: pages for people, SPARQL 1.1 at /sparql, JSON at /api, forms.

Bound to this machine unless --host says otherwise, and read-only unless there is a
token (--token, or better MINKG_TOKEN in the environment). Changes then hold for the
running server, or for the folder of --store; the files of home stay as they are.

Example: minkg serve --port 8000
"""

import argparse
import json
import math
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from minkg.cli.common import Context
from minkg.words import MinkgError, translate

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from minkg.site import Limits

PORT = 8000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the address to serve at (%(default)s)")
    add("--port", type=int, default=PORT, help="the port, 0 for any (%(default)s)")
    add("--timeout", type=float, metavar="SECONDS", help="that a query may take (30)")
    add("--workers", type=int, metavar="N", help="queries at the same time (one per processor)")
    add("--max-rows", type=int, metavar="N", help="rows of an answer (1000000)")
    add("--max-memory", type=int, metavar="MB", help="that a query may take (1000)")
    add(
        "--rate",
        type=float,
        metavar="N",
        help="requests of a client in a second (no limit here, 20 elsewhere)",
    )
    add("--cache", type=int, metavar="MB", help="answers kept for who asks the same (64)")
    add("--token", metavar="TOKEN", help="who has it may change facts (MINKG_TOKEN)")
    add(
        "--allow-service",
        metavar="URL",
        action="append",
        default=[],
        help="an endpoint that queries may ask with SERVICE",
    )
    add(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help="a name under which the server is reached",
    )
    add("--queue", metavar="DIR", help="keep what is submitted in this folder, for a curator")
    add("--mcp", action="store_true", help="answer a language model on standard input and output")
    add("--out", metavar="DIR", help="write all pages as files for any web host, and end")
    add("--languages", metavar="CODES", help="of the files, such as en,fr (all six)")
    add("--base", metavar="URL", default="", help="with which links of the files begin (relative)")
    add("--get", metavar="PATH", help="print one answer, such as /sparql?query=…, and end")


def run(context: Context, args: argparse.Namespace) -> int:
    """Serve until asked to end, or print one answer."""
    if args.mcp:
        from minkg.site import serve_mcp

        serve_mcp(context.graph)
        return 0
    if args.out is not None:
        return _out(context, args)
    from minkg.site import LOOPBACK, ServerOptions, application, prepare

    local = args.host in LOOPBACK
    options = ServerOptions(
        limits=_limits(args, local),
        token=args.token or os.environ.get("MINKG_TOKEN", ""),
        services=frozenset(args.allow_service),
        hosts=LOOPBACK | set(args.allow_host) if local or args.allow_host else frozenset(),
        public=not local or bool(args.allow_host),
        folder=_folder(context.options.store),
        queue=prepare(Path(args.queue), context.home) if args.queue else None,
        log=log,
    )
    if args.get is not None:
        silent = options._replace(log=lambda _: None)
        return _get(context, application(context.graph, silent, inline=True), args.get)
    if not hasattr(os, "fork"):
        raise MinkgError(
            "queries cannot be stopped on this system, so that serving is not safe",
            hint="serve on Linux, macOS or in WSL; `minkg serve --get PATH` works here",
        )
    from minkg.site import bound, serve

    line = bound(args.host, args.port)
    host, port = line.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    made = application(context.graph, options)
    serve(
        made,
        line,
        options.limits,
        log,
        lambda: log({"serving": address, "sparql": f"{address}sparql"}),
    )
    return 0


def _out(context: Context, args: argparse.Namespace) -> int:
    """Write the pages as files."""
    from minkg.site import write_site
    from minkg.words import LANGUAGES
    from minkg.words.lookup import known_language

    asked = args.languages.split(",") if args.languages else LANGUAGES
    languages = [known_language(lang) for lang in asked]
    base = args.base if not args.base or args.base.endswith("/") else f"{args.base}/"
    made = write_site(context.graph, Path(args.out), languages, base)
    context.talk("{files} files, {size} MB", files=made.files, size=round(made.size / 1_000_000, 1))
    return 0


def _limits(args: argparse.Namespace, local: bool) -> "Limits":
    from minkg.site import MEGABYTE, Limits

    asked = {
        "seconds": args.timeout,
        "workers": args.workers,
        "rows": args.max_rows,
        "memory": args.max_memory and args.max_memory * MEGABYTE,
        "cache": None if args.cache is None else args.cache * MEGABYTE,
        "rate": (0.0 if local else 20.0) if args.rate is None else args.rate,
    }
    for name, value in asked.items():
        may_be_none = name in ("rate", "cache") and value == 0
        if value is not None and not (may_be_none or 0 < value < math.inf):
            raise MinkgError(
                "a limit is a number above 0, not {value}", hint="leave it out", value=value
            )
    return Limits()._replace(**{name: value for name, value in asked.items() if value is not None})


def _folder(store: str | None) -> Path | None:
    return Path(store) if store and "://" not in store else None


def _get(context: Context, made: "Starlette", path: str) -> int:
    """Print one answer; a page that says what is wrong is printed too, with exit code 2."""
    from minkg.site import answer_waited, ask_once

    headers = [("accept-language", context.options.lang)]
    asked = ask_once(made, path if path.startswith("/") else f"/{path}", headers)
    reply = answer_waited(asked)
    kind = reply.headers.get("content-type", "").partition(";")[0]
    if reply.status >= 400 and kind != "text/html":
        raise _told(reply.body.decode(), kind, reply.headers["content-language"])
    context.put(reply.body)
    return 0 if reply.status < 400 else 2


def _told(text: str, kind: str, lang: str) -> MinkgError:
    """Make an error again of what an answer says of it."""
    whole = json.loads(text)["detail"] if kind.endswith("json") else text
    said, _, way = whole.partition(f"\n\n{translate('hint', lang)}: ")
    reason = said.removeprefix(f"{translate('error', lang)}: ")
    return MinkgError("{reason}", hint="{way}" if way else "", reason=reason, way=way.strip())


def log(entry: Mapping[str, object]) -> None:
    """Write one line of JSON to standard error."""
    sys.stderr.write(json.dumps(entry, ensure_ascii=True, default=str) + "\n")
    sys.stderr.flush()
