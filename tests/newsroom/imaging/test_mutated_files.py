"""A file in which anything was changed is a picture or is refused: its reader neither falls nor stays."""

import functools
import io
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.imaging.containers import container_end
from newsroom.imaging.polyglots import hidden, kind_of
from newsroom.imaging.reading import REASONS
from newsroom.imaging.reading_process import read
from partnerships.bounded_process import Refused
from tests.newsroom.imaging.bad_files import written

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF", "JPEG2000"]
CHANGES = st.lists(st.tuples(st.integers(0, 6000), st.binary(min_size=1, max_size=6)), max_size=8)


@functools.cache
def original(form):
    exif = {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"} if form in ("JPEG", "PNG", "WEBP") else {}
    return written(form, (96, 64), **exif)


def mutated(form, changes, cut):
    data = bytearray(original(form))
    for place, new in changes:
        # Most of what decides stands at the beginning.
        place %= len(data)
        data[place : place + len(new)] = new
    return bytes(data[: len(data) - cut % len(data)])


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FORMATS), CHANGES, st.one_of(st.just(0), st.integers(0, 6000)))
def test_a_changed_file_is_a_picture_or_is_refused(form, changes, cut):
    data = mutated(form, changes, cut)
    began = time.process_time()
    try:
        found = read(io.BytesIO(data))
    except Refused as refused:
        assert refused.reason in REASONS
    else:
        assert 0 < found["width"] <= 30_000
        assert 0 < found["height"] <= 16_000
    assert time.process_time() - began < 20


@pytest.mark.filterwarnings("ignore")
@given(st.binary(max_size=600), st.sampled_from(FORMATS[:6]))
def test_any_bytes_are_looked_through(data, form):
    kind_of(data)
    assert container_end(data, form) >= 0
    hidden(data, form)


@given(CHANGES, st.integers(0, 6000), st.sampled_from(FORMATS[:6]))
def test_any_changed_file_is_looked_through(changes, cut, form):
    data = mutated(form, changes, cut)
    assert container_end(data, form) >= 0
    hidden(data, form)
