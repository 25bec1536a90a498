"""What XMP says (ISO 16684-1): properties in RDF, named by Adobe, IPTC, Dublin Core and PLUS."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.ElementTree import DefusedXMLParser

from newsroom.imaging.metadata.texts import decoded, decoded_utf16

MOST_BYTES = 2 << 20
MOST_ELEMENTS = 50_000
MOST_DEPTH = 100
MOST_VALUES = 500
MOST_LANGUAGES = 20

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
_CC = "{http://creativecommons.org/ns#}"
_TIFF = "{http://ns.adobe.com/tiff/1.0/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_NOTE = "{http://ns.adobe.com/xmp/note/}"

# What XML 1.0 has no place for, written as it is or by its number.
_NO_XML = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """One text of a property, with its language where it names one."""

    text: str
    language: str = ""


class Properties:
    """The properties of a packet, or of a structure in it."""

    def __init__(self) -> None:
        self._found: dict[str, list[Element | str]] = {}

    def add(self, about: Element) -> None:
        """Take in the properties of one description; those that are there already stay."""
        new: dict[str, list[Element | str]] = {}
        for name, text in about.attrib.items():
            new.setdefault(name, []).append(text)
        for element in about:
            new.setdefault(element.tag, []).append(element)
        for name, values in new.items():
            self._found.setdefault(name, values[:MOST_VALUES])

    def texts(self, name: str) -> list[Said]:
        """Return the texts of a property, whether it is one text, a list or one in several languages."""
        found: list[Said] = []
        for value in self._found.get(name, []):
            if isinstance(value, str):
                found.append(Said(value))
            else:
                found += [_said(item) for item in _items(value)]
        return [said for said in found if said.text.strip()][:MOST_VALUES]

    def structures(self, name: str) -> list["Properties"]:
        """Return the structures of a property."""
        found = []
        for value in self._found.get(name, []):
            for item in [] if isinstance(value, str) else _items(value):
                properties = Properties()
                properties.add(item)
                for nested in item.findall(f"{_RDF}Description"):
                    properties.add(nested)
                found.append(properties)
        return found[:MOST_VALUES]


def _items(value: Element) -> list[Element]:
    for kind in ("Alt", "Bag", "Seq"):
        if (several := value.find(f"{_RDF}{kind}")) is not None:
            return several.findall(f"{_RDF}li")
    return [value]


def _said(item: Element) -> Said:
    text = item.text or item.get(f"{_RDF}resource") or item.get(f"{_RDF}value") or ""
    # A qualified value (ISO 16684-1 §7.8).
    qualified = item.find(f"{_RDF}value")
    if qualified is None:
        qualified = item.find(f"{_RDF}Description/{_RDF}value")
    if qualified is not None:
        text = qualified.text or ""
    return Said(text, item.get(_LANG, ""))


class _Bounded(TreeBuilder):
    """Builds no tree that is larger than any packet is by right."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = self.depth = 0

    def start(self, tag, attrs):
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS or self.depth > MOST_DEPTH:
            raise ValueError("This XMP has too many elements.")
        return super().start(tag, attrs)

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)


def _parsed(packet: bytes) -> Element:
    # A DTD has no place in XMP, and entities are for bombs.
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=True, forbid_entities=True, forbid_external=True)
    # What is refused is noticed when a piece of this size has been read.
    for at in range(0, len(packet), 1 << 14):
        parser.feed(packet[at : at + (1 << 14)])
    return parser.close()


def _tree(packet: bytes) -> Element:
    if b"\0" in packet[:2] or packet[:2] in (b"\xff\xfe", b"\xfe\xff"):
        # UTF-16, which the heading need not name.
        packet = decoded_utf16(packet, "<" if packet[1:2] == b"\0" else ">").encode("utf-8", "replace")
    packet = packet.strip(b"\0 \t\r\n")
    try:
        return _parsed(packet)
    except ParseError:
        # Written in Latin-1 under a heading that says UTF-8, or with what XML has no place for.
        text = _NO_XML.sub(" ", decoded(packet)).lstrip()
        return _parsed(re.sub(r"^<\?xml[^>]*\?>", "", text).encode())


