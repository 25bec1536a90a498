"""A file on the disk is there whole or not at all."""

import os
import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile

from newsroom.imaging.whole_files import UNFINISHED, FilesInMemory, WholeFiles, remove_directory


@pytest.fixture
def originals(tmp_path):
    return WholeFiles(location=tmp_path)


@pytest.fixture
def renditions(tmp_path):
    return WholeFiles(location=tmp_path, allow_overwrite=True)


def left_over(storage):
    return list((storage.base_location / UNFINISHED).iterdir())


class Breaks(ContentFile):
    """A file whose reading breaks off in the middle."""

    def chunks(self, chunk_size=None):
        yield b"the first half"
        raise OSError("The line is dead.")


def test_what_was_written_is_read(originals):
    assert originals.save("originals/ab/cd.jpg", ContentFile(b"a picture")) == "originals/ab/cd.jpg"
    with originals.open("originals/ab/cd.jpg") as kept:
        assert kept.read() == b"a picture"
    assert not left_over(originals)


def test_an_upload_that_lies_in_a_file_is_kept_too(originals):
    upload = TemporaryUploadedFile("a.jpg", "image/jpeg", 4, None)
    upload.write(b"four")
    upload.seek(0)
    assert originals.size(originals.save("a.jpg", upload)) == 4


def test_one_that_breaks_off_leaves_nothing(renditions):
    renditions.save("token/320.webp", ContentFile(b"whole"))
    for name in ("token/640.webp", "token/320.webp"):
        with pytest.raises(OSError, match="dead"):
            renditions.save(name, Breaks(b""))
    assert renditions.listdir("token") == ([], ["320.webp"])
    assert renditions.open("token/320.webp").read() == b"whole"
    assert not left_over(renditions)


def test_nobody_ever_sees_a_half_of_it(renditions):
    contents = {letter * 100_000 for letter in (b"a", b"b")}
    renditions.save("token/320.webp", ContentFile(min(contents)))
    done, seen = threading.Event(), set()

    def look():
        while not done.is_set():
            with renditions.open("token/320.webp") as kept:
                seen.add(kept.read())

    looking = threading.Thread(target=look)
    looking.start()
    for turn in range(60):
        renditions.save("token/320.webp", ContentFile(sorted(contents)[turn % 2]))
    done.set()
    looking.join()
    assert seen <= contents


@pytest.mark.parametrize("storage", ["renditions", FilesInMemory()], ids=["disk", "memory"])
def test_a_rendition_never_gets_another_name(request, storage):
    storage = request.getfixturevalue(storage) if isinstance(storage, str) else storage
    for content in (b"one, and longer", b"two"):
        assert storage.save("token/320.webp", ContentFile(content)) == "token/320.webp"
    assert storage.listdir("token")[1] == ["320.webp"]
    assert storage.open("token/320.webp").read() == b"two"


def test_an_original_never_takes_the_place_of_another(originals):
    names = [originals.save("a.jpg", ContentFile(content)) for content in (b"one", b"two")]
    assert names[0] == "a.jpg" != names[1]
    assert [originals.open(name).read() for name in names] == [b"one", b"two"]


def test_what_a_crash_left_goes_after_a_day_and_what_is_being_written_stays(originals):
    originals.save("a.jpg", ContentFile(b"one"))
    old, new = (originals.base_location / UNFINISHED / name for name in ("old", "new"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert originals.clean_up() == 1
    assert left_over(originals) == [new]
    assert originals.listdir("") == ([], ["a.jpg"])


def test_a_directory_goes_with_all_its_files_and_may_be_gone_already(renditions):
    renditions.save("token/320.webp", ContentFile(b"one"))
    renditions.save("other/320.webp", ContentFile(b"one"))
    assert [remove_directory(renditions, "token") for _turn in range(2)] == [1, 0]
    assert renditions.listdir("")[0] == ["other"]
    with pytest.raises(ValueError, match="at once"):
        renditions.remove_directory("")
