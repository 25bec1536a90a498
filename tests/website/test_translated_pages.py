"""No page says in another language what it says in English: such words were not marked, or not translated."""

import datetime
import re
import uuid

import pytest
from babel.messages.mofile import write_mo
from django.conf import settings as project
from django.contrib import admin
from django.urls import resolve, reverse
from django.utils.translation import override

from newsroom import publishing
from newsroom.models import Author, Edition, PhotoBlock, PullQuote, Question, RelatedLink, RichText, Section
from partnerships.country_names import country_name
from partnerships.map.geometry import world
from partnerships.models import (
    Agreement,
    Appointment,
    Event,
    Level,
    Partner,
    PartnershipPeriod,
    PartnershipPillar,
    Person,
    Pillar,
    Post,
    ProgrammeItem,
)
from tests.making import add_block
from tests.website.page_words import PageWords
from website.catalogues import DOMAINS, kept, translated_languages

KNOWN = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
DAY = datetime.date(2025, 10, 28)
# Letters that no English word has: in these pages, only the newsroom's own words can be English.
NAME = {"en": "Đối thoại", "vi": "Đối thoại"}

# Names that are the same in every language, those of countries among them; what Django's admin says in its
# templates without marking it; and the two fields that the editor of blocks keeps out of sight.
SAME_EVERYWHERE = (
    {"English", "(English)", "administrator", "publisher", "politics"}
    | {"Search", "True"}
    # Formats, by their names.
    | {"Atom", "JSON Feed", "RSS, Atom, JSON Feed", "ninjs"}
    | {"Region", "Ordering"}
    # Addresses of what these tests make, as the history of each tells them.
    | {"dam-phan", "se-den", "united-kingdom", "nguyen", "bo-truong"}
    | {country_name(code, "en") for code in world().codes}
)
# An address, an identity, a password that is kept out of sight.
NO_WORDS = re.compile(r"[/@_*]|[0-9a-f-]{20}")
A_WORD = re.compile(r"[a-z]{3}")

MOVES = ["publish", "correct", "schedule", "withdraw"]


def english_words(pieces):
    """Those of the pieces of text that can be English: a word in letters without marks, no address."""
    return {text for text in pieces if text.isascii() and A_WORD.search(text) and not NO_WORDS.search(text)}


@pytest.fixture
def catalogues(settings, tmp_path):
    """The catalogues as they stand in the code, compiled for this test alone."""
    for language in translated_languages():
        for domain in DOMAINS:
            compiled = tmp_path / language / "LC_MESSAGES" / f"{domain}.mo"
            compiled.parent.mkdir(parents=True, exist_ok=True)
            with compiled.open("wb") as file:
                write_mo(file, kept(language, domain))
    settings.LOCALE_PATHS = [tmp_path]


@pytest.fixture
def register(db):
    """Something of everything that the register can hold, each tied to the others."""
    partner = Partner.objects.create(code="GB", region="europe")
    pillar = Pillar.objects.create(slug="kt", name=NAME, summary=NAME)
    PartnershipPillar.objects.create(partner=partner, pillar=pillar, public_from=KNOWN)
    person = Person.objects.create(slug="nguyen", name={"vi": "Nguyễn"}, public_from=KNOWN)
    post = Post.objects.create(slug="bo-truong", title=NAME, partner=partner)
    Appointment.objects.create(person=person, post=post, since=DAY, public_from=KNOWN)
    known = {"title": NAME, "public_from": KNOWN}
    event = Event.objects.create(
        slug="tham", kind="talks", starts_on=DAY, host=partner, venue=NAME, summary=NAME, **known
    )
    event.partners.add(partner)
    ProgrammeItem.objects.create(event=event, title=NAME, day=DAY, starts_at=datetime.time(9), is_public=True)
    for slug, said in {
        "hoan": {"status": "postponed"},
        "huy": {"status": "cancelled"},
        "se-den": {"starts_on": datetime.date(2100, 5, 1), "confirmed": False, "precision": "month"},
    }.items():
        Event.objects.create(slug=slug, kind="summit", **{"starts_on": DAY, **known, **said}).partners.add(
            partner
        )
    agreement = Agreement.objects.create(
        slug="hiep-dinh",
        kind="treaty",
        event=event,
        source_url="https://e.vn/",
        **known,
    )
    agreement.steps.create(status="signed", on=DAY, public_from=KNOWN)
    for slug, status in (("hieu-luc", "in-force"), ("dam-phan", "negotiating")):
        other = Agreement.objects.create(slug=slug, kind="declaration", **known)
        other.steps.create(status=status, on=DAY, public_from=KNOWN)
        other.partners.add(partner)
    agreement.partners.add(partner)
    PartnershipPeriod.objects.create(
        partner=partner,
        level=Level.objects.create(slug="dt", rank=1, name=NAME),
        since=DAY,
        declaration=agreement,
        source="Báo",
        public_from=KNOWN,
    )
    return {
        "partners": [partner],
        "pillars": [pillar],
        "events": [event],
        "people": [person],
        "agreements": [agreement],
    }


