"""The public renditions of photos, where no web server in front serves DATA_DIR/public itself."""

import re

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

# A name that never changes its content may be kept for as long as HTTP allows caches to be told.
FOR_GOOD = "public, max-age=31536000, immutable"

TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)
FILE = re.compile(r"[A-Za-z0-9_-]{1,64}\.(webp|jpg|png|avif)", re.ASCII)
TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png", "avif": "image/avif"}


@require_safe
def rendition(request: HttpRequest, token: str, file: str) -> FileResponse:
    """One rendition by its unguessable name; 404 for any name that the gate would not have made."""
    match = FILE.fullmatch(file)
    if not match or not TOKEN.fullmatch(token):
        raise Http404
    try:
        opened = storages["renditions"].open(f"{token}/{file}")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(opened, content_type=TYPES[match[1]])
    response["Cache-Control"] = FOR_GOOD
    response["ETag"] = f'"{token}-{file}"'
    return response
