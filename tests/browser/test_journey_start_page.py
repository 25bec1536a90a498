"""The first page of the desk in a browser: one's work, the month, and the same on a telephone."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from newsroom import publishing

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_editor_finds_what_waits_and_what_the_month_brings(
    page, phone, login, editor, reporter, publisher, make_story, guide_picture
):
    waiting = make_story("A forum of investors opens", state="submitted", edited_by=reporter)
    make_story("An exhibition of lacquer", created_by=editor)
    at = (timezone.now() + datetime.timedelta(days=32)).replace(day=12, hour=3)
    publishing.schedule(make_story("Talks on green shipping"), publisher, at, "")

    login(page, editor)
    page.goto("/admin/")
    expect(page.get_by_text("1 story waits for you.")).to_be_visible()
    panel = page.get_by_role("region", name="Submitted: waiting for approval")
    expect(panel.get_by_role("link", name=str(waiting))).to_be_visible()
    guide_picture(page, "start-page")
    month = page.get_by_role("region", name=f"{timezone.localtime():%B} {timezone.localtime().year}")
    expect(month.locator("td[aria-current=date]")).to_have_count(1)

    page.get_by_role("link", name="Month after").click()
    coming = page.locator(".month-table td", has_text="Talks on green shipping")
    expect(coming).to_contain_text("12")
    coming.get_by_role("link").click()
    expect(page.get_by_label("Headline")).to_have_value("Talks on green shipping")

    page.goto("/admin/")
    panel.get_by_role("link", name="Submitted: waiting for approval").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)

    login(phone, editor)
    phone.goto(f"/admin/?month={at:%Y-%m}")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    expect(phone.locator(".month-table")).to_be_hidden()
    expect(phone.locator(".month-list").get_by_role("link", name="Talks on green shipping")).to_be_visible()
    expect(phone.locator(".start-apps").get_by_role("link", name="Stories", exact=True)).to_be_visible()
