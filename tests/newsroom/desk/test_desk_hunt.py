"""Every address of the desk is asked by everybody, for what they may not know, and with what makes no sense.

The addresses come from the resolver of the admin, so that a new page cannot be forgotten: each gap is filled
with the number of a hidden story and of all that hangs on it, and then with numbers that were never given.
"""

import datetime
import itertools
import re
import uuid

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from newsroom import copies, publishing, workflow
from newsroom.desk import unsaved
from newsroom.models import (
    Article,
    Edition,
    OpenForm,
    PhotoBlock,
    RelatedLink,
    Release,
    ReleaseStory,
    UnsavedWork,
)
from newsroom.previews.links import make_link
from tests.making import add_block
from tests.register import small_register

pytestmark = pytest.mark.django_db

SECRET = "zanzibar"
WORDS = "Zanzibar rises"
NEVER = 999_999
NO_KEY = uuid.UUID(int=0)
KEY = uuid.UUID(int=7)

# Who does not see it; the writer does.
BLIND = ["editor", "photo_editor", "root"]


@pytest.fixture
def root(django_user_model):
    return django_user_model.objects.create_superuser("root")


@pytest.fixture
def hidden(make_story, make_photo, reporter, publisher, editor):
    """A limited, scheduled story and a limited translation, with everything that hangs on a story."""
    register = small_register()
    ties = {
        "partners": [register.japan],
        "pillars": [register.health],
        "events": [register.visit],
        "people": [register.minister],
        "agreements": [register.declaration],
    }
    now = timezone.now()
    story = make_story(
        WORDS,
        f"<p>{WORDS}.</p>",
        slug=f"{SECRET}-rises",
        kicker=WORDS,
        standfirst=WORDS,
        created_by=reporter,
        edited_by=reporter,
        lead_photo=make_photo(title="A wharf"),
        lead_caption=WORDS,
        embargo_until=now + datetime.timedelta(hours=3),
        review_on=timezone.localdate() - datetime.timedelta(days=3),
        **ties,
    )
    add_block(story, PhotoBlock, photo=make_photo(title="A sail"), caption=WORDS)
    copies.keep(story, reporter)
    workflow.record(story, reporter, "hand_over", remark=WORDS, tell=[editor, publisher])
    publishing.schedule(story, publisher, now + datetime.timedelta(days=1))
    translated = make_story(
        f"{WORDS} (vi)",
        f"<p>{WORDS}.</p>",
        language="vi",
        slug=f"{SECRET}-vi",
        translation_group=story.translation_group,
        translated_from=story.editions.get(),
        created_by=reporter,
        state=Article.State.SUBMITTED,
        **ties,
    )
    make_link(translated, WORDS, editor)
    typed = unsaved.TypedForm(key=KEY, fields={"headline": [WORDS]})
    unsaved.keep(reporter, typed, story.pk)
    OpenForm.objects.create(article=story, user=reporter, tab=KEY, opened_at=now, seen_at=now, typing=True)
    release = Release.objects.create(name="Monday", created_by=editor)
    ReleaseStory.objects.create(release=release, article=translated, change_note=WORDS)
    for one in (story, translated):
        one.limited = True
        one.save()
        one.limited_to_users.set([reporter])
    # What everybody sees beside it.
    known = make_story("Known", **ties)
    RelatedLink.objects.create(article=known, story=story)
    add_block(known, PhotoBlock, photo=story.lead_photo)
    copies.keep(known, reporter)
    publishing.publish(known, publisher)
    return story


def routes(resolver, before=""):
    for pattern in resolver.url_patterns:
        route = before + re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", str(pattern.pattern).strip("^$"))
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def desk_routes():
    found = [route for route in routes(get_resolver()) if route.startswith("admin/")]
    return [route.replace(r"\Z", "") for route in found if "logout" not in route]


def fillings(name, keys):
    """What stands in a gap: of the hidden story (`keys`), or what was never given."""
    match name:
        case "pk" | "id" | "version" | "object_id" | "content_type_id":
            return keys["numbers"]
        case "key" | "uid":
            return [str(keys["key"])]
        case "which":
            return ["now", "edition-1", "copy-1"]
        case "language":
            return ["en", "vi"]
        case "file":
            return ["400.jpg"]
        case "app_label":
            return ["newsroom", "partnerships"]
        case "url":
            return ["newsroom/nothing/"]
    return None


def addresses(keys):
    found = []
    for route in desk_routes():
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        filled = [fillings(name, keys) for name in names]
        unknown = [name for name, values in zip(names, filled, strict=True) if values is None]
        assert not unknown, f"Tell this hunt what stands for {unknown} in {route}"
        for values in itertools.product(*filled):
            address = route
            for value in values:
                address = re.sub(r"<[^>]+>", str(value), address, count=1)
            found.append(f"/{address}")
    return list(dict.fromkeys(found))


# What a page could be asked for besides; a word that stands beside the secret one.
OF_A_LIST = ["", "?q=rises"]
OF_A_PAGE = ["", f"?left=edition-1&right=now&all=1&unsaved={KEY}&key={NO_KEY}"]


