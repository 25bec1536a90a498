"""What is attached is read, in a process that a bad file can end without harm."""

import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from partnerships import pdf_files
from partnerships.pdf_files import pages_of
from tests import pdf


def refused(data):
    with pytest.raises(ValidationError) as error:
        pages_of(ContentFile(data))
    assert error.value.messages[0]
    return error.value.code


@pytest.mark.parametrize("pages", [1, 7])
def test_the_pages_of_a_pdf_are_counted(pages):
    assert pages_of(ContentFile(pdf.good(pages))) == pages


@pytest.mark.parametrize("reason", list(pdf.BAD))
def test_a_bad_file_is_refused_with_its_reason(reason):
    assert refused(pdf.BAD[reason]()) == reason


def test_a_script_that_follows_a_harmless_action_is_found():
    assert refused(pdf.with_script_in_a_chain()) == "script"


def test_pages_are_counted_not_believed():
    assert refused(pdf.good(2001)) == "pages"
    assert pages_of(ContentFile(pdf.good(2000))) == 2000


def test_a_tree_of_pages_that_leads_to_itself_ends():
    assert refused(pdf.that_leads_to_itself()) in {"broken", "large"}


def test_what_only_begins_as_a_pdf_is_damaged():
    assert refused(b"%PDF-1.7\nnothing\n%%EOF") == "broken"
    assert refused(b"") == "not-pdf"


def test_a_file_that_is_too_large_is_not_even_read(monkeypatch):
    monkeypatch.setattr(pdf_files, "LARGEST", 100)
    monkeypatch.setattr(pdf_files, "ask", None)

    assert refused(pdf.good()) == "large"


def test_a_small_file_that_unfolds_to_far_more_is_refused():
    """Its objects lie in a stream of hundreds of megabytes of spaces."""
    squeeze = zlib.compressobj(9)
    packed = b"".join(squeeze.compress(b" " * 2**24) for _n in range(20)) + squeeze.flush()
    stream = b"2 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n"
    body = b"%PDF-1.5\n" + stream % (len(packed), packed)
    xref = len(body)
    entries = b"\x00\x00\x00\x00\x00" + b"\x02\x00\x00\x02\x00" + b"\x01\x00\x00\x09\x00"
    table = b"3 0 obj<</Type/XRef/Size 3/W[1 3 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream endobj\n"
    file = body + table % (len(entries), entries) + b"startxref\n%d\n%%%%EOF\n" % xref

    assert refused(file) in {"large", "broken"}


def test_a_file_that_is_read_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf_files, "SECONDS", 0.01)

    assert refused(pdf.good()) == "large"
