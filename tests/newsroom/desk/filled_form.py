"""The story's form as a browser would send it back: every field with what stands in it."""

from html.parser import HTMLParser

from django.urls import reverse


class FilledForm(HTMLParser):
    """Reads the fields of the one form with the given id, those outside that name it included."""

    def __init__(self, html, form_id):
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.data = {}
        self._area = self._select = None
        self.feed(html)

    def _put(self, name, value):
        self.data.setdefault(name, []).append(value)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.inside = said.get("id") == self.form_id
        if not self.inside or "disabled" in said:
            return
        name = said.get("name")
        if tag == "input" and name:
            kind = said.get("type", "text")
            if kind in {"checkbox", "radio"} and "checked" not in said:
                return
            if kind not in {"submit", "button", "file"}:
                self._put(name, said.get("value", "on" if kind in {"checkbox", "radio"} else ""))
        elif tag == "textarea" and name:
            self._area = name
            self.data[name] = [""]
        elif tag == "select" and name:
            self._select = (name, "multiple" in said)
        elif tag == "option" and self._select and "selected" in said:
            self._put(self._select[0], said.get("value", ""))

    def handle_data(self, data):
        if self._area:
            self.data[self._area][0] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self._area:
            # The first line break after the tag is the template's, not the text's.
            text = self.data[self._area][0]
            self.data[self._area] = [text.removeprefix("\n")]
            self._area = None
        elif tag == "select":
            self._select = None


def fill(client, address, form_id="article_form"):
    """Open the form at `address`; return what it would send, without its empty rows.

    Where a form of the register asks why, a reason is given, as its users give one.
    """
    response = client.get(address)
    assert response.status_code == 200, response
    data = FilledForm(response.content.decode(), form_id).data
    data = {name: values for name, values in data.items() if "__prefix__" not in name}
    return data | {"why": ["The ministry corrected it."]} if data.get("why") == [""] else data


def change_address(article):
    return reverse("admin:newsroom_article_change", args=[article.pk])


def move_address(article, move):
    return reverse(f"admin:newsroom_article_{move}", args=[article.pk])


def add_row(data, prefix, **said):
    """Put a new row of the inline `prefix` into `data`."""
    number = int(data[f"{prefix}-TOTAL_FORMS"][0])
    data[f"{prefix}-TOTAL_FORMS"] = [str(number + 1)]
    for name, value in said.items():
        data[f"{prefix}-{number}-{name}"] = [value]


def add_block(data, kind, ordering, **said):
    """Put a new block of `kind`, such as "richtext", into `data`."""
    add_row(data, f"newsroom_{kind}_set", id="", region="body", ordering=str(ordering), **said)
