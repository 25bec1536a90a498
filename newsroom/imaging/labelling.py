"""What is written into a photo's public files: whose it is and on what terms, and nothing else.

Search engines show these with the picture
(https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata), and a file that
is passed on keeps them. Place, position, day, caption, keywords, people and the camera's numbers stay in the
original.
"""

import struct
import unicodedata
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from newsroom.imaging.metadata.texts import cleaned, web_address

# The bytes that IIM 4.2 gives By-line (2:80), Credit (2:110) and CopyrightNotice (2:116).
_ROOM = {80: 32, 110: 32, 116: 128}

_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    ' xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"%s>%s</rdf:Description>'
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


@dataclass(frozen=True)
class Labels:
    """What a public file says. Each is one line, "" for what nobody has said."""

    creator: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""
    licence_url: str = ""

    @classmethod
    def of(cls, shown: Any) -> "Labels":
        """Return the labels of `shown`: a Photo, an EditionPhoto, or what has their attributes.

        Where nobody gives a credit line, it is the agency.
        """

        def said(*names: str) -> str:
            return next((text for name in names if (text := cleaned(getattr(shown, name, "") or ""))), "")

        return cls(
            creator=said("creator", "photographer"),
            credit=said("credit_line", "credit", "agency"),
            copyright=said("copyright"),
            licence=said("licence"),
            licence_url=web_address(said("licence_url"), 300),
        )

    @property
    def reserved(self) -> bool | None:
        """Whether the photo is somebody's (xmpRights:Marked): not when free of rights, None if unsaid."""
        if "creativecommons.org/publicdomain/" in self.licence_url:
            return False
        return True if self.copyright or self.licence or self.licence_url else None


def _list(kind: str, item: str) -> str:
    return f"<rdf:{kind}>{item}</rdf:{kind}>"


def _in_any_language(text: str) -> str:
    return _list("Alt", f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>')


def xmp_packet(labels: Labels) -> bytes:
    """Return the labels as an XMP packet (ISO 16684-1) in UTF-8; b"" when there are none.

    The properties are those of the IPTC Photo Metadata Standard 2023.1 and of PLUS.
    """
    if labels == Labels():
        return b""
    simple = {
        "photoshop:Credit": labels.credit,
        "xmpRights:WebStatement": labels.licence_url,
        "xmpRights:Marked": "" if labels.reserved is None else str(labels.reserved),
    }
    attributes = "".join(f" {name}={quoteattr(text)}" for name, text in simple.items() if text)
    elements = {
        "dc:creator": labels.creator and _list("Seq", f"<rdf:li>{escape(labels.creator)}</rdf:li>"),
        "dc:rights": labels.copyright and _in_any_language(labels.copyright),
        "xmpRights:UsageTerms": labels.licence and _in_any_language(labels.licence),
        "plus:Licensor": labels.licence_url
        and _list(
            "Seq",
            '<rdf:li rdf:parseType="Resource">'
            f"<plus:LicensorURL>{escape(labels.licence_url)}</plus:LicensorURL></rdf:li>",
        ),
    }
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in elements.items() if text)
    return (_PACKET % (attributes, inner)).encode()


def _cut(text: str, most: int) -> bytes:
    """Return as much of `text` in UTF-8 as has room in `most` bytes, never a part of a character."""
    kept = text
    while len(kept.encode()) > most:
        left_out, kept = kept[-1], kept[:-1]
        # An accent of its own goes with the letter that it stands on.
        while kept and unicodedata.combining(left_out):
            left_out, kept = kept[-1], kept[:-1]
    return kept.rstrip().encode()


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def iptc_segment(labels: Labels) -> bytes:
    """Return a JPEG's segment APP13, with its marker, which holds the labels as IIM 4.2; b"" for none."""
    said = {80: labels.creator, 110: labels.credit, 116: labels.copyright}
    values = {number: _cut(text, _ROOM[number]) for number, text in said.items() if text}
    if not values:
        return b""
    # 1:90 says that what follows is UTF-8 (ISO 2022), 2:00 which version of IIM it is.
    iim = _dataset(1, 90, b"\x1b%G") + _dataset(2, 0, struct.pack(">H", 4))
    iim += b"".join(_dataset(2, number, value) for number, value in values.items())
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(iim)) + iim + bytes(len(iim) % 2)
    content = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + struct.pack(">H", len(content) + 2) + content


def exif_bytes(labels: Labels) -> bytes:
    """Return Exif with Artist and Copyright alone, as Pillow takes it; b"" when there are none.

    They are in UTF-8, as all write them now, though Exif before 3.0 knew only ASCII.
    """
    said = {0x013B: labels.creator, 0x8298: labels.copyright}
    values = {tag: text.encode() + b"\0" for tag, text in said.items() if text}
    if not values:
        return b""
    # One directory of a TIFF; what has more than four bytes stands behind it.
    behind = 8 + 2 + 12 * len(values) + 4
    entries, texts = b"", b""
    for tag, value in values.items():
        place = struct.pack(">I", behind + len(texts)) if len(value) > 4 else value.ljust(4, b"\0")
        entries += struct.pack(">HHI", tag, 2, len(value)) + place
        if len(value) > 4:
            texts += value + bytes(len(value) % 2)
    return b"Exif\0\0MM\0*" + struct.pack(">IH", 8, len(values)) + entries + bytes(4) + texts


def saving_options(extension: str, labels: Labels) -> dict[str, bytes]:
    """Return what Pillow's `save` is told to write the labels into a file "jpg", "webp" or "avif".

    It always has "exif", so that Pillow writes none of the original's, and is called so:

        picture.save(written, **_SAVING[extension], **saving_options(extension, Labels.of(photo)))

    `picture.info` must have no "xmp" and no "exif" of the original, which `renditions.upright` sees to.
    """
    options = {"exif": exif_bytes(labels)}
    if packet := xmp_packet(labels):
        options["xmp"] = packet
    if extension == "jpg" and (segment := iptc_segment(labels)):
        options["extra"] = segment
    return options
