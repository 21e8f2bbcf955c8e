"""What a build does first: it compiles the catalogues of messages."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogues(BuildHookInterface[Any]):
    """Makes the .mo files that travel in the wheel, and that an editable install reads."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue beside its .po file, or fail."""
        sys.path.insert(0, self.root)
        from minkg.words.catalogues import kept

        for path in sorted(Path(self.root, "minkg", "locale").glob("*.po")):
            kept(str(path))
            path.with_suffix(".mo").stat()
