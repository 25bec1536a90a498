"""The public reads a story from its second on, and finds nothing of it one second before; no worker runs."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from newsroom import publishing
from newsroom.models import Edition
from tests.register import small_register

pytestmark = pytest.mark.django_db(transaction=True)

SECOND = datetime.timedelta(seconds=1)
SECRET = "Zanzibar becomes a partner"
PLACES = [
    "/en/",
    "/en/sections/politics/",
    "/en/partners/japan/",
    "/en/partners/japan/stories/",
    "/en/feeds/all.rss",
    "/en/feeds/partners/japan.rss",
]


def test_one_second_before_there_is_nothing_and_one_second_after_it_is_everywhere(
    new_page, make_story, make_photo, publisher
):
    japan = small_register().japan
    known = make_story("Known for long", partners=[japan])
    publishing.publish(known, publisher)
    due = timezone.now().replace(microsecond=0) + datetime.timedelta(hours=2)
    photo = make_photo()
    story = make_story(
        SECRET, slug="zanzibar", embargo_until=due, lead_photo=photo, lead_caption=SECRET, partners=[japan]
    )
    with pytest.raises(publishing.Refused):
        publishing.publish(story, publisher)
    publishing.schedule(story, publisher, due)

    visitor = new_page(java_script_enabled=False)
    own = ["/en/stories/zanzibar/", f"/en/photos/{photo.uid.hex}/"]

    def read(address):
        """What the address answers, as the browser was sent it, from a cache that it keeps as well."""
        answer = visitor.request.get(address)
        return answer.status, answer.text()

    with time_machine.travel(due - SECOND, tick=False):
        assert [visitor.goto(address).status for address in own] == [404, 404]
        for address in PLACES:
            status, text = read(address)
            assert (status, "Zanzibar" in text, "zanzibar" in text) == (200, False, False), address
        visitor.goto("/en/")
        expect(visitor.locator("main")).to_contain_text("Known for long")
    with time_machine.travel(due + SECOND, tick=False):
        # The same window: what it holds of the pages before is asked about anew.
        visitor.goto("/en/")
        visitor.get_by_role("link", name=SECRET).first.click()
        expect(visitor.locator("h1")).to_have_text(SECRET)
        picture = visitor.locator("main img").first
        expect(picture).to_be_visible()
        assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
        assert [visitor.goto(address).status for address in own] == [200, 200]
        for address in PLACES:
            assert SECRET in read(address)[1], address
    assert Edition.objects.filter(article=story).count() == 1
