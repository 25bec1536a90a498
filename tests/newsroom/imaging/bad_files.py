"""Every kind of file that must not become a photo, made when it is asked for, and pictures to make them of."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pillow_heif
from PIL import Image, ImageDraw

JPEG_END = b"\xff\xd9"


def drawn(size=(320, 240), mode="RGB") -> Image.Image:
    """A picture in which there is something to be seen."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    pen = ImageDraw.Draw(picture)
    width, height = size
    pen.ellipse((width // 8, height // 8, width // 2, height // 2), fill="crimson")
    pen.rectangle((width // 2, height // 2, width * 7 // 8, height * 3 // 4), fill="gold")
    return picture.convert(mode)


def written(picture_format="JPEG", size=(320, 240), mode="RGB", picture=None, **how) -> bytes:
    """The bytes of a file with such a picture."""
    file = io.BytesIO()
    picture = picture or drawn(size, mode)
    if picture_format == "HEIF":
        pillow_heif.from_pillow(picture).save(file, **how)
    else:
        picture.save(file, picture_format, **how)
    return file.getvalue()


def zipped(name="evil.txt", content=b"not a picture") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_with(*chunks: bytes) -> bytes:
    """A PNG with these chunks behind its head."""
    data = written("PNG")
    return data[:33] + b"".join(chunks) + data[33:]


def png_of(width: int, height: int, content=b"") -> bytes:
    """A PNG that says to be of this size, and holds next to nothing."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = png_chunk(b"IDAT", zlib.compress(content))
    return b"\x89PNG\r\n\x1a\n" + head + pixels + png_chunk(b"IEND", b"")


def flat_png(width: int, height: int) -> bytes:
    """A whole PNG of this size in one colour: some kilobytes that unfold to all of its pixels."""
    file = io.BytesIO()
    Image.new("1", (width, height), 1).save(file, "PNG")
    return file.getvalue()


def jpeg_with(marker: int, content: bytes) -> bytes:
    """A JPEG with a segment of this kind behind its first two bytes."""
    data = written()
    return data[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content + data[2:]


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG whose head says another size than what is in it."""
    data = bytearray(written())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def resized(data: bytes, width: int, height: int) -> bytes:
    """An AVIF or HEIC that says to be of another size (its "ispe" properties)."""
    changed, at = bytearray(data), 0
    while (at := changed.find(b"ispe", at)) >= 0:
        changed[at + 8 : at + 16] = struct.pack(">II", width, height)
        at += 16
    return bytes(changed)


def tiff_of(width: int, height: int, **said: int) -> bytes:
    """A TIFF of one strip that says to be of this size and holds ten bytes. `said` are tags: `t256=…`."""
    tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: height, 279: 10}
    tags |= {int(name[1:]): value for name, value in said.items()}
    table = struct.pack("<H", len(tags))
    table += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items()))
    return b"II*\0" + struct.pack("<I", 18) + b"\x80" * 10 + table + b"\0" * 4


def tiff_with_an_endless_tag() -> bytes:
    """A TIFF with a text of four thousand million bytes, and a table that comes after itself."""
    table = struct.pack("<H", 1) + struct.pack("<HHII", 270, 2, 0xFFFFFFF0, 8)
    return b"II*\0" + struct.pack("<I", 8) + table + struct.pack("<I", 8)


def several(picture_format: str, **how) -> bytes:
    return written(picture_format, save_all=True, append_images=[drawn(mode="L").convert("RGB")], **how)


def heic_sequence() -> bytes:
    data = written("HEIF")
    return data[:8] + b"hevc" + data[12:]


def jpeg_script() -> bytes:
    """A JPEG that is JavaScript too: its first segment is "/*" bytes long, and its comment ends the comment."""
    content = b"\0" * (0x2F2A - 2)
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 0x2F2A) + content
    script = b"*/=1;alert(document.domain);/*"
    return head + b"\xff\xfe" + struct.pack(">H", len(script) + 2) + script + written()[2:]


