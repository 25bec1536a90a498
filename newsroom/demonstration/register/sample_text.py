"""A page that stands in for the text of an agreement: the real ones are their authors' own."""

from io import BytesIO

from django.core.files.base import ContentFile
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

LINES = (
    "Sample",
    "This page stands in for the text of an agreement.",
    "The text itself can be read at the source that the register names.",
)


def sample_text(name: str) -> ContentFile:
    """Return a PDF file of one page, called `name`."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font_name = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): font_name})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    shown = " ".join(f"({line}) Tj 0 -24 Td" for line in LINES)
    content.set_data(f"BT /F1 14 Tf 72 740 Td {shown} ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    written = BytesIO()
    writer.write(written)
    return ContentFile(written.getvalue(), name=name)
