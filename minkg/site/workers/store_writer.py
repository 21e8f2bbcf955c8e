"""A process that changes the store in a folder: a forked one cannot.

It reads one change and the folder from standard input, and tells what went wrong on
standard output.
"""

import asyncio
import os
import pickle
import sys
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from minkg.site.workers.pool import TooLong
from minkg.words import MinkgError, Unavailable


class Changes(Protocol):
    """What can be done to a store."""

    def apply(self, store: ox.Store) -> None:
        """Do it."""
        ...


async def write(folder: Path, change: Changes, seconds: float) -> None:
    """Change the store in a folder, in a process of its own that is killed when it is too slow."""
    here = str(Path(__file__).parents[3])
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "minkg.site.workers.store_writer",
        stdin=-1,
        stdout=-1,
        env=os.environ | {"PYTHONPATH": here},
    )
    try:
        async with asyncio.timeout(seconds):
            said, _ = await process.communicate(pickle.dumps((folder, change)))
    except TimeoutError as error:
        raise TooLong(
            "this took more than {seconds} seconds and was stopped",
            hint="change less at a time",
            seconds=seconds,
        ) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    wrong: Exception | None = pickle.loads(said) if said else _broken()
    if wrong is not None:
        raise wrong


def _broken() -> MinkgError:
    return Unavailable("the store was not changed", hint="see what was written above")


def main() -> None:
    """Do what standard input says."""
    folder, change = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(_apply(folder, change)))


def _apply(folder: Path, change: Changes) -> Exception | None:
    try:
        store = ox.Store(str(folder))
        change.apply(store)
        store.flush()
    except MinkgError as error:
        return error
    except (OSError, RuntimeError) as error:
        return Unavailable(
            "the store '{path}' cannot be changed: {reason}",
            hint="is another program changing it",
            path=folder,
            reason=str(error),
        )
    return None


if __name__ == "__main__":
    main()
