"""A picture and its file formats."""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from minkg.home import write_file
from minkg.pictures.drawing.embedded_fonts import font_faces
from minkg.pictures.drawing.fonts import FAMILY, files_for
from minkg.pictures.drawing.svg import escape
from minkg.words import MinkgError, Unavailable, is_right_to_left, translate
from minkg.words.lookup import pick

FORMATS = (".svg", ".png", ".pdf", ".html")
_PAGE = """#set page(width: {width:.2f}pt, height: {height:.2f}pt, margin: 0pt)
#set document(title: sys.inputs.title, date: none)
#set text(lang: sys.inputs.lang)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, alt: sys.inputs.title)
"""


class Detail(NamedTuple):
    """What stands behind a clickable part: a table with a title, a note and heads."""

    place: str
    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class LinkedDrawing(NamedTuple):
    """The drawing with links to what stands behind its parts, and that."""

    svg: str
    details: tuple[Detail, ...]


_STYLE = f"""
body{{margin:0;font:16px/1.5 {FAMILY},'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif;
color:#1f2328;background:#fff}}
main{{padding:1rem}} svg{{max-width:100%;height:auto}} a{{color:#0a4f9e}}
svg a:hover rect,svg a:focus rect{{stroke:#1f2328;stroke-width:2.5}}
section{{display:none;margin-block-start:1rem;padding:0 1rem 1rem;background:#f5f6f7}}
section:focus{{outline:none}}
section:target{{display:block}}
table{{border-collapse:collapse}} caption{{text-align:start;font-weight:700}}
th,td{{text-align:start;vertical-align:top;padding:.3rem .8rem .3rem 0;
border-block-end:1px solid #d0d7de}}
@media print{{section{{display:none}} main{{padding:0}}}}
"""


@dataclass(frozen=True)
class Picture:
    """A drawing for a meeting: SVG text, its title, and its size on paper in points.

    `linked` makes the same drawing with links to details; only the web page asks for it.

    >>> Picture("<svg/>", "nothing").save("picture.gif")
    Traceback (most recent call last):
    minkg.words.errors.MinkgError: error: '.gif' is not a format of pictures
    <BLANKLINE>
    hint: choose one of: .svg, .png, .pdf, .html
    """

    svg: str
    title: str
    lang: str = "en"
    points: tuple[float, float] = (600.0, 400.0)
    linked: Callable[[], LinkedDrawing] | None = field(default=None, compare=False, repr=False)

    @property
    def texts(self) -> str:
        """All signs that are to be seen."""
        return html.unescape(re.sub(r"<title>.*?</title>|<[^>]*>", "", self.svg, flags=re.DOTALL))

    def png(self, scale: float = 2.0) -> bytes:
        """Draw it in pixels: `scale` times as wide and high as the SVG says.

        Raises Unavailable where no font has the signs, which happens with Chinese.
        """
        import resvg_py

        pixels = re.sub(
            r'(width|height)="([\d.]+)pt"',
            lambda found: f'{found[1]}="{float(found[2]) * 4 / 3:.1f}"',
            self.svg,
            count=2,
        )
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=pixels,
                zoom=scale,
                skip_system_fonts=True,
                font_files=[str(path) for path in files_for(self.texts)],
                font_family=FAMILY,
                sans_serif_family=FAMILY,
            )
        )

    def pdf(self) -> bytes:
        """Give one page of vectors, the size of the paper, tagged for screen readers.

        Raises Unavailable where no font has the signs, which happens with Chinese, or where
        typst is not installed.
        """
        try:
            import typst
        except ImportError as problem:
            raise Unavailable(
                "PDF needs the package typst", hint="`pip install typst`, or save as .svg"
            ) from problem
        width, height = self.points
        page = _PAGE.format(width=width, height=height).encode()
        folders = sorted({str(path.parent) for path in files_for(self.texts)})
        fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
        told = {"svg": self.svg, "title": self.title, "lang": self.lang}
        return typst.compile(page, font_paths=fonts, pdf_standards="ua-1", sys_inputs=told)

    def standalone(self) -> str:
        """Give the SVG with the letters that it needs inside."""
        style = f"<style>{font_faces(self.texts, bold='font-weight' in self.svg)}</style>\n"
        head, line, rest = self.svg.partition("</title>\n")
        return head + line + style + rest

    def html(self) -> str:
        """Give one page that needs nothing from outside; its parts lead to their details."""
        return _webpage(self)

    def save(self, path: str | Path) -> None:
        """Write a file; its ending is the format: .svg, .png, .pdf or .html."""
        target = Path(path)
        suffix = target.suffix.lower()
        pick(suffix, FORMATS, "'{name}' is not a format of pictures", error=MinkgError)
        ways: dict[str, Callable[[], str | bytes]] = {
            ".svg": self.standalone,
            ".png": self.png,
            ".pdf": self.pdf,
            ".html": self.html,
        }
        made = ways[suffix]()
        write_file(target, made.encode() if isinstance(made, str) else made)


def _webpage(picture: Picture) -> str:
    """Give the page: the drawing, and under it the details of the part that was chosen."""
    lang = picture.lang
    drawing, details = picture.linked() if picture.linked else LinkedDrawing(picture.svg, ())
    hint = translate("Choose a cell or a box to see what stands behind it.", lang)
    told = f"<p>{escape(hint)}</p>" if details else ""
    sections = "\n".join(_section(detail, lang) for detail in details)
    signs = picture.texts + re.sub(r"<[^>]*>", "", sections) + hint + picture.title
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}" dir="{"rtl" if is_right_to_left(lang) else "ltr"}">'
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(picture.title)}</title>\n"
        f"<style>{font_faces(signs)}{_STYLE}</style></head>\n"
        f'<body><main id="picture">\n{drawing}{told}\n{sections}</main></body></html>\n'
    )


def _section(detail: Detail, lang: str) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in detail.heads)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in detail.rows)
    note = f"<p>{escape(detail.note)}</p>" if detail.note else ""
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    back = escape(translate("back to the picture", lang))
    return (
        f'<section id="{escape(detail.place)}" tabindex="-1"><h2>{escape(detail.title)}</h2>'
        f'{note}{table}<p><a href="#picture">{back}</a></p></section>'
    )


def _cells(row: Iterable[str]) -> str:
    return "".join(f"<td>{escape(cell)}</td>" for cell in row)