def signed_in(user, **said):
    client = Client(**said)
    client.force_login(user)
    return client


def said_by(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.lower() + repr(sorted(response.headers.items())).lower().encode()


def everything():
    """How many rows there are of what a page of the desk could make, and how each story stands."""
    stories = list(
        Article.objects.order_by("pk").values_list("pk", "version", "state", "updated_at", "limited")
    )
    return stories, Edition.objects.count(), Release.objects.count(), UnsavedWork.objects.count()


def keys_of(story):
    translated = Article.objects.exclude(pk=story.pk).get(translation_group=story.translation_group)
    edition = story.editions.get()
    return {"numbers": [story.pk, translated.pk, edition.pk], "key": KEY}


@pytest.mark.parametrize("who", BLIND)
def test_no_address_of_the_desk_tells_of_a_limited_story_and_none_changes_anything_by_being_looked_at(
    who, hidden, request
):
    client = signed_in(request.getfixturevalue(who))
    before = everything()
    known = [story.pk for story in Article.objects.filter(limited=False)]
    asked = addresses(keys_of(hidden)) + [
        f"/admin/newsroom/article/{known[0]}/{page}" for page in ("change/", "history/", "history/compare/")
    ]
    for address in asked:
        if "override" in address:
            continue
        for query in OF_A_LIST if address.count("/") < 5 else OF_A_PAGE:
            response = client.get(address + query)
            assert response.status_code < 500, address + query
            assert SECRET.encode() not in said_by(response), (who, address + query)
    assert everything() == before


@pytest.mark.parametrize("who", BLIND)
def test_a_limited_story_answers_every_method_as_one_that_was_never_there(who, hidden, request):
    client = signed_in(request.getfixturevalue(who))
    before = everything()
    for route in desk_routes():
        if not route.startswith("admin/newsroom/article/<") or "override" in route:
            continue
        for method in ("get", "head", "post", "put", "delete", "patch", "options"):
            answers = []
            for pk in (hidden.pk, NEVER):
                address = "/" + re.sub(r"<(?:\w+:)?(?:pk|object_id)>", str(pk), route)
                address = re.sub(r"<(?:str:)?which>", "edition-1", address)
                address = re.sub(r"<[^>]+>", "x", address)
                response = getattr(client, method)(address)
                location = response.headers.get("Location", "").replace(str(pk), "")
                answers.append((response.status_code, location, response.headers.get("Content-Type")))
            assert answers[0] == answers[1], (who, method, route)
    assert everything() == before


def test_nothing_of_another_story_is_reached_through_ones_own(hidden, editor, make_story):
    own = make_story("Mine", created_by=editor)
    client = signed_in(editor)
    page = f"/admin/newsroom/article/{own.pk}/"
    for query in ("left=edition-1", f"left=copy-{hidden.version}&right=now", "left=now&right=edition-1"):
        assert SECRET.encode() not in said_by(client.get(f"{page}history/compare/?{query}"))
    for which in ("edition-1", "edition-2"):
        assert client.post(f"{page}history/{which}/restore/", {"seen_version": 1}).status_code == 404
    translated = Article.objects.exclude(pk=hidden.pk).get(translation_group=hidden.translation_group)
    link = translated.preview_links.get()
    assert client.post(f"{page}preview-links/", {"revoke": link.pk}).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


@pytest.mark.parametrize("body", [b"\0", b"{", b"a=%00&headline=%00", b"x" * 3_000_000])
def test_nonsense_is_refused_and_never_an_error(body, hidden, editor, make_story):
    client = signed_in(editor)
    own = make_story("Mine", created_by=editor)
    keys = {"numbers": [own.pk], "key": NO_KEY}
    before = everything()
    for address in addresses(keys):
        if not address.startswith("/admin/newsroom/"):
            continue
        for kind in ("application/x-www-form-urlencoded", "application/json"):
            if len(body) > 1000 and kind.endswith("urlencoded"):
                continue
            response = client.post(address, body, content_type=kind)
            assert response.status_code < 500, address
    # A save that is refused is kept as unsaved work; nothing else came of it.
    assert everything()[1:3] == before[1:3]


def test_no_address_takes_a_form_without_its_token(hidden, editor, make_story):
    client = signed_in(editor, enforce_csrf_checks=True)
    own = make_story("Mine", created_by=editor)
    before = everything()
    for address in addresses({"numbers": [own.pk], "key": NO_KEY}):
        assert client.post(address, {"post": "yes", "_save": "1"}).status_code < 500, address
    assert everything() == before


def test_nobody_enters_without_signing_in(hidden):
    for address in addresses(keys_of(hidden)):
        for method in ("get", "post"):
            response = getattr(Client(), method)(address)
            assert SECRET.encode() not in said_by(response), address
            assert response.status_code in {301, 302, 401, 403, 404, 405, 200}, address
            if response.status_code == 200:
                assert address in {"/admin/login/", "/admin/jsi18n/", "/admin/newsroom/article/unsaved/door/"}
