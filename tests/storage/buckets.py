"""A bucket on a real server that speaks S3, on this machine."""

import contextlib
import subprocess
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import boto3
from botocore.config import Config

# Swift's packages belong to Debian's own Python.
PYTHON = "/usr/bin/python3"
MISSING = (
    "OpenStack Swift is not installed, whose S3 API these tests ask: "
    "apt-get install swift-proxy swift-account swift-container swift-object"
)
BUCKET = "newsroom"
OURS = ("newsroom:press", "a-long-secret")
STRANGERS = ("stranger:press", "another-secret")


@cache
def is_installed() -> bool:
    try:
        asked = subprocess.run(
            [PYTHON, "-c", "import swift.proxy.server, swift.obj.server, swift.common.middleware.s3api"],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return False
    return asked.returncode == 0


@dataclass(frozen=True)
class Server:
    """A running server with one bucket of ours in it."""

    endpoint: str

    def client(self, key=OURS):
        """Return a client that signs with `key`, an identity and a secret."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=key[0],
            aws_secret_access_key=key[1],
            region_name="us-east-1",
            config=Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                retries={"total_max_attempts": 1},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def names(self):
        """Return what the bucket holds, as we ourselves see it."""
        pages = self.client().get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return {found["Key"] for page in pages for found in page.get("Contents", ())}

    def asked_anonymously(self, path) -> int:
        """Return the status that somebody without any key gets at `path`."""
        try:
            with urllib.request.urlopen(f"{self.endpoint}/{path}", timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code

    def environment(self):
        """Return what the environment says of the bucket to Communiqué."""
        return {
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": self.endpoint,
            "S3_REGION": "us-east-1",
            "S3_ACCESS_KEY_ID": OURS[0],
            "S3_SECRET_ACCESS_KEY": OURS[1],
            "S3_PREFIX": "communique",
        }


@contextlib.contextmanager
def running_server():
    """Run Swift in a directory of its own on a free port."""
    with tempfile.TemporaryDirectory(prefix="swift-") as directory:
        process = subprocess.Popen(
            [PYTHON, Path(__file__).with_name("swift_server.py"), directory],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            said = process.stdout.readline()
            if not said.strip().isdigit():
                raise RuntimeError(f"Swift did not start: {said}{process.stderr.read()}")
            server = Server(f"http://127.0.0.1:{said.strip()}")
            server.client().create_bucket(Bucket=BUCKET)
            yield server
        finally:
            process.kill()
            process.communicate()
