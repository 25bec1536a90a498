"""Programs that write metadata into files of photos, as photographers, agencies and desks use them.

Each is given the same words to write. `.ci/run` installs them all; where one is missing its tests say so.
"""

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import pillow_heif
import pytest
from PIL import Image

PACKAGES = {
    "exiftool": "libimage-exiftool-perl",
    "exiv2": "exiv2",
    "convert": "imagemagick",
    "gm": "graphicsmagick",
    "darktable-cli": "darktable",
}


class Words(NamedTuple):
    """What is to be written, and in which character set where the format leaves it open."""

    title: str
    caption: str
    photographer: str
    copyright: str
    charset: str

    def raw(self, field: str) -> bytes:
        return getattr(self, field).encode(self.charset)


VIETNAMESE = Words(
    title="Hội đàm tại Đà Nẵng",
    caption="Thủ tướng đón khách ở Đà Nẵng; lễ ký “Kế hoạch 2026–2030”",
    photographer="Nguyễn Thị Ảnh",
    copyright="© 2026 Bộ Ngoại giao Việt Nam",
    charset="utf-8",
)
LATIN = Words(
    title="Déjeuner à Zürich",
    caption="Réunion à Zürich: José Müller grüßt die Gäste in der Weißen Straße",
    photographer="José Müller-Weiß",
    copyright="© 2026 Société Générale de Presse",
    charset="latin-1",
)


def need(tool: str) -> str:
    """Return where `tool` is; skip the test, saying what to install, where it is not."""
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"{tool} is not on this machine: apt-get install {PACKAGES[tool]}")
    return found


def run(tool: str, *arguments: str | bytes | Path) -> bytes:
    """Run `tool` and return what it prints."""
    done = subprocess.run([need(tool), *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def plain_picture(path: Path) -> Path:
    """Write a small picture that says nothing, in the format of `path`'s name."""
    picture = Image.new("RGB", (64, 48), "teal")
    if path.suffix == ".heic":
        pillow_heif.from_pillow(picture).save(path)
    else:
        picture.save(path)
    return path


def packet(words: Words) -> bytes:
    """Return the words as XMP."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(words.title)}</rdf:li></rdf:Alt></dc:title>
<dc:description>
<rdf:Alt><rdf:li xml:lang="x-default">{escape(words.caption)}</rdf:li></rdf:Alt>
</dc:description>
<dc:creator><rdf:Seq><rdf:li>{escape(words.photographer)}</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{escape(words.copyright)}</rdf:li></rdf:Alt></dc:rights>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def exif_of_pillow(words: Words) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = words.raw("caption")
    exif[0x013B] = words.raw("photographer")
    exif[0x8298] = words.raw("copyright")
    exif[0x9C9B] = words.title.encode("utf-16-le") + b"\0\0"
    return exif.tobytes()


def exiftool(paths: list[Path], words: Words, *blocks: str) -> None:
    """Have ExifTool write the words into these blocks ("IPTC", "XMP", "EXIF") of the files."""
    names = {
        "IPTC": ("ObjectName", "Caption-Abstract", "By-line", "CopyrightNotice"),
        "XMP": ("XMP-dc:Title", "XMP-dc:Description", "XMP-dc:Creator", "XMP-dc:Rights"),
        "EXIF": ("XPTitle", "ImageDescription", "Artist", "Copyright"),
    }
    charset = "UTF8" if words.charset == "utf-8" else "Latin1"
    arguments = ["-q", "-q", "-m", "-overwrite_original", "-charset", f"exif={charset}"]
    arguments += ["-charset", f"iptc={charset}"]
    if "IPTC" in blocks and charset == "UTF8":
        arguments.append("-IPTC:CodedCharacterSet=UTF8")
    for block in blocks:
        prefix = "" if block == "XMP" else f"{block}:"
        arguments += [f"-{prefix}{name}={text}" for name, text in zip(names[block], words[:4], strict=True)]
    run("exiftool", *arguments, *paths)


def exiv2(paths: list[Path], words: Words, *blocks: str) -> None:
    """Have Exiv2 write the words into these blocks of the files."""
    commands = {
        "IPTC": [
            (b"Iptc.Application2.ObjectName String", "title"),
            (b"Iptc.Application2.Caption String", "caption"),
            (b"Iptc.Application2.Byline String", "photographer"),
            (b"Iptc.Application2.Copyright String", "copyright"),
        ],
        "XMP": [
            (b"Xmp.dc.title LangAlt", "title"),
            (b"Xmp.dc.description LangAlt", "caption"),
            (b"Xmp.dc.creator XmpSeq", "photographer"),
            (b"Xmp.dc.rights LangAlt", "copyright"),
        ],
        "EXIF": [
            (b"Exif.Image.ImageDescription Ascii", "caption"),
            (b"Exif.Image.Artist Ascii", "photographer"),
            (b"Exif.Image.Copyright Ascii", "copyright"),
        ],
    }
    arguments: list[bytes] = []
    for block in blocks:
        for command, field in commands[block]:
            text = getattr(words, field).encode() if block == "XMP" else words.raw(field)
            arguments += [b"-M", b"set " + command + b" " + text]
    run("exiv2", *arguments, *paths)


def darktable(path: Path, words: Words, scratch: Path) -> None:
    """Have darktable export a picture to `path` whose words stand in the sidecar that it keeps."""
    picture = plain_picture(scratch / "taken.jpg")
    sidecar = scratch / "taken.jpg.xmp"
    sidecar.write_bytes(packet(words))
    own = ("--core", "--configdir", scratch / "darktable", "--library", ":memory:", "--disable-opencl")
    run("darktable-cli", picture, sidecar, path, *own)
