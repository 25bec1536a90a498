"""Where the public files of a photo are, for the pages that show it."""

from newsroom.models import EditionPhoto


def sources_of(photo: dict | EditionPhoto) -> dict:
    """Return a photo's files: `webp` and `jpg`, each a list of addresses and widths, and the `fallback`."""
    from newsroom.imaging.renditions import address, widths

    frozen = photo if isinstance(photo, dict) else {"token": photo.token, "width": photo.width}
    available = widths(frozen["width"])
    files = {
        kind: [{"address": address(frozen["token"], width, kind), "width": width} for width in available]
        for kind in ("webp", "jpg")
    }
    return {**files, "fallback": files["jpg"][-1]["address"]}
