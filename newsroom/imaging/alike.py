"""How much a picture that was saved is like the one before."""

import math

from PIL import Image, ImageChops, ImageMath, ImageStat

# Pixels: the side of the squares that are compared.
SQUARE = 8
# Of Z. Wang and others, "Image quality assessment" (IEEE Transactions on Image Processing 13, 2004).
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def psnr(one: Image.Image, other: Image.Image) -> float:
    """Return how far two RGB pictures of the same size lie apart, in decibels: more is nearer."""
    squares = ImageStat.Stat(ImageChops.difference(one, other)).sum2
    error = sum(squares) / (3 * one.width * one.height)
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


def ssim(one: Image.Image, other: Image.Image) -> float:
    """Return how alike two pictures of the same size are in the structure of their brightness.

    1 when they are the same; the mean over squares of eight by eight pixels.
    """
    a, b = (picture.convert("L").convert("F") for picture in (one, other))

    def mean(picture):
        return list(picture.reduce(SQUARE).getdata())

    def product(x, y):
        return ImageMath.lambda_eval(lambda of: of["x"] * of["y"], x=x, y=y)

    means = zip(mean(a), mean(b), mean(product(a, a)), mean(product(b, b)), mean(product(a, b)), strict=True)
    found = [
        ((2 * m * n + _C1) * (2 * (mn - m * n) + _C2))
        / ((m * m + n * n + _C1) * (mm - m * m + nn - n * n + _C2))
        for m, n, mm, nn, mn in means
    ]
    return sum(found) / len(found)