def properties_of(packet: bytes) -> Properties:
    """Return the properties of one packet.

    Raises ValueError or ParseError for what is no XMP, has a DTD, or is larger than any by right.
    """
    if len(packet) > MOST_BYTES:
        raise ValueError("This XMP is too large.")
    root = _tree(packet)
    properties = Properties()
    rdf = root if root.tag == f"{_RDF}RDF" else root.find(f".//{_RDF}RDF")
    for about in [] if rdf is None else rdf.findall(f"{_RDF}Description"):
        properties.add(about)
    return properties


def extension_of(packet: bytes) -> str:
    """Return the name (GUID) of the part of a JPEG's XMP that had no room in its packet, "" for none."""
    said = properties_of(packet).texts(f"{_NOTE}HasExtendedXMP")
    return said[0].text.strip() if said else ""


def read_xmp(packet: bytes) -> dict[str, list[list[Said]]]:
    """Return what a packet says: field to its properties that say something, the likeliest first.

    Raises ValueError or ParseError as `properties_of` does.
    """
    xmp = properties_of(packet)
    named = [
        who
        for details in xmp.structures(f"{_EXT}PersonInImageWDetails")
        for who in details.texts(f"{_EXT}PersonName")[:1]
    ]
    licensors = [at for who in xmp.structures(f"{_PLUS}Licensor") for at in who.texts(f"{_PLUS}LicensorURL")]
    said = {
        "title": [xmp.texts(f"{_DC}title"), xmp.texts(f"{_PHOTOSHOP}Headline")],
        "caption": [xmp.texts(f"{_DC}description"), xmp.texts(f"{_TIFF}ImageDescription")],
        "photographer": [xmp.texts(f"{_DC}creator"), xmp.texts(f"{_TIFF}Artist")],
        "source": [xmp.texts(f"{_PHOTOSHOP}Source")],
        "credit_line": [xmp.texts(f"{_PHOTOSHOP}Credit")],
        "copyright": [xmp.texts(f"{_DC}rights"), xmp.texts(f"{_TIFF}Copyright")],
        "taken_on": [xmp.texts(f"{_PHOTOSHOP}DateCreated"), xmp.texts(f"{_EXIF}DateTimeOriginal")],
        "place": _places(xmp),
        "keywords": [xmp.texts(f"{_DC}subject")],
        "licence": [xmp.texts(f"{_RIGHTS}UsageTerms")],
        "licence_url": [
            xmp.texts(f"{_RIGHTS}WebStatement"),
            xmp.texts(f"{_CC}license"),
            xmp.texts(f"{_PLUS}LicensorURL") or licensors,
        ],
        "alt_text": [xmp.texts(f"{_CORE}AltTextAccessibility")],
        "people": [xmp.texts(f"{_EXT}PersonInImage"), named],
    }
    return {field: kept for field, found in said.items() if (kept := [texts for texts in found if texts])}


def _places(xmp: Properties) -> list[list[Said]]:
    """Return the parts of the place, the smallest first: by the older schema, what is shown, where from."""
    older = (f"{_CORE}Location", f"{_PHOTOSHOP}City", f"{_PHOTOSHOP}State", f"{_PHOTOSHOP}Country")
    newer = (f"{_EXT}Sublocation", f"{_EXT}City", f"{_EXT}ProvinceState", f"{_EXT}CountryName")
    found = [_parts(xmp, older)]
    for name in ("LocationShown", "LocationCreated"):
        found += [_parts(place, newer) for place in xmp.structures(f"{_EXT}{name}")[:1]]
    return found


def _parts(place: Properties, names: tuple[str, ...]) -> list[Said]:
    return [said for name in names for said in place.texts(name)[:1]]
