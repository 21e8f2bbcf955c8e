"""The geometry of pictures: where every text stands, by the widths of the font."""

from xml.etree import ElementTree

from minkg.pictures.drawing.svg import Box
from minkg.pictures.drawing.text import measure

SVG = "{http://www.w3.org/2000/svg}"


def text_box(text: ElementTree.Element) -> Box:
    """Measure a text element where it stands."""
    size, x = float(text.attrib["font-size"]), float(text.attrib["x"])
    width = measure(text.text or "", size, bold="font-weight" in text.attrib)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[text.attrib["text-anchor"]]
    return Box(left, float(text.attrib["y"]) - 0.8 * size, width, size)


def inside(inner: Box, outer: Box) -> bool:
    """Tell whether a box stands in another, half a pixel aside."""
    return (
        inner.x >= outer.x - 0.5
        and inner.y >= outer.y - 0.5
        and inner.x + inner.width <= outer.x + outer.width + 0.5
        and inner.y + inner.height <= outer.y + outer.height + 0.5
    )


def overlap(a: Box, b: Box) -> bool:
    """Tell whether two boxes lie on each other."""
    across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    down = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    return across > 0.5 and down > 0.5


def overlapping(boxes: list[tuple[Box, str]]) -> list[tuple[str, str]]:
    """Give the texts that lie on each other, going down the picture."""
    found, ordered = [], sorted(boxes, key=lambda pair: pair[0].y)
    for at, (box, words) in enumerate(ordered):
        for other, more in ordered[at + 1 :]:
            if other.y > box.y + box.height:
                break
            if overlap(box, other):
                found.append((words, more))
    return found


def canvas(root: ElementTree.Element) -> Box:
    """Give the area of a picture in its own units."""
    return Box(*map(float, root.attrib["viewBox"].split()))


def check_geometry(svg: str) -> None:
    """Find no text that is clipped, lies on another one, or leaves its framed tile."""
    root = ElementTree.fromstring(svg)
    texts = [(text_box(text), text.text or "") for text in root.iter(f"{SVG}text")]
    assert texts
    assert [words for box, words in texts if not inside(box, canvas(root))] == []
    assert overlapping(texts) == []
    for tile in root.iter(f"{SVG}g"):
        frames = [box_of(rect) for rect in tile.iter(f"{SVG}rect")]
        texts = [(text_box(text), text.text or "") for text in tile.iter(f"{SVG}text")]
        boxed = [(box, words) for box, words in texts if any(overlap(box, f) for f in frames)]
        assert [words for box, words in boxed if not any(inside(box, f) for f in frames)] == []


def box_of(rect: ElementTree.Element) -> Box:
    """Give the box of a rectangle."""
    return Box(*(float(rect.attrib[name]) for name in ("x", "y", "width", "height")))


def smallest(svg: str, points: tuple[float, float]) -> float:
    """Give the size of the smallest letters in points on the paper."""
    root = ElementTree.fromstring(svg)
    scale = points[0] / canvas(root).width
    return min(float(text.attrib["font-size"]) for text in root.iter(f"{SVG}text")) * scale
