"""The desk's door, in a browser: the plainest page that needs server, styles, scripts and policy to agree."""

import re

from playwright.sync_api import expect


def test_a_member_of_staff_signs_in_through_the_form(page, django_user_model):
    django_user_model.objects.create_superuser("lan", password="a sentence that nobody guesses")
    page.goto("/admin/")
    page.locator("#id_username").fill("lan")
    page.locator("#id_password").fill("a sentence that nobody guesses")
    page.locator("#login-form [type=submit]").click()
    expect(page.locator("#user-tools")).to_contain_text("lan", ignore_case=True)


def test_the_desk_fits_a_phone(phone, login, django_user_model):
    login(phone, django_user_model.objects.create_superuser("minh"))
    phone.goto("/admin/")
    expect(phone).to_have_url(re.compile("/admin/$"))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
