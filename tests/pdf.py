"""PDF files for tests, made by hand or by pypdf: good ones, and those that are refused."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_pages(number: int = 1) -> PdfWriter:
    writer = PdfWriter()
    for _page in range(number):
        writer.add_blank_page(width=595, height=842)
    return writer


def good(pages: int = 1) -> bytes:
    return written(with_pages(pages))


def encrypted() -> bytes:
    writer = with_pages()
    writer.encrypt("secret")
    return written(writer)


def with_script() -> bytes:
    writer = with_pages()
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert('here')"),
    }
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(script))
    return written(writer)


def action(**entries) -> bytes:
    """A file whose first page does something when it is opened."""
    writer = with_pages()
    said = DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): said})
    return written(writer)


def with_launch() -> bytes:
    return action(S=NameObject("/Launch"), F=TextStringObject("calc.exe"))


def with_script_in_a_chain() -> bytes:
    """A harmless action that is followed by a script."""
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    return action(S=NameObject("/GoTo"), Next=ArrayObject([script]))


def with_a_file() -> bytes:
    writer = with_pages()
    writer.add_attachment("notes.txt", b"secret notes")
    return written(writer)


def that_says_it_has_pages(number: int) -> bytes:
    writer = with_pages()
    writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(number)
    return written(writer)


def that_leads_to_itself() -> bytes:
    """A tree of pages whose only branch is its own root."""
    writer = with_pages()
    pages = writer.root_object["/Pages"]
    pages[NameObject("/Kids")] = ArrayObject([writer.root_object.raw_get("/Pages")])
    return written(writer)


# Each by the reason for which it is refused; made when it is asked for.
BAD = {
    "not-pdf": lambda: b"<!doctype html><script>alert(1)</script>",
    "broken": lambda: good(3)[:-400],
    "encrypted": encrypted,
    "script": with_script,
    "launch": with_launch,
    "files": with_a_file,
    "pages": lambda: that_says_it_has_pages(1_000_000_000),
}


def upload(data: bytes | None = None, name: str = "text.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, good() if data is None else data, content_type="application/pdf")
