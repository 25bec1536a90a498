"""Files made byte by byte, to say what no program should write."""

import struct
import zlib
from io import BytesIO

from PIL import Image


def plain_jpeg() -> bytes:
    written = BytesIO()
    Image.new("RGB", (16, 16), "teal").save(written, "JPEG")
    return written.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def iim(*datasets: tuple[int, bytes], utf8: bool = False) -> bytes:
    """Return IIM of these datasets of record 2, declared as UTF-8 or as nothing."""
    declared = b"\x1c\x01\x5a\x00\x03\x1b%G" if utf8 else b""
    return declared + b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(raw)) + raw for number, raw in datasets
    )


def resource(kind: int, content: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HHI", kind, 0, len(content)) + content + bytes(len(content) % 2)


def packet(properties: str) -> bytes:
    """Return XMP with these properties, written as elements of RDF."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"'
        ' xmlns:cc="http://creativecommons.org/ns#"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
        f' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">{properties}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def in_languages(name: str, **texts: str) -> str:
    items = "".join(
        f'<rdf:li xml:lang="{language.replace("_", "-")}">{text}</rdf:li>' for language, text in texts.items()
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def listed(name: str, *texts: str) -> str:
    return f"<{name}><rdf:Bag>{''.join(f'<rdf:li>{text}</rdf:li>' for text in texts)}</rdf:Bag></{name}>"


def tiff(order: str, first: dict[int, tuple[int, bytes]], second: dict[int, tuple[int, bytes]]) -> bytes:
    """Return a TIFF of these entries (tag to type and bytes), the second directory as Exif's."""
    start = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "I", 8)
    behind_first = (
        8 + 2 + 12 * (len(first) + bool(second)) + 4 + sum(len(raw) for _kind, raw in first.values())
    )
    entries = dict(first)
    if second:
        entries[0x8769] = 4, struct.pack(order + "I", behind_first)
    return (
        start + _directory(order, entries, 8) + (_directory(order, second, behind_first) if second else b"")
    )


def _directory(order: str, entries: dict[int, tuple[int, bytes]], at: int) -> bytes:
    behind = at + 2 + 12 * len(entries) + 4
    written, texts = struct.pack(order + "H", len(entries)), b""
    for tag, (kind, raw) in sorted(entries.items()):
        count = len(raw) // (4 if kind == 4 else 1)
        inline = raw.ljust(4, b"\0") if len(raw) <= 4 else struct.pack(order + "I", behind + len(texts))
        written += struct.pack(order + "HHI", tag, kind, count) + inline
        texts += (
            raw if len(raw) > 4 else bytes(len(raw) if raw is not entries.get(0x8769, (0, b""))[1] else 0)
        )
    return written + bytes(4) + texts


def jpeg(
    xmp: bytes = b"", iim: bytes = b"", digest: bytes = b"", exif: bytes = b"", more: bytes = b""
) -> bytes:
    """Return a JPEG with these blocks, of which each may be anything."""
    plain = plain_jpeg()
    blocks = segment(0xE1, b"Exif\0\0" + exif) if exif else b""
    blocks += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp) if xmp else b""
    resources = (resource(0x0404, iim) if iim else b"") + (resource(0x0425, digest) if digest else b"")
    blocks += segment(0xED, b"Photoshop 3.0\0" + resources) if resources else b""
    return plain[:2] + blocks + more + plain[2:]


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    written = BytesIO()
    Image.new("RGB", (16, 16), "teal").save(written, "PNG")
    plain = written.getvalue()
    made = b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
    return plain[:33] + made + plain[33:]
