"""A sheet to draw on: flat shapes, gradients, light, water and paper grain, in Pillow alone.

Scenes think in a sheet of 2400 by 1600 units. The sheet is drawn larger than it is kept, since
Pillow's shapes have hard edges, and every accident of the brush comes from the picture's own seed,
so the same key always gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 2400, 1600
SCALE = 1.5

Colour = tuple[int, int, int]
Point = tuple[float, float]


def rgb(code: str) -> Colour:
    """Read a colour written as ``#rrggbb``."""
    return (int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16))


def mix(first: str, second: str, part: float) -> str:
    """Return the colour that lies `part` (0 to 1) of the way from the first to the second."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


@lru_cache(maxsize=1)
def paper_grain() -> Image.Image:
    """Return the faint noise that is laid over every picture, as an RGB sheet around mid-grey."""
    side = 400
    noise = Image.frombytes("L", (side, side), Random("grain").randbytes(side * side))
    tile = noise.filter(ImageFilter.GaussianBlur(0.7)).point([118 + v * 20 // 255 for v in range(256)])
    sheet = Image.new("L", (WIDTH, HEIGHT))
    for x in range(0, WIDTH, side):
        for y in range(0, HEIGHT, side):
            sheet.paste(tile, (x, y))
    return Image.merge("RGB", (sheet, sheet, sheet))


@lru_cache(maxsize=1)
def falloff() -> Image.Image:
    """Return a soft round light: white in the middle, black from the rim on."""
    ramp = [max(0, round(255 * (1 - min(v, 180) / 180) ** 2)) for v in range(256)]
    return Image.radial_gradient("L").point(ramp)


@lru_cache(maxsize=1)
def vignette() -> Image.Image:
    """Return the mask that darkens the corners."""
    ramp = [max(0, (v - 120)) * 70 // 135 for v in range(256)]
    return Image.radial_gradient("L").point(ramp).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)


class Canvas:
    """One picture in the making."""

    def __init__(self, key: str):
        self.random = Random(key)
        self.image = Image.new("RGB", (round(WIDTH * SCALE), round(HEIGHT * SCALE)))
        self.draw = ImageDraw.Draw(self.image)

    # Places on the sheet

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[int, int, int, int]:
        """Turn units into the pixels of the enlarged sheet."""
        return (round(x0 * SCALE), round(y0 * SCALE), round(x1 * SCALE), round(y1 * SCALE))

    def spread(self, points: Iterable[Point]) -> list[Point]:
        """Turn points in units into points in pixels."""
        return [(x * SCALE, y * SCALE) for x, y in points]

    # Flat shapes

    def polygon(self, points: Iterable[Point], colour: str) -> None:
        self.draw.polygon(self.spread(points), fill=colour)

    def rect(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        left, top, right, bottom = self.box(x0, y0, x1, y1)
        if right > left and bottom > top:
            self.draw.rectangle((left, top, right - 1, bottom - 1), fill=colour)

    def rounded(self, x0: float, y0: float, x1: float, y1: float, radius: float, colour: str) -> None:
        self.draw.rounded_rectangle(self.box(x0, y0, x1, y1), radius * SCALE, fill=colour)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        self.draw.ellipse(self.box(x - rx, y - ry, x + rx, y + ry), fill=colour)

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        self.ellipse(x, y, radius, radius, colour)

    def ring(self, x: float, y: float, radius: float, width: float, colour: str) -> None:
        sides = self.box(x - radius, y - radius, x + radius, y + radius)
        self.draw.ellipse(sides, outline=colour, width=max(1, round(width * SCALE)))

    def line(self, points: Iterable[Point], width: float, colour: str) -> None:
        self.draw.line(self.spread(points), fill=colour, width=max(1, round(width * SCALE)), joint="curve")

    def arch(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        """Draw an opening with a round head."""
        radius = (x1 - x0) / 2
        self.rect(x0, y0 + radius, x1, y1, colour)
        self.ellipse((x0 + x1) / 2, y0 + radius, radius, radius, colour)

    def lancet(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        """Draw an opening with a pointed head, as Gothic windows have."""
        middle, width = (x0 + x1) / 2, x1 - x0
        curve = [(x0 + width * (1 - cos(t)), y0 + width * (1 - sin(t))) for t in steps(0, pi / 3, 6)]
        head = [*curve, *[(2 * middle - x, y) for x, y in reversed(curve)]]
        self.polygon([(x0, y1), *head, (x1, y1)], colour)

    def star(self, x: float, y: float, radius: float, colour: str, tilt: float = 0) -> None:
        """Draw a five-pointed star standing on two points."""
        inner = radius * 0.381966
        points = []
        for i in range(10):
            reach = inner if i % 2 else radius
            angle = -pi / 2 + i * pi / 5 + tilt
            points.append((x + reach * cos(angle), y + reach * sin(angle)))
        self.polygon(points, colour)

    # Light and air

    def gradient(self, x0: float, y0: float, x1: float, y1: float, stops: Sequence[str]) -> None:
        """Fill a box from top to bottom with evenly spread colours."""
        sides = self.box(x0, y0, x1, y1)
        size = (sides[2] - sides[0], sides[3] - sides[1])
        if min(size) > 0:
            self.image.paste(blend_strip(tuple(stops)).resize(size, Image.Resampling.BICUBIC), sides[:2])

    def sky(self, *stops: str, to: float = HEIGHT) -> None:
        self.gradient(0, 0, WIDTH, to, stops)
        self.rect(0, to, WIDTH, HEIGHT, stops[-1])

    def form(self, points: Sequence[Point], *stops: str) -> None:
        """Draw a polygon filled from its top to its bottom with a gradient."""
        spots = self.spread(points)
        left, top = (int(min(p[i] for p in spots)) for i in (0, 1))
        right, bottom = (int(max(p[i] for p in spots)) + 1 for i in (0, 1))
        size = (max(1, right - left), max(1, bottom - top))
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in spots], fill=255)
        fill = blend_strip(stops).resize(size, Image.Resampling.BICUBIC)
        self.image.paste(fill, (left, top), mask)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 0.6) -> None:
        """Lay a soft round light on the sheet."""
        sides = self.box(x - radius, y - radius, x + radius, y + radius)
        light = falloff().point([round(v * strength) for v in range(256)])
        light = light.resize((sides[2] - sides[0], sides[3] - sides[1]), Image.Resampling.BILINEAR)
        self.image.paste(colour, sides, light)

    def veil(self, y0: float, y1: float, colour: str, top: float, bottom: float) -> None:
        """Lay mist over a band of the whole width, its density (0 to 1) changing from top to bottom."""
        sides = self.box(0, y0, WIDTH, y1)
        mask = Image.linear_gradient("L").point(
            [round(255 * (top + (bottom - top) * v / 255)) for v in range(256)]
        )
        mask = mask.resize((sides[2] - sides[0], sides[3] - sides[1]), Image.Resampling.BILINEAR)
        self.image.paste(colour, sides, mask)

    def shadow(self, points: Iterable[Point], strength: float = 0.3, colour: str = "#0d1024") -> None:
        """Darken what lies within the points."""
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon(self.spread(points), fill=round(255 * strength))
        sides = mask.getbbox()
        if sides:
            self.image.paste(colour, sides, mask.crop(sides))

    def stars(self, below: float, count: int, colour: str = "#ffffff") -> None:
        for _ in range(count):
            x, y = self.random.uniform(0, WIDTH), self.random.uniform(0, below)
            self.circle(x, y, self.random.uniform(1.2, 3.2), colour)

    def cloud(self, x: float, y: float, width: float, colour: str) -> None:
        """Draw a long flat cloud of rounded bars."""
        for _ in range(5):
            length, thick = width * self.random.uniform(0.35, 0.8), width * self.random.uniform(0.025, 0.05)
            left = x + (width - length) * self.random.random()
            top = y + self.random.uniform(-0.07, 0.07) * width
            self.rounded(left, top, left + length, top + thick, thick / 2, colour)

    # Land and water

    def ridge(
        self, base: float, height: float, *stops: str, rough: float = 0.5, floor: float = HEIGHT
    ) -> None:
        """Draw a range of hills whose tops wander around `height` above `base`."""
        tops = [self.random.uniform(0.3, 1) for _ in range(5)]
        swing = 0.35
        while len(tops) < 200:
            between = [(a + b) / 2 + self.random.uniform(-swing, swing) for a, b in pairwise(tops)]
            tops = [value for pair in zip(tops, between, strict=False) for value in pair] + [tops[-1]]
            swing *= rough
        step = WIDTH / (len(tops) - 1)
        line = [(i * step, base - height * max(0.05, top)) for i, top in enumerate(tops)]
        self.form([(0, floor), *line, (WIDTH, floor)], *stops)

    def water(self, level: float, *stops: str, clear: float = 0.55, bottom: float = HEIGHT) -> None:
        """Flood the sheet below `level`: what stands above is mirrored in moving strips, then tinted."""
        depth = min(bottom - level, level)
        sides = self.box(0, level - depth, WIDTH, level)
        mirror = self.image.crop(sides).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        mirror = mirror.resize((WIDTH // 4, mirror.height // 4)).resize(
            mirror.size, Image.Resampling.BILINEAR
        )
        self.gradient(0, level, WIDTH, bottom, stops)
        tint = self.image.crop(self.box(0, level, WIDTH, level + depth)).resize(mirror.size)
        mirror = Image.blend(tint, mirror, clear)
        top, y = round(level * SCALE), 0
        while y < mirror.height:
            far = y / mirror.height
            thick = 3 + round(far * 16)
            swing = sin(y / (9 + far * 40)) + self.random.uniform(-0.3, 0.3)
            shift = round(swing * (2 + far * 22))
            strip = mirror.crop((0, y, mirror.width, min(y + thick, mirror.height)))
            self.image.paste(strip, (shift, top + y))
            y += thick

    def ripples(self, level: float, colour: str, count: int, bottom: float = HEIGHT) -> None:
        """Draw thin lines of light on water, longer and thicker towards the viewer."""
        for _ in range(count):
            far = self.random.random() ** 1.4
            y = level + 6 + (bottom - level - 12) * far
            length = self.random.uniform(20, 70) + far * 190
            x = self.random.uniform(-60, WIDTH)
            self.rounded(x, y, x + length, y + 1.5 + far * 3.5, 1.5, colour)

    def windows(
        self, x0: float, y0: float, x1: float, y1: float, columns: int, rows: int, lit: str, part: float = 0.5
    ) -> None:
        """Light some of the windows of a façade."""
        across, down = (x1 - x0) / columns, (y1 - y0) / rows
        for row in range(rows):
            for column in range(columns):
                if self.random.random() < part:
                    x, y = x0 + column * across, y0 + row * down
                    self.rect(x + across * 0.22, y + down * 0.2, x + across * 0.78, y + down * 0.74, lit)

    def tree(
        self, x: float, foot: float, height: float, dark: str, light: str, trunk: str = "#3b2a2a"
    ) -> None:
        """Draw a round tree lit from the upper left."""
        self.rect(x - height * 0.025, foot - height * 0.5, x + height * 0.025, foot, trunk)
        for colour, lift, count in ((dark, 0, 9), (light, 0.07, 5)):
            for _ in range(count):
                dx = self.random.uniform(-0.24, 0.24 - lift * 2) * height
                dy = self.random.uniform(0.48 + lift, 0.82 + lift) * height
                self.circle(x + dx, foot - dy, height * self.random.uniform(0.1, 0.17), colour)

    # The finished sheet

    def jpeg(self, quality: int = 88) -> bytes:
        """Return the picture as a JPEG of 2400 by 1600 pixels, with its grain and darker corners."""
        sheet = self.image.resize((WIDTH, HEIGHT), Image.Resampling.HAMMING)
        sheet.paste("#0a0c1c", (0, 0, WIDTH, HEIGHT), vignette())
        sheet = ImageChops.overlay(sheet, paper_grain())
        file = BytesIO()
        sheet.save(file, "JPEG", quality=quality, subsampling=0)
        return file.getvalue()


@lru_cache(maxsize=256)
def blend_strip(stops: tuple[str, ...]) -> Image.Image:
    """Return a strip one pixel wide that runs evenly through the colours."""
    strip = Image.new("RGB", (1, 256))
    last = max(1, len(stops) - 1)
    for y in range(256):
        place = y / 255 * last
        first = min(int(place), last - 1) if len(stops) > 1 else 0
        after = stops[min(first + 1, len(stops) - 1)]
        strip.putpixel((0, y), rgb(mix(stops[first], after, place - first)))
    return strip


def steps(first: float, last: float, count: int) -> list[float]:
    """Return `count` + 1 evenly spread values from first to last."""
    return [first + (last - first) * i / count for i in range(count + 1)]


def mirrored(points: Sequence[Point], axis: float) -> list[Point]:
    """Close an outline, given from its foot up to its top, with its mirror image about a vertical axis."""
    return [*points, *[(2 * axis - x, y) for x, y in reversed(points)]]
