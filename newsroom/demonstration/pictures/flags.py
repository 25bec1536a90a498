"""Flags, drawn flat by their published construction in three by two, then waved or hung.

Only flags made of bands, crosses, discs and plain stars are here: a coat of arms drawn by hand would
be wrong.
"""

from collections.abc import Callable
from functools import lru_cache
from math import cos, hypot, pi, sin

from PIL import Image, ImageChops, ImageDraw

from newsroom.demonstration.pictures.canvas import SCALE, Canvas

# One flag is painted on a sheet of 900 by 600 pixels.
WIDE, HIGH = 900, 600

Painter = Callable[[ImageDraw.ImageDraw], None]


def star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str, tilt: float = 0) -> None:
    """Draw a five-pointed star; `tilt` turns it clockwise, in radians."""
    points = []
    for i in range(10):
        reach = radius if i % 2 == 0 else radius * 0.381966
        angle = -pi / 2 + tilt + i * pi / 5
        points.append((x + reach * cos(angle), y + reach * sin(angle)))
    draw.polygon(points, fill=colour)


def bands(*colours: str, upright: bool = False, weights: tuple[int, ...] = ()) -> Painter:
    """Return a painter of stripes, lying or upright, of equal or of given weights."""
    shares = weights or (1,) * len(colours)

    def paint(draw: ImageDraw.ImageDraw) -> None:
        done, whole = 0, sum(shares)
        for colour, share in zip(colours, shares, strict=True):
            first, done = done / whole, done + share
            if upright:
                draw.rectangle((first * WIDE, 0, done / whole * WIDE, HIGH), fill=colour)
            else:
                draw.rectangle((0, first * HIGH, WIDE, done / whole * HIGH), fill=colour)

    return paint


def vietnam(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, WIDE, HIGH), fill="#da251d")
    star(draw, WIDE / 2, HIGH / 2, HIGH * 0.3, "#ffff00")


def united_kingdom(draw: ImageDraw.ImageDraw) -> None:
    """The Union Flag: the red of the saltire lies below the white at the hoist, above it at the fly."""
    unit = HIGH / 30
    draw.rectangle((0, 0, WIDE, HIGH), fill="#012169")
    middle = (WIDE / 2, HIGH / 2)
    corners = [(0, 0), (WIDE, 0), (WIDE, HIGH), (0, HIGH)]
    for corner in corners:
        draw.line([middle, corner], fill="#ffffff", width=round(6 * unit))
    for x, y in corners:
        dx, dy = x - middle[0], y - middle[1]
        length = hypot(dx, dy)
        dx, dy = dx / length, dy / length
        side = (dy * 2 * unit, -dx * 2 * unit)
        end = (x + dx * 90, y + dy * 90)
        draw.polygon(
            [middle, end, (end[0] + side[0], end[1] + side[1]), (middle[0] + side[0], middle[1] + side[1])],
            fill="#c8102e",
        )
    for colour, half in (("#ffffff", 5), ("#c8102e", 3)):
        draw.rectangle((middle[0] - half * unit, 0, middle[0] + half * unit, HIGH), fill=colour)
        draw.rectangle((0, middle[1] - half * unit, WIDE, middle[1] + half * unit), fill=colour)


def laos(draw: ImageDraw.ImageDraw) -> None:
    bands("#ce1126", "#002868", "#ce1126", weights=(1, 2, 1))(draw)
    draw.circle((WIDE / 2, HIGH / 2), HIGH * 0.2, fill="#ffffff")


def india(draw: ImageDraw.ImageDraw) -> None:
    bands("#ff9933", "#ffffff", "#138808")(draw)
    x, y, radius = WIDE / 2, HIGH / 2, HIGH * 0.155
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline="#000080", width=9)
    for i in range(24):
        angle = i * pi / 12
        draw.line([(x, y), (x + radius * cos(angle), y + radius * sin(angle))], fill="#000080", width=3)
    draw.circle((x, y), 14, fill="#000080")


def europe(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, WIDE, HIGH), fill="#003399")
    for i in range(12):
        angle = i * pi / 6
        star(draw, WIDE / 2 + HIGH / 3 * sin(angle), HIGH / 2 - HIGH / 3 * cos(angle), HIGH / 18, "#ffcc00")


def finland(draw: ImageDraw.ImageDraw) -> None:
    """The cross is three parts of eighteen wide, its upright five parts from the hoist."""
    draw.rectangle((0, 0, WIDE, HIGH), fill="#ffffff")
    part = WIDE / 18
    draw.rectangle((5 * part, 0, 8 * part, HIGH), fill="#002f6c")
    draw.rectangle((0, 4 / 11 * HIGH, WIDE, 7 / 11 * HIGH), fill="#002f6c")


