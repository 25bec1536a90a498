"""Photos as structured data of schema.org, with whose they are and on what terms they may be used.

Search engines show creator, credit, copyright notice and licence beside a picture that has them:
https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
"""

import datetime
from collections.abc import Iterable
from typing import Any

from newsroom.credits import bare_credit
from newsroom.imaging.naming import SHAPES, photo_sources, widths
from newsroom.models import EditionPhoto
from newsroom.public.pages import absolute
from partnerships.addresses import address_of

CONTEXT = "https://schema.org"


def largest_jpeg(photo: dict | EditionPhoto) -> tuple[str, int, int]:
    """Return the largest public JPEG of a photo: its absolute address, its width and height in pixels."""
    sources = photo_sources(photo)
    width = widths(SHAPES["whole"].jpeg_widths, sources["width"])[-1]
    height = max(1, round(sources["height"] * width / sources["width"]))
    return absolute(sources["largest"]), width, height


def image_data(
    photo: dict | EditionPhoto, language: str, published: datetime.datetime, *, is_main: bool = False
) -> dict:
    """Return one use of a photo, frozen in an edition or an EditionPhoto, as a schema.org ImageObject.

    `language` and `published` are those of the story that shows it; `is_main`: it stands for the page.
    """

    def value(name: str) -> Any:
        return photo.get(name) if isinstance(photo, dict) else getattr(photo, name)

    address, width, height = largest_jpeg(photo)
    page = absolute(address_of("newsroom:photo", value("uid"), language=language))
    agency = {"@type": "Organization", "name": value("agency")} if value("agency") else None
    creator = {"@type": "Person", "name": value("creator")} if value("creator") else agency
    said = {
        "@type": "ImageObject",
        "@id": f"{page}#photo",
        "url": page,
        "contentUrl": address,
        "encodingFormat": "image/jpeg",
        "width": width,
        "height": height,
        "caption": value("caption"),
        "name": value("caption") or value("alt_text"),
        "inLanguage": language,
        "creditText": bare_credit(value("credit") or ""),
        "creator": creator,
        # On whose behalf the photographer worked.
        "sourceOrganization": agency if creator is not agency else None,
        "copyrightNotice": value("copyright"),
        "license": value("licence_url"),
        "acquireLicensePage": page,
        "dateCreated": value("taken_on"),
        "contentLocation": {"@type": "Place", "name": value("place")} if value("place") else None,
        "datePublished": published,
        "representativeOfPage": is_main,
    }
    return {name: told for name, told in said.items() if told}


def graph(images: Iterable[dict]) -> dict:
    """Return the images of a page as one block of JSON-LD, each once; an empty one when there are none."""
    once: dict[str, dict] = {}
    for image in images:
        once.setdefault(image["@id"], image)
    return {"@context": CONTEXT, "@graph": list(once.values())} if once else {}


def images_of_story(content: dict, language: str, published: datetime.datetime) -> dict:
    """Return the photos of the `content` of an edition, its lead first; nothing for a story without any."""
    blocks = [block for block in content.get("blocks", []) if block["kind"] == "photo"]
    lead = content.get("lead_photo")
    shown = [image_data(lead, language, published, is_main=True)] if lead else []
    return graph([*shown, *(image_data(block, language, published) for block in blocks)])