def zip_within_a_jpeg() -> bytes:
    return jpeg_with(0xFE, zipped())


PHP = b"<?php system($_GET['c']); ?>"
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"

# What it is: how it is made, and the code of the sentence that refuses it.
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "noise": (lambda: bytes(range(7, 250)) * 40, "not-a-picture"),
    "words": (lambda: b"The minister arrived on Tuesday.", "not-a-picture"),
    "SVG": (lambda: SVG, "not-a-picture"),
    "SVG in UTF-16": (lambda: SVG.decode().encode("utf-16"), "not-a-picture"),
    "HTML": (lambda: PAGE, "not-a-picture"),
    "HTML behind a comment": (lambda: b"<!-- " + b"x" * 500 + b" -->" + PAGE, "not-a-picture"),
    "PDF": (lambda: PDF, "not-a-picture"),
    "ZIP": (zipped, "not-a-picture"),
    "GIF": (lambda: written("GIF"), "not-a-picture"),
    "BMP": (lambda: written("BMP"), "not-a-picture"),
    "JPEG 2000": (lambda: written("JPEG2000"), "not-a-picture"),
    "EPS": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage", "not-a-picture"),
    "a video": (lambda: box(b"ftyp", b"isom\0\0\2\0isomiso2") + box(b"mdat", b"\0" * 50), "not-a-picture"),
    "a raw file of Canon": (lambda: b"II*\0\x10\0\0\0CR\2\0" + b"\0" * 200, "raw"),
    "a raw file of Adobe": (lambda: tiff_of(2, 5, t50706=0x00000401), "raw"),
    "a raw file that begins with a small copy": (lambda: tiff_of(2, 5, t254=1), "raw"),
    "a head only": (lambda: b"\xff\xd8\xff\xe0", "broken"),
    "a moving WebP": (lambda: several("WEBP", duration=100), "moving"),
    "a moving PNG": (lambda: several("PNG"), "moving"),
    "a moving AVIF": (lambda: several("AVIF"), "moving"),
    "a sequence of HEIC": (heic_sequence, "moving"),
    "a TIFF of two pages": (lambda: several("TIFF"), "pages"),
    "a PNG of 60,000 pixels": (lambda: flat_png(60_000, 100), "too-long"),
    "a JPEG of 60,000 pixels": (lambda: written(size=(60_000, 100)), "too-long"),
    "a TIFF of 60,000 pixels": (lambda: tiff_of(60_000, 10), "too-long"),
    "a PNG too tall for a WebP": (lambda: flat_png(1_000, 16_001), "too-tall"),
    "a PNG of 900 million pixels": (lambda: flat_png(30_000, 30_000), "too-large"),
    "a PNG that says to be immense": (lambda: png_of(2**31 - 1, 2**31 - 1), "too-large"),
    "a JPEG that says to be immense": (lambda: jpeg_of(65_500, 65_500), "too-large"),
    "a TIFF that says to be immense": (lambda: tiff_of(2**31 - 1, 2**31 - 1), "too-large"),
    "an AVIF that says to be immense": (lambda: resized(written("AVIF"), 60_000, 60_000), "broken"),
    "a HEIC that says to be immense": (lambda: resized(written("HEIF"), 60_000, 60_000), "too-large"),
    "a HEIC that says to be larger than it is": (lambda: resized(written("HEIF"), 9_000, 7_000), "broken"),
    "a WebP that says to be immense": (
        lambda: b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff" * 6,
        "broken",
    ),
    "a PNG without its picture": (lambda: png_of(5_000, 5_000), "broken"),
    "a TIFF without its picture": (lambda: tiff_of(5_000, 5_000), "broken"),
    "a TIFF with an endless tag": (tiff_with_an_endless_tag, "broken"),
    "a TIFF of floating point": (lambda: written("TIFF", mode="F"), "colours"),
    "a PNG whose colour profile unfolds to 200 MB": (
        lambda: png_with(png_chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(200_000_000), 9))),
        "bomb",
    ),
    "a PNG whose words unfold to 200 MB": (
        lambda: png_with(png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9))),
        "bomb",
    ),
    "a PNG whose international words unfold to 200 MB": (
        lambda: png_with(png_chunk(b"iTXt", b"C\0\1\0\0\0" + zlib.compress(bytes(200_000_000), 9))),
        "bomb",
    ),
    "a PNG of a hundred smaller bombs": (
        lambda: png_with(*[png_chunk(b"zTXt", b"C%d\0\0" % n + zlib.compress(bytes(1_000_000))) for n in range(100)]),
        "bomb",
    ),
}  # fmt: skip
for _format in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"):
    for _part in (0.3, 0.6, 0.95):
        BAD[f"{_format} cut short at {_part:.0%}"] = (
            lambda form=_format, part=_part: (data := written(form))[: int(len(data) * part)],
            "broken",
        )