def czechia(draw: ImageDraw.ImageDraw) -> None:
    bands("#ffffff", "#d7141a")(draw)
    draw.polygon([(0, 0), (WIDE / 2, HIGH / 2), (0, HIGH)], fill="#11457e")


PAINTERS: dict[str, Painter] = {
    "VN": vietnam,
    "GB": united_kingdom,
    "LA": laos,
    "IN": india,
    "EU": europe,
    "FI": finland,
    "CZ": czechia,
    "BG": bands("#ffffff", "#00966e", "#d62612"),
    "IT": bands("#008c45", "#f4f5f0", "#cd212a", upright=True),
}


@lru_cache(maxsize=32)
def flat(code: str) -> Image.Image:
    """Return a flag as it lies on the table."""
    sheet = Image.new("RGB", (WIDE, HIGH))
    PAINTERS[code](ImageDraw.Draw(sheet))
    return sheet


def waved(code: str, width: float, swell: float = 0.055, phase: float = 0) -> Image.Image:
    """Return a flag in the wind, `width` units wide, with room above and below for its waves."""
    wide, high = round(width * SCALE), round(width * SCALE * HIGH / WIDE)
    margin = round(high * swell * 2)
    cloth = Image.new("RGBA", (wide, high + 2 * margin), (0, 0, 0, 0))
    cloth.paste(flat(code).resize((wide, high), Image.Resampling.LANCZOS), (0, margin))

    def lift(x: float) -> float:
        return high * swell * min(1, 0.15 + 1.6 * x / wide) * sin(phase + x / wide * 3.1 * pi)

    mesh, step = [], 6
    for x in range(0, wide, step):
        right = min(x + step, wide)
        up, down = lift(x), lift(right)
        source = (x, up, x, cloth.height + up, right, cloth.height + down, right, down)
        mesh.append(((x, 0, right, cloth.height), source))
    cloth = cloth.transform(cloth.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
    shade = Image.new("L", (wide, 1))
    for x in range(wide):
        shade.putpixel((x, 0), round(226 + 29 * cos(phase + 0.5 + x / wide * 3.1 * pi)))
    shade = shade.resize(cloth.size)
    colours = ImageChops.multiply(cloth.convert("RGB"), Image.merge("RGB", (shade, shade, shade)))
    colours.putalpha(cloth.getchannel("A"))
    return colours


def hung(code: str, width: float, height: float) -> Image.Image:
    """Return a flag that hangs in folds from an upright pole, as beside a table indoors."""
    wide, high = round(width * SCALE), round(height * SCALE)
    drop = round(high * 0.24)
    cloth = Image.new("RGBA", (wide, high + drop), (0, 0, 0, 0))
    cloth.paste(flat(code).resize((wide, high), Image.Resampling.LANCZOS), (0, 0))
    mesh, step = [], 4
    for x in range(0, wide, step):
        right = min(x + step, wide)
        # The free end sinks, and each fold's lower hem swings a little.
        up, down = (drop * (v / wide) ** 0.8 + high * 0.012 * sin(v / wide * 5 * pi) for v in (x, right))
        mesh.append(
            (
                (x, 0, right, cloth.height),
                (x, -up, x, cloth.height - up, right, cloth.height - down, right, -down),
            )
        )
    cloth = cloth.transform(cloth.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
    shade = Image.new("L", (wide, 1))
    for x in range(wide):
        shade.putpixel((x, 0), round(208 + 46 * sin(x / wide * 5 * pi + 0.6)))
    shade = shade.resize(cloth.size)
    colours = ImageChops.multiply(cloth.convert("RGB"), Image.merge("RGB", (shade, shade, shade)))
    colours.putalpha(cloth.getchannel("A"))
    return colours


def fly(
    canvas: Canvas, code: str, x: float, y: float, width: float, phase: float = 0, swell: float = 0.055
) -> None:
    """Put a waving flag on the canvas, its upper hoist corner at x, y."""
    cloth = waved(code, width, swell, phase)
    margin = (cloth.height - round(width * SCALE * HIGH / WIDE)) // 2
    canvas.image.paste(cloth, (round(x * SCALE), round(y * SCALE) - margin), cloth)


def stand(canvas: Canvas, code: str, x: float, top: float, foot: float, width: float = 120) -> None:
    """Put an indoor flag with its pole and base on the canvas."""
    canvas.ellipse(x, foot, width * 0.34, width * 0.08, "#3a2418")
    canvas.rect(x - 5, top - 20, x + 5, foot, "#8a6428")
    canvas.rect(x - 5, top - 20, x - 1, foot, "#d9b25c")
    canvas.polygon([(x, top - 70), (x + 12, top - 36), (x, top - 16), (x - 12, top - 36)], "#e8c56a")
    cloth = hung(code, width * 1.5, (foot - top) * 0.46)
    canvas.image.paste(cloth, (round((x + 3) * SCALE), round(top * SCALE)), cloth)