@pytest.fixture
def stories(register, make_story, make_photo, section, publisher):
    """An interview with all that a story can have, in each language, and one that was withdrawn."""
    Section.objects.update(name=NAME)
    Author.objects.create(slug="le", name="Lê Thị Bình")
    photo = make_photo(title="Bắt tay", caption=NAME, alt_text=NAME, credit_line="Ảnh: Lê")
    group = uuid.uuid4()
    plain = {"standfirst": "Cuộc gặp.", "text": "<p>Họ đã gặp nhau.</p>"}
    told = []
    for language, _name in project.LANGUAGES:
        story = make_story(
            "Hai bộ trưởng",
            language=language,
            translation_group=group,
            slug="hai-bo-truong",
            kind="interview",
            key_points="Điểm đầu",
            occasion="Chuyến thăm",
            interviewer="Đỗ",
            interviewee=register["people"][0],
            lead_photo=photo,
            **plain,
            **register,
        )
        add_block(story, Question, question="Vì sao?", answered_by=register["people"][0])
        add_block(story, RichText, text="<p>Đó là câu trả lời.</p>")
        add_block(story, PhotoBlock, photo=photo)
        add_block(story, PullQuote, quote="Đúng vậy", speaker="Vũ")
        RelatedLink.objects.create(article=story, title="Báo chí", url="https://example.vn/", source="Báo")
        publishing.publish(story, publisher)
        story.refresh_from_db()
        story.standfirst = "Cuộc gặp thứ hai."
        story.save()
        publishing.publish(story, publisher, "Đã sửa", Edition.Change.CORRECTION)
        gone = make_story("Bị rút", language=language, slug="br", **plain)
        publishing.publish(gone, publisher)
        gone.refresh_from_db()
        publishing.withdraw(gone, publisher, "Lỗi ở số liệu")
        told.append(story)
    return told


def public_addresses(stories, register):
    return [
        *("", "interviews/", "photo-stories/", "sections/politics/", "feeds/", "accessibility/"),
        *("partners/", "partners/map/", "pillars/", "events/", "agreements/", "nothing-here/"),
        *("stories/hai-bo-truong/", "stories/br/", f"photos/{stories[0].lead_photo.uid.hex}/"),
        *("events/hoan/", "events/huy/", "events/se-den/", "agreements/hieu-luc/", "agreements/dam-phan/"),
        *(objects[0].get_absolute_url().split("/", 2)[2] for objects in register.values()),
    ]


def desk_addresses(request, story):
    """The desk's pages: every model's list, forms and history, a story's moves, the page for pasting."""
    addresses = [reverse("admin:index"), reverse("admin:password_change")]
    for model, model_admin in admin.site._registry.items():
        names = admin.site.name, model._meta.app_label, model._meta.model_name
        base = "{}:{}_{}_".format(*names)
        addresses += [reverse(base + "changelist")]
        addresses += [reverse(base + "add")] if model_admin.has_add_permission(request) else []
        one = model_admin.get_queryset(request).first()
        for page in ("change", "history") if one else ():
            addresses.append(reverse(base + page, args=[one.pk]))
    own = story.get_absolute_url()
    addresses += [own.replace("/change/", f"/{move}/") for move in MOVES]
    return [*addresses, reverse("admin:newsroom_article_paste")]


def pieces(client, address, language, statuses):
    # An empty form is sent too, for what is said when it is refused.
    ask = client.post if address.endswith("/add/") else client.get
    response = ask(address, follow=True)
    assert response.status_code in statuses, f"{address}: {response.status_code}"
    return english_words(PageWords(response.content.decode(), language).pieces) - SAME_EVERYWHERE


@pytest.mark.parametrize("language", translated_languages())
def test_a_public_page_keeps_no_english_word(client, catalogues, stories, register, language):
    same = {}
    for address in public_addresses(stories, register):
        english = pieces(client, f"/en/{address}", "en", {200, 404, 410})
        if both := english & pieces(client, f"/{language}/{address}", language, {200, 404, 410}):
            same[address] = both
    assert not same, f"In English and {language} alike (docs/translating.md): {same}"


@pytest.mark.parametrize("language", translated_languages())
def test_a_page_of_the_desk_keeps_no_english_word(client, catalogues, stories, administrator, rf, language):
    client.force_login(administrator)
    request = rf.get("/admin/")
    request.user, request.resolver_match = administrator, resolve("/admin/")
    same = {}
    for address in desk_addresses(request, stories[0]):
        said = {}
        for code in ("en", language):
            client.cookies[project.LANGUAGE_COOKIE_NAME] = code
            with override(None):
                said[code] = pieces(client, address, code, {200})
        if both := said["en"] & said[language]:
            same[address] = both
    assert not same, f"In English and {language} alike (docs/translating.md): {same}"
