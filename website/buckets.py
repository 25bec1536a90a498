"""Files in a bucket that speaks the protocol of Amazon S3, as the environment names it."""

from urllib.parse import urlsplit

# What the environment may say of a bucket, and nothing of the files lies there when it does not name one.
S3_WORDS = (
    "S3_BUCKET",
    "S3_ENDPOINT_URL",
    "S3_REGION",
    "S3_ACCESS_KEY_ID",
    "S3_SECRET_ACCESS_KEY",
    "S3_PREFIX",
    "S3_ADDRESSING_STYLE",
    "S3_ACL",
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def s3_refusals(said: dict[str, str], media_accel_prefix: str = "") -> list[str]:
    """Why files must not be kept in a bucket like this: one sentence each, saying what to set.

    `said` holds the words of S3_WORDS, "" for one that is not set.
    """
    if not said["S3_BUCKET"]:
        return [
            f"{name} is set, but S3_BUCKET is not: name the bucket that keeps the files, or leave both out."
            for name in S3_WORDS
            if said[name]
        ]
    reasons = []
    if bool(said["S3_ACCESS_KEY_ID"]) != bool(said["S3_SECRET_ACCESS_KEY"]):
        reasons.append(
            "Only one of S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY is set. Set both, or none where the "
            "machine itself has the right to the bucket."
        )
    if not said["S3_ENDPOINT_URL"] and not said["S3_REGION"]:
        reasons.append(
            "Where the bucket is is missing. Set S3_ENDPOINT_URL to the address of the storage, or S3_REGION "
            "to Amazon's region."
        )
    place = urlsplit(said["S3_ENDPOINT_URL"])
    if said["S3_ENDPOINT_URL"] and (place.scheme not in {"http", "https"} or not place.hostname):
        reasons.append("S3_ENDPOINT_URL is no address. Write it with https:// at its start.")
    elif place.scheme == "http" and place.hostname not in LOOPBACK:
        reasons.append(
            "S3_ENDPOINT_URL would carry private originals unencrypted. Write it with https:// at its start."
        )
    if said["S3_ADDRESSING_STYLE"] not in {"", "auto", "path", "virtual"}:
        reasons.append("S3_ADDRESSING_STYLE is unknown. Set it to auto, path or virtual.")
    if said["S3_ACL"] not in {"", "private", "none"}:
        reasons.append(
            "S3_ACL is unknown. Set it to private, or to none where the bucket takes no access control "
            "lists. No file may be public."
        )
    if media_accel_prefix:
        reasons.append(
            "MEDIA_ACCEL_PREFIX has the web server read files from this machine's disk, and S3_BUCKET says "
            "that they are not there. Leave one of them out."
        )
    return reasons


def s3_storages(said: dict[str, str]) -> dict[str, dict[str, object]]:
    """Return Django's STORAGES for originals and renditions in the bucket that `said` tells of."""
    prefix = said["S3_PREFIX"].strip("/")
    options = {
        "bucket_name": said["S3_BUCKET"],
        "endpoint_url": said["S3_ENDPOINT_URL"] or None,
        "region_name": said["S3_REGION"] or None,
        "access_key": said["S3_ACCESS_KEY_ID"] or None,
        "secret_key": said["S3_SECRET_ACCESS_KEY"] or None,
        "default_acl": None if said["S3_ACL"] == "none" else "private",
    }
    return {
        alias: {
            "BACKEND": f"newsroom.imaging.object_files.{backend}",
            "OPTIONS": {**options, "location": "/".join(filter(None, [prefix, folder]))},
        }
        for alias, backend, folder in (
            ("default", "PrivateObjects", "private"),
            ("renditions", "ServedObjects", "public"),
        )
    }
