"""Files in a bucket that speaks the protocol of Amazon S3.

Nothing in it is public: readers are served by the site. An object is there whole or not at all: the
protocol sees to that.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

# A larger file is in a temporary file on the disk while it is read or written.
IN_MEMORY = 8 * 2**20
CHUNK = 64 * 2**10


def _pieces(body: Any) -> Iterator[bytes]:
    try:
        yield from body.iter_chunks(CHUNK)
    finally:
        # A reader who left in the middle leaves the rest to nobody.
        body.close()


@deconstructible
class PrivateObjects(S3Storage):
    """Objects that only the newsroom's own key can read, list or remove. They have no address."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "default_acl": "private",
            "querystring_auth": False,
            "file_overwrite": False,
            "max_memory_size": IN_MEMORY,
            # One part at a time: the memory stays that of one part.
            "transfer_config": TransferConfig(
                use_threads=False, multipart_threshold=IN_MEMORY, multipart_chunksize=IN_MEMORY
            ),
            # The checks that newer clients add by themselves, many servers that are not Amazon's do not know.
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": settings.S3_ADDRESSING_STYLE},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                connect_timeout=5,
                read_timeout=30,
                retries={"mode": "standard", "total_max_attempts": 4},
            ),
        }

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        raise ValueError("This file is not accessible via a URL.")

    def streamed(self, name: str) -> tuple[int, Iterator[bytes]]:
        """Return the length of an object in bytes, and the object in pieces: one request, little memory.

        Raises FileNotFoundError.
        """
        try:
            answer = self.bucket.Object(self._normalize_name(clean_name(name))).get()
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(name) from error
            raise
        return answer["ContentLength"], _pieces(answer["Body"])


@deconstructible
class ServedObjects(PrivateObjects):
    """The renditions: as private as the others, at addresses of the site, which decides who gets one.

    A name never changes its content, so that what is written again is the same.
    """

    def get_default_settings(self) -> dict[str, Any]:
        return {**super().get_default_settings(), "file_overwrite": True}

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))
