"""The store that a user names: none for home's files, a folder, or the address of an endpoint."""

from pathlib import Path

from minkg.graph.store import Store, is_address, load
from minkg.home import Home


def open_store(named: str | None, home: Home) -> Store:
    """Open what a user names as a store; one that would answer wrongly is refused."""
    if named is None:
        return load(home)
    if not is_address(named):
        from minkg.graph.store_folder import open_folder

        return open_folder(Path(named), home)
    from minkg.graph.probe import make_sure
    from minkg.graph.remote import Remote

    store = Remote(named)
    make_sure(store)
    return store
