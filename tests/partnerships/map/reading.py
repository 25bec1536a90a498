"""What a page of the map says, read back out of its HTML."""

import html
import re

COUNTRY = re.compile(r"<a ([^>]*)><title>([^<]*)</title>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
ROW = re.compile(r'<tr>\s*<th scope="row">(?:<img[^>]*>)?<a href="([^"]+)">')


def countries(page: str) -> dict[str, dict]:
    """Return the attributes of each country that is a link, by code, with what it is called as `words`."""
    world = page.partition('<svg class="world"')[2].partition("</svg>")[0]
    found = {}
    for attributes, words in COUNTRY.findall(world):
        said = {name: html.unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
        assert said["data-code"] not in found, "one stop for each country"
        found[said["data-code"]] = {**said, "words": html.unescape(words)}
    return found


def legend(page: str) -> dict[str, int]:
    """Return how many partners are at each level, by its name."""
    listed = page.partition('id="map-legend"')[2].partition("</ul>")[0]
    found = {}
    for item in listed.split("<li")[1:]:
        count = re.search(r'map-count figures">(\d+)<', item)
        if count:
            name = re.sub(r"<[^>]+>", "", item.partition('class="map-level">')[2])
            found[html.unescape(name).strip()] = int(count[1])
    return found


def table(page: str) -> dict[str, list[str]]:
    """Return the addresses of the partners at each level, by its name; and those to come."""
    found = {}
    for body in page.partition('<table class="table map-table">')[2].split("<tbody>")[1:]:
        head, _, rows = body.partition("</tr>")
        name = re.sub(r'<span class="map-(letter|rung-count)".*?</span>|<[^>]+>', "", head)
        found[html.unescape(name).strip()] = ROW.findall(rows)
    return found
