"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

It knows no withdrawal: under the identity of the item stands a notice then, as changed when it was taken
back, so that readers put it in the place of what they have. What the format has no name for stands in
`_communique`, as it provides for.
"""

import json
from typing import Any

from partnerships.feeds.described import Feed, Item, Withdrawn
from partnerships.feeds.xml import moment


def written(feed: Feed) -> bytes:
    """Return `feed` as JSON."""
    found: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.addresses["json"],
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.publisher, "url": feed.page}],
    }
    if feed.explanation:
        found["user_comment"] = f"{feed.explanation} {feed.explained_at}"
    if feed.older:
        found["next_url"] = feed.older["json"]
    if feed.hub:
        found["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    ours: dict[str, Any] = {"formats": feed.addresses}
    if feed.current:
        ours["current"] = feed.current["json"]
    if feed.is_archive:
        ours["archive"] = True
    found["_communique"] = ours
    found["items"] = [
        _item(entry, feed.language) if isinstance(entry, Item) else _notice(entry, feed.language)
        for entry in feed.entries
    ]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _item(item: Item, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": item.identity,
        "url": item.address,
        "title": item.title,
        "summary": item.summary,
        "date_published": moment(item.published),
        "language": language,
    }
    if item.content:
        found["content_html"] = item.content
    else:
        # One of the two must be there.
        found["content_text"] = item.summary or item.title
    if item.updated:
        found["date_modified"] = moment(item.updated)
    if item.authors:
        found["authors"] = [{"name": name} for name in item.authors]
    if item.topics:
        found["tags"] = list(dict.fromkeys(topic.name for topic in item.topics))
    if item.pictures:
        found["attachments"] = [
            {
                "url": picture.address,
                "mime_type": picture.media_type,
                **(
                    {"title": picture.caption or picture.alt_text}
                    if picture.caption or picture.alt_text
                    else {}
                ),
            }
            for picture in item.pictures
        ]
        found["image"] = next((one for one in item.pictures if one.is_lead), item.pictures[0]).address
    ours = _ours(item)
    if ours:
        found["_communique"] = ours
    return found


def _ours(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if item.translations:
        found["translations"] = [{"language": code, "url": address} for code, address in item.translations]
    if item.topics:
        found["topics"] = [{"name": topic.name, "url": topic.address} for topic in item.topics]
    if item.pictures:
        found["pictures"] = [
            {
                "url": picture.address,
                "width": picture.width,
                "height": picture.height,
                "alt_text": picture.alt_text,
                "caption": picture.caption,
                "credit": picture.credit,
            }
            for picture in item.pictures
        ]
    return found


def _notice(withdrawn: Withdrawn, language: str) -> dict[str, Any]:
    return {
        "id": withdrawn.identity,
        "url": withdrawn.address,
        "title": withdrawn.title,
        "content_text": withdrawn.reason,
        "date_published": moment(withdrawn.published),
        "date_modified": moment(withdrawn.when),
        "language": language,
        "_communique": {"withdrawn": True},
    }
