"""A picture for a meeting: SVG, PNG, PDF or one HTML page, by the ending of FILE.

VIEW  stage-topic  instruments on topics and life-cycle stages, gaps and thin cells marked
      coverage     who covers which stage of the life cycle (of all, or of the ENTRIES)
      overlap      how similar entries are, pair by pair; in HTML each pair can be opened
      pair         two ENTRIES side by side, with the passages
      entry        one ENTRY and what it is linked to
      columns      from proposals over topics to instruments and organizations
      network      the whole map, every name in its box
      timeline     the process and the instruments in time
      sets         which facets are stated together; with a facet, which of its values

With --size no letters are smaller than can be read there (9 points on a slide, 7 on a4 and
a3, 12 on a poster); what does not fit is left out and counted.

Example: minkg draw stage-topic --lang fr --size slide -o map.png
"""

import argparse
from pathlib import Path

from minkg.cli.common import Context
from minkg.words import N_, MinkgError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("view", metavar="VIEW", help="what to show")
    parser.add_argument("entries", metavar="ENTRY", nargs="*", default=[], help="names of entries")
    parser.add_argument("--class", dest="of", metavar="CLASS", help="only entries of this class")
    for facet in ("topic", "stage", "material"):
        parser.add_argument(f"--{facet}", metavar="NAME", help=f"only what states this {facet}")
    parser.add_argument("--size", metavar="NAME", help="slide, a4, a3 or poster; default: free")
    parser.add_argument("--title", metavar="TEXT", help="a title of your own")
    parser.add_argument(
        "--palette", metavar="NAME", default="violet", help="violet, blue, green or grey"
    )
    parser.add_argument("--most", metavar="N", type=int, help="show at most so many")


def run(context: Context, args: argparse.Namespace) -> int:
    """Draw and save."""
    if not context.options.output:
        hint = N_("add `-o picture.svg`, `.png`, `.pdf` or `.html`")
        raise MinkgError("a picture needs a file", hint=hint)
    options = {
        name: getattr(args, name)
        for name in ("of", "topic", "stage", "material", "size", "title", "palette", "most")
    }
    picture = context.graph.picture(args.view, *args.entries, lang=context.options.lang, **options)
    picture.save(Path(context.options.output))
    return 0
