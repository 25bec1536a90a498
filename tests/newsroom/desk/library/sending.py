"""How a page sends a file in parts, for tests of what becomes of it."""

import base64
import uuid

BEGIN = "/admin/newsroom/photo/upload/files/"
TUS = {"tus-resumable": "1.0.0"}
PATCH_TYPE = "application/offset+octet-stream"


def begin(client, length, filename="photo.jpg", uid=None):
    """Begin an upload; return the answer."""
    words = {"filename": filename, "uid": str(uid or uuid.uuid4())}
    said = ",".join(f"{key} {base64.b64encode(word.encode()).decode()}" for key, word in words.items())
    return client.post(
        BEGIN,
        b"",
        content_type="application/octet-stream",
        headers={**TUS, "upload-length": str(length), "upload-metadata": said},
    )


def put(client, address, offset, part):
    """Send one part; return the answer."""
    return client.patch(address, part, content_type=PATCH_TYPE, headers={**TUS, "upload-offset": str(offset)})


def asked(client, address):
    return client.head(address, headers=TUS)


def send(client, content, filename="photo.jpg", part=1_000, address=None):
    """Send `content` in parts of so many bytes; return the address and the last answer."""
    address = address or begin(client, len(content), filename)["Location"]
    for offset in range(0, len(content), part):
        answer = put(client, address, offset, content[offset : offset + part])
    return address, answer