# A picture and something else: how it is made, and what else is found in it.
POLYGLOTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a script in a JPEG's comment": (lambda: jpeg_with(0xFE, b"<script>alert(1)</script>"), "script"),
    "PHP in a JPEG's comment": (lambda: jpeg_with(0xFE, PHP), "PHP"),
    "PHP in its short form": (lambda: jpeg_with(0xFE, b"<?=`$_GET[0]`?>"), "PHP"),
    "a page of a Microsoft server": (lambda: jpeg_with(0xFE, b'<%eval request("x")%>'), "script"),
    "a page in a JPEG's head": (lambda: jpeg_with(0xE5, PAGE), "HTML"),
    "a drawing in a JPEG's head": (lambda: jpeg_with(0xE5, SVG), "SVG"),
    "a document in a JPEG's head": (lambda: jpeg_with(0xFE, PDF), "PDF"),
    "an archive in a JPEG's comment": (zip_within_a_jpeg, "ZIP"),
    "a JPEG that is JavaScript": (jpeg_script, "script"),
    "PHP in a PNG's words": (lambda: png_with(png_chunk(b"tEXt", b"Comment\0" + PHP)), "PHP"),
    "a page in a PNG's words": (lambda: png_with(png_chunk(b"tEXt", b"Comment\0" + PAGE)), "HTML"),
    "an archive in a PNG's chunk": (lambda: png_with(png_chunk(b"ruSt", zipped())), "ZIP"),
    "PHP in a WebP's chunk": (
        lambda: (
            (data := written("WEBP") + b"PHP " + struct.pack("<I", len(PHP)) + PHP)[:4]
            + struct.pack("<I", len(data) - 8)
            + data[8:]
        ),
        "PHP",
    ),
    "PHP in a HEIC's free room": (lambda: written("HEIF") + box(b"free", PHP), "PHP"),
    "a page in an AVIF's free room": (lambda: written("AVIF") + box(b"free", PAGE), "HTML"),
    "a TIFF that describes itself in PHP": (
        lambda: written("TIFF", tiffinfo={270: PHP.decode()}),
        "PHP",
    ),
    "a tape's archive": (lambda: jpeg_with(0xFE, b"\0" * 251 + b"ustar\x0000" + b"\0" * 300), "tar"),
}
for _format in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"):
    for _name, _behind, _what in (
        ("an archive", zipped(), "ZIP"),
        ("a Java archive", zipped("META-INF/MANIFEST.MF", b"Main-Class: Evil"), "ZIP"),
        ("an archive of another kind", b"Rar!\x1a\x07\1\0" + b"\0" * 30, "RAR"),
        ("a document", PDF, "PDF"),
        ("a page", PAGE, "HTML"),
        ("PHP", PHP, "PHP"),
        ("a program", b"\x7fELF\2\1\1" + b"\0" * 60, "program"),
        ("a moving picture", written("GIF"), "GIF"),
    ):
        POLYGLOTS[f"{_name} behind a {_format}"] = (
            lambda form=_format, behind=_behind: written(form) + behind,
            _what,
        )
