"""A picture as one web page: no script, no request, every part that leads on is a link."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from minkg.pictures.drawing.embedded_fonts import font_faces
from minkg.pictures.drawing.fonts import FAMILY
from minkg.pictures.drawing.svg import escape
from minkg.words import is_right_to_left, translate

if TYPE_CHECKING:
    from minkg.pictures.drawing.picture import Detail, Picture

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


def webpage(picture: "Picture") -> str:
    """Give the page: the drawing, and under it the details of the part that was chosen."""
    lang = picture.lang
    drawing = picture.clickable or picture.svg
    hint = translate("Choose a cell or a box to see what stands behind it.", lang)
    told = f"<p>{escape(hint)}</p>" if picture.details else ""
    sections = "\n".join(_section(detail, lang) for detail in picture.details)
    signs = picture.texts + re.sub(r"<[^>]*>", "", sections) + hint + picture.title
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}" dir="{"rtl" if is_right_to_left(lang) else "ltr"}">'
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(picture.title)}</title>\n"
        f"<style>{font_faces(signs)}{_STYLE}</style></head>\n"
        f'<body><main id="picture">\n{drawing}{told}\n{sections}</main></body></html>\n'
    )


def _section(detail: "Detail", lang: str) -> str:
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
