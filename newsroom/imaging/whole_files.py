"""Files on a disk that are there whole or not at all, whenever the machine stops.

A file is written under a name of its own in `.unfinished`, brought to the disk (fsync), and only then
given its name, by one step of the file system. What a crash leaves lies in `.unfinished` and nowhere else.
"""

import os
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage, InMemoryStorage, Storage
from django.utils.deconstruct import deconstructible

UNFINISHED = ".unfinished"

# Nothing takes this long to be written.
LEFT_BEHIND = 24 * 3600

# How often others may take a name, or the directory, from under us.
MOST_TURNS = 100


def _bring_to_the_disk(directory: Path) -> None:
    """Make the disk keep what was named in `directory`."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@deconstructible
class WholeFiles(FileSystemStorage):
    """Django's storage on a disk, without half files. Takes the same options.

    With `allow_overwrite` a name is replaced at once by the whole new file; without, a file that has the
    name keeps it and the new one gets another, as Django does it.
    """

    def _save(self, name: str, content: Any) -> str:
        unfinished = Path(self.location) / UNFINISHED
        unfinished.mkdir(parents=True, exist_ok=True)
        written = unfinished / secrets.token_hex(16)
        try:
            self._write(written, content)
            return self._give_its_name(written, name)
        finally:
            written.unlink(missing_ok=True)

    def _write(self, written: Path, content: Any) -> None:
        with written.open("xb") as file:
            for chunk in content.chunks():
                file.write(chunk if isinstance(chunk, bytes) else str(chunk).encode())
            file.flush()
            os.fsync(file.fileno())
        if self.file_permissions_mode is not None:
            written.chmod(self.file_permissions_mode)

    def _give_its_name(self, written: Path, name: str) -> str:
        for _turn in range(MOST_TURNS):
            place = Path(self.path(name))
            try:
                self._make_directories(place.parent)
                if self._allow_overwrite:  # type: ignore[attr-defined]
                    written.replace(place)
                else:
                    # A link is refused where something has the name; a renaming would replace it.
                    os.link(written, place)
            except FileExistsError:
                name = self.get_available_name(name)
            except FileNotFoundError:
                # Whoever removed the last file of the directory removed it as well, just now.
                continue
            else:
                _bring_to_the_disk(place.parent)
                return place.relative_to(self.location).as_posix()
        raise FileNotFoundError(f"{name} could not be given its name.")

    def _make_directories(self, directory: Path) -> None:
        """Make `directory` and those above it; the disk then keeps that they were made."""
        missing = [one for one in (directory, *directory.parents) if not one.is_dir()]
        for one in reversed(missing):
            one.mkdir(exist_ok=True, mode=self.directory_permissions_mode or 0o777)
            _bring_to_the_disk(one.parent)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        directories, files = super().listdir(path)
        return [name for name in directories if name != UNFINISHED], files

    def remove_directory(self, name: str) -> None:
        """Remove the directory `name` with all that is in it; it may be gone already."""
        if name in {"", "."}:
            raise ValueError("All files of a storage are not removed at once.")
        shutil.rmtree(self.path(name), ignore_errors=True)

    def clean_up(self, older_than: float = LEFT_BEHIND) -> int:
        """Remove what crashes left unfinished more than so many seconds ago; return how many files."""
        unfinished, removed = Path(self.location) / UNFINISHED, 0
        if not unfinished.is_dir():
            return 0
        for left in unfinished.iterdir():
            # Another tidying may be there at the same time.
            with suppress(FileNotFoundError):
                if time.time() - left.stat().st_mtime > older_than:
                    left.unlink()
                    removed += 1
        return removed


@deconstructible
class FilesInMemory(InMemoryStorage):
    """What the tests keep files in: a name that is written again is replaced, as on a disk of renditions."""

    def is_name_available(self, name: str, max_length: int | None = None) -> bool:
        return not (max_length and len(name) > max_length)

    def _save(self, name: str, content: Any) -> str:
        if self.exists(name):
            self.delete(name)
        return str(super()._save(name, content))


def remove_directory(storage: Storage, name: str) -> int:
    """Remove every file directly under the directory `name` of any kind of storage; return how many."""
    try:
        files = storage.listdir(name)[1]
    except FileNotFoundError:
        return 0
    for file in files:
        storage.delete(f"{name}/{file}")
    if isinstance(storage, WholeFiles):
        storage.remove_directory(name)
    return len(files)
