"""A file that is a picture and something else besides.

Cameras and telephones do write something behind a picture: padding, a second picture, a moment's film, notes
of their own. That is taken. An archive, a document, a page or a program in any part of the file is not: other
software would take the file for that. Pure: bytes in, words out.
"""

import re

from newsroom.imaging.containers import boxes_end, container_end, jpeg_end

# What a file is by its first bytes: (where they are, which, what it is). For words: pictures are decoded.
_BEGINNINGS = [
    (0, b"%PDF-", "PDF"),
    (0, b"PK\x03\x04", "ZIP"),
    (0, b"PK\x05\x06", "ZIP"),
    (0, b"Rar!\x1a\x07", "RAR"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x1f\x8b\x08", "gzip"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (8, b"WEBPVP8", "WebP"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftypheic", "HEIC"),
    (0, b"8BPS\0", "PSD"),
    (0, b"%!PS", "PostScript"),
    (0, b"\xc5\xd0\xd3\xc6", "PostScript"),
    (0, b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (0, b"\x7fELF", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"\xcf\xfa\xed\xfe", "program"),
    (0, b"MZ\x90\0", "program"),
    (0, b"#!/", "program"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    (0, b"FUJIFILMCCD-RAW", "raw"),
    (0, b"II*\0\x10\0\0\0CR", "raw"),
    (0, b"IIU\0", "raw"),
    (4, b"ftypcrx ", "raw"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (4, b"ftyp", "video"),
    (8, b"AVI LIST", "video"),
    (0, b"\x1aE\xdf\xa3", "video"),
    (0, b"BM", "BMP"),
]

# What a browser or a server would run wherever it stands, and longer than chance writes it into the pixels.
# Each pattern begins with a letter in one case, which is looked for a hundred times faster than one in any.
_TEXT = rb"[^\x00-\x08\x0e-\x1f\x7f-\xff]"
_RUN = [
    re.compile(pattern)
    for pattern in (
        rb"<(?:(?P<PHP>\?(?i:php)\s|\?=" + _TEXT + rb"{3,400}?\?>)"
        rb"|(?P<script>(?i:script)[\s>/]|%" + _TEXT + rb"{4,4000}?%>)"
        rb"|(?P<HTML>(?i:html|body|iframe)[\s>]|!(?i:doctype)\s+(?i:html))"
        rb"|(?P<SVG>(?i:svg)(?:\s[^\x00-\x08\x0e-\x1f<]{0,4000})?/?>|!(?i:doctype)\s+(?i:svg)))",
        rb"(?P<PHP>__(?i:halt_compiler)\(\))",
        rb"(?P<PDF>%PDF-\d\.\d)",
    )
]

_ZIP_END = b"PK\x05\x06"
# Others that are found by looking for how they begin, and which chance does not write.
_ARCHIVES = [(b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z")]
# Others that are known by what stands in one place.
_PLACES = [(257, b"ustar", "tar"), (32769, b"CD001", "ISO")]

# What may stand between a picture and what follows it.
_PADDING = re.compile(rb"(?:[\0\s]|\xff(?!\xd8))*")


def kind_of(data: bytes) -> str:
    """Return what a file that is no picture of ours seems to be: "SVG", "HTML", "PDF" …; "" when unknown."""
    for place, sign, what in _BEGINNINGS:
        if data.startswith(sign, place):
            return what
    # A page or a drawing may begin with words, a comment or a mark of its encoding.
    beginning = data[:4096].replace(b"\0", b"")
    return _run_as(beginning) or ("SVG" if b"<svg" in beginning.lower() else "")


def _run_as(data: bytes) -> str | None:
    """Return what a browser, a server or a reader of documents would find in `data`."""
    for pattern in _RUN:
        if found := pattern.search(data):
            return found.lastgroup
    return None


def _has_zip(data: bytes) -> bool:
    """Is there the end of an archive's directory anywhere that leads to its beginning?

    That is how archives are found in what stands before them (APPNOTE.TXT 6.3.10, §4.3.16).
    """
    position = len(data)
    while (position := data.rfind(_ZIP_END, 0, position)) >= 0:
        length = int.from_bytes(data[position + 12 : position + 16], "little")
        entries = int.from_bytes(data[position + 10 : position + 12], "little")
        if position + 22 > len(data):
            continue
        if data[position - 20 : position - 16] == b"PK\x06\x07":  # where those of more than 4 GB say it
            return True
        if entries and length <= position and data.startswith(b"PK\x01\x02", position - length):
            return True
        # Readers forgive a wrong length where the directory is where it says to be.
        offset = int.from_bytes(data[position + 16 : position + 20], "little")
        if entries and data.startswith(b"PK\x01\x02", offset):
            return True
        if not entries and not length and not offset:
            return True
    return False


# A file whose length says "/*" begins a comment for a browser that is told it is a script.
_COMMENT_ENDS = re.compile(rb"\*/[\x20-\x7e\s]{8}")


def _is_script(data: bytes) -> bool:
    """Is the head of this JPEG or WebP the beginning of a script, and does the script go on behind it?

    See "Bypassing CSP using polyglot JPEGs" (G. Heyes, 2016).
    """
    return data[4:6] == b"/*" and bool(_COMMENT_ENDS.search(data, 6))


def _behind(data: bytes, form: str) -> str | None:
    """Return what stands behind the picture that does not belong there; None for what cameras write there."""
    position = container_end(data, form)
    while position < len(data):
        if padding := _PADDING.match(data, position):
            position = padding.end()
        following = data[position : position + 4096]
        if form == "JPEG" and following.startswith(b"\xff\xd8\xff"):
            position = jpeg_end(data, position)
        elif form in ("JPEG", "HEIF") and following[4:8] == b"ftyp":
            position = max(boxes_end(data, position), position + 8)
        else:
            # Two bytes are no sign of anything.
            return next(
                (
                    what
                    for place, sign, what in _BEGINNINGS
                    if len(sign) > 2 and following.startswith(sign, place)
                ),
                None,
            )
    return None


def hidden(data: bytes, form: str) -> str | None:
    """Return what else the picture in `data` is, in a word ("ZIP", "PDF", "HTML" …); None for nothing else.

    `form` is its format, a key of FORMATS, as it was decoded.
    """
    if found := _run_as(data):
        return found
    if _has_zip(data):
        return "ZIP"
    for sign, what in _ARCHIVES:
        if sign in data:
            return what
    for place, sign, what in _PLACES:
        if data.startswith(sign, place):
            return what
    if _is_script(data):
        return "script"
    return _behind(data, form)
