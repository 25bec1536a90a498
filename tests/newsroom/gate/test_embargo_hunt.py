"""What is not public yet is sought at every address that the public has, and makes no difference to any.

The addresses come from the resolver, so that a new one cannot be forgotten: each is filled with every name
that the newsroom and the register know, those of the hidden things included, and every link is followed.
The site is asked twice at the same stopped second, without the hidden things and with them.
"""

import datetime
import itertools
import re
import uuid
from dataclasses import dataclass, replace

import pytest
import time_machine
from django.conf import settings
from django.core.files.storage import storages
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.urls.converters import PathConverter, SlugConverter, StringConverter, UUIDConverter
from django.urls.resolvers import RegexPattern

from newsroom import front_publishing, limits, publishing, releasing
from newsroom.front_layout import Layout, Slot
from newsroom.imaging.naming import Shown, public_files
from newsroom.models import (
    Article,
    Edition,
    FrontPage,
    Photo,
    PhotoBlock,
    PreviewLink,
    Release,
    ReleaseFact,
    ReleaseStory,
)
from newsroom.previews.links import make_link, revoke
from newsroom.public.cards import Digest
from newsroom.public.urls import Hex
from partnerships.models import Agreement, Appointment, Event, PartnershipPeriod, PartnershipPillar, Person
from partnerships.open_data.register import COLLECTIONS
from partnerships.open_data.urls import CollectionName, Ending
from tests import pdf
from tests.approving import save_and_approve
from tests.making import add_block
from tests.register import small_register

NOON = datetime.datetime(2026, 3, 2, 5, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
SECOND = datetime.timedelta(seconds=1)
DUE = NOON + DAY

# In every text, address and name of what is hidden.
SECRET = "zanzibar"
WORDS = "Zanzibar rises"

# What is not on the public side: the desk, whose pages are another hunt.
DESK = ("admin/", "i18n/")
NEVER = "a" * 43

STORIES = ["scheduled", "translated", "embargoed", "limited", "draft", "released", "cancelled"]
SLUGS = [
    *(f"{SECRET}-{name}" for name in STORIES),
    *(f"{SECRET}-{name}" for name in ("event", "person", "agreement", "renamed")),
    *("japan", "france", "health", "visit", "minister", "declaration", "politics", "known", "known-vi"),
    "foreign-minister",
    "never-was",
]
IDENTITIES = {name: uuid.uuid5(uuid.NAMESPACE_URL, name) for name in STORIES}
PHOTOS = {name: uuid.uuid5(uuid.NAMESPACE_URL, name) for name in ("shared", "hidden", "lead")}

# Of every photo here, all that a story may show, and the file for the press.
FILES = [file.name for file in public_files(Shown("", 640, 480, press=True))]

# The formats of a feed are written from one description, so that what one says not, none does: of most
# names one is asked for, and of these few all. The crawl follows links to all that pages lead to.
OTHER_FORMATS = (".atom", ".json")
NAMES_IN_ALL_FORMATS = {f"{SECRET}-event", "declaration"}

# What stands for an address that is a regular expression: the months of what is public and to come.
REGULAR = {
    "sitemap_images_of_month": [
        f"sitemap-images-{month}.xml" for month in ("2026-02", "2026-03", "2026-03-1", "2026-03-2")
    ],
    "sitemap_of_kind": [
        f"sitemap-{name}.xml" for name in ("stories-1", "stories-2", "people-1", "events-1", "agreements-1")
    ],
}

# What oEmbed is asked for: each story, and one that never was.
EMBEDDED = [
    *(f"/oembed?url={settings.SITE_URL}/en/stories/{SECRET}-{name}/" for name in (*STORIES, "renamed")),
    f"/oembed?url={settings.SITE_URL}/vi/stories/{SECRET}-translated/&format=xml",
    f"/oembed?url={settings.SITE_URL}/en/stories/never-was/",
]

# Of the entry on a commitment that has a document and is hidden.
EVIDENCE = uuid.uuid5(uuid.NAMESPACE_URL, "evidence")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple
    body: bytes

    def says(self, words: str) -> bool:
        said = self.body.lower() + repr(self.headers).lower().encode()
        return words.encode() in said


def asked(address, method="get", **headers) -> Answer:
    response = getattr(Client(), method)(address, headers=headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, tuple(sorted(response.headers.items())), body)


# Every address


def routes(resolver, before="", pieces=()):
    """Yield `(address with its gaps, converters)` of every address of the public side."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if route.startswith(DESK):
            continue
        if isinstance(pattern.pattern, RegexPattern):
            assert pattern.name in REGULAR, f"Tell this hunt what addresses {pattern.name} has."
            yield from ((before + address, {}) for address in REGULAR[pattern.name])
            continue
        converters = {**dict(pieces), **pattern.pattern.converters}
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route, tuple(converters.items()))
        else:
            yield route, converters


def fillings(name, converter, tokens, in_another_format=False):
    """What a gap of an address is filled with."""
    if name == "language":
        return ["en", "vi", "fr"]
    if isinstance(converter, SlugConverter):
        return [slug for slug in SLUGS if slug in NAMES_IN_ALL_FORMATS] if in_another_format else SLUGS
    if isinstance(converter, Hex):
        return [uid.hex for uid in PHOTOS.values()]
    if isinstance(converter, Digest):
        # What a card's own address is, pages tell; a test of the cards asks for those of hidden stories.
        return ["0" * 24]
    if isinstance(converter, UUIDConverter):
        return [str(uid) for uid in (*PHOTOS.values(), EVIDENCE)]
    if type(converter) is StringConverter and name == "token":
        return [NEVER, *tokens]
    if type(converter) is StringConverter and name == "file":
        # All of them are asked for by a test of their own.
        return [FILES[0], FILES[-1], "press.jpg"]
    if isinstance(converter, CollectionName):
        return list(COLLECTIONS)
    if isinstance(converter, Ending):
        return ["json", "csv"]
    if isinstance(converter, PathConverter):
        return [f"{SECRET}/nowhere.json"]
    raise AssertionError(f"Tell this hunt what stands for <{name}> in a public address.")


def addresses(tokens=()):
    """Return every address of the public side, in every language."""
    found = []
    for code, _name in settings.LANGUAGES:
        for route, converters in routes(get_resolver()):
            address = re.sub(rf"^{settings.LANGUAGE_CODE}/", f"{code}/", route)
            names = re.findall(r"<(?:\w+:)?(\w+)>", address)
            assert "<" not in re.sub(r"<(?:\w+:)?\w+>", "", address), address
            other = "/feeds/" in address and address.endswith(OTHER_FORMATS)
            gaps = [fillings(name, converters[name], tokens, other) for name in names]
            for values in itertools.product(*gaps):
                filled = address
                for value in values:
                    filled = re.sub(r"<[^>]+>", value, filled, count=1)
                found.append(f"/{filled}")
    return [
        *dict.fromkeys(found),
        *EMBEDDED,
        f"/en/search/?q={SECRET}",
        "/en/search/?q=visit&sort=newest",
        "/vi/search/?partner=france&year=2026",
        f"/en/search/suggestions/?q={SECRET[:4]}",
        f"/en/search/stories.rss?q={SECRET}",
    ]


# What differs between two addresses of one kind.
NAMES = re.compile(r"[0-9a-f]{32}|[0-9a-f-]{36}|" + "|".join(sorted(SLUGS, key=len, reverse=True)))

LINK = re.compile(
    r'(?:href|src|srcset|url)="([^"]+)"|<link>([^<]+)</link>|<loc>([^<]+)</loc>|content="([^"]+/card-[^"]+)"'
)


def links_of(answer, address):
    """The addresses of this site that a page or a feed names."""
    for groups in LINK.findall(answer.body.decode("utf-8", "replace")):
        for one in "".join(groups).split(", "):
            link = one.split(" ")[0].removeprefix(settings.SITE_URL).partition("#")[0].replace("&amp;", "&")
            if link.startswith("?"):
                link = address.partition("?")[0] + link
            if link.startswith("/") and not link.startswith(("//", "/static/", "/admin/", "/i18n/")):
                yield link


def answers_of(addresses):
    """Return the answer of each address."""
    return {address: asked(address) for address in addresses}


def crawl(seeds):
    """Return the answers of these, of all that they lead to, and of each kind of list further back."""
    found, waiting, kinds = {}, list(seeds), set()
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = found[address] = asked(address)
        assert answer.status < 500, address
        # Each state of a search leads to all others: those are asked for by tests of their own.
        links = (link for link in links_of(answer, address) if "/search/?" not in link)
        waiting += [link for link in links if link not in found]
        location = dict(answer.headers).get("Location", "")
        if location.startswith("/"):
            waiting.append(location)
        kind = NAMES.sub("*", address)
        if answer.status == 200 and "?" not in address and kind not in kinds:
            kinds.add(kind)
            waiting.append(f"{address}?before=2030-01-01T00:00:00Z,999999999")
            waiting.append(f"{address}?q={SECRET}&year=2026&partner=france")
    return found


# The public's site, and what is hidden in it


@pytest.fixture
def clock(db, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    with time_machine.travel(NOON - 9 * DAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def register(clock):
    return small_register()


def all_ties(register):
    return {
        "partners": [register.japan, register.france],
        "pillars": [register.health],
        "events": [register.visit],
        "people": [register.minister],
        "agreements": [register.declaration],
    }


def lay_out(language, by, *stories, at=None):
    """Publish a layout of the front page that names these of the hidden; the pin of the last has ended."""
    *slots, last = [Slot(IDENTITIES[name]) for name in stories]
    layout = Layout(secondary=(*slots, replace(last, until=NOON - SECOND)))
    seen = front_publishing.working_copy(language).version
    copy = front_publishing.save(language, layout, by, seen)
    return front_publishing.publish(language, by, copy.version, at)


@pytest.fixture
def site(clock, register, make_story, make_photo, publisher, django_capture_on_commit_callbacks):
    """A site with a story in two languages about all that is known, and a link that leads nowhere."""
    shared = make_photo(uid=PHOTOS["shared"])
    known = make_story("Known", lead_photo=shared, slug="known", **all_ties(register))
    translated = make_story(
        "Được biết", language="vi", translation_group=known.translation_group, slug="known-vi"
    )
    # The public's story leads to one that the desk has only begun to write.
    meant = make_story("Meant to be written")
    for story in (known, translated):
        story.related_links.create(story=meant)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(known, publisher)
        publishing.publish(translated, publisher)
    group = meant.translation_group
    meant.delete()
    lay_out("en", publisher, *(name for name in STORIES if name != "translated"))
    lay_out("vi", publisher, "translated")
    clock.move_to(NOON)
    return known, shared, group


@pytest.fixture
def hide(site, register, make_story, make_photo, cast, django_capture_on_commit_callbacks):
    """Puts everything into the newsroom that the public may not know of before `DUE`."""

    def hidden_story(name, **said):
        return make_story(
            f"{WORDS}: {name}",
            f"<p>{WORDS}.</p>",
            slug=f"{SECRET}-{name}",
            uid=IDENTITIES[name],
            kicker="Zanzibar",
            standfirst=WORDS,
            **all_ties(register) | said,
        )

    def hide():
        known, shared, group = site
        hidden = make_photo(uid=PHOTOS["hidden"], title="Zanzibar", caption={"en": WORDS, "vi": WORDS})
        lead = make_photo(uid=PHOTOS["lead"], title="Zanzibar")
        with django_capture_on_commit_callbacks(execute=True):
            facts = announce(register)
            ties = {"events": [register.visit, facts["event"]], "people": [facts["person"]]}
            for name in STORIES:
                said = {"translation_group": group} if name in {"scheduled", "translated"} else {}
                if name == "translated":
                    said["language"] = "vi"
                if name == "embargoed":
                    said["embargo_until"] = DUE
                story = hidden_story(name, lead_photo=lead, lead_caption=WORDS, **ties | said)
                add_block(story, PhotoBlock, photo=shared, caption=WORDS)
                add_block(story, PhotoBlock, photo=hidden, caption=WORDS)
                STEPS[name](story, cast)
            register.entry.stories.set(Article.objects.filter(slug__startswith=SECRET))
            release(facts, cast)
            register.talks.stories.set(Article.objects.filter(slug__startswith=SECRET))
            save_and_approve(known, headline=f"{WORDS}: known", slug=f"{SECRET}-renamed", lead_photo=lead)
            publishing.schedule(known, cast.publisher, DUE, note=WORDS)
            front_publishing.cancel(lay_out("en", cast.publisher, "draft", at=DUE - DAY / 2), cast.publisher)
            lay_out("en", cast.publisher, "released", "scheduled", "draft", at=DUE)
        return [photo.public_token for photo in (hidden, lead)]

    return hide


def nothing(story, cast):
    pass


def scheduled(story, cast):
    publishing.schedule(story, cast.publisher, DUE)


def cancelled(story, cast):
    publishing.schedule(story, cast.publisher, DUE)
    publishing.cancel_schedule(story, cast.publisher)


def limited(story, cast):
    story.created_by = cast.reporter
    story.save()
    limits.limit(story, cast.reporter)


def embargoed(story, cast):
    """Under embargo, with a link that was opened, one that has expired and one that was revoked."""
    _link, opened = make_link(story, "A reader", cast.editor)
    assert asked(f"/preview/{opened}/").says(SECRET)
    link, revoked = make_link(story, "Another", cast.editor)
    revoke(link, cast.editor)
    _link, expired = make_link(story, "A third", cast.editor)
    PreviewLink.objects.filter(reader="A third").update(expires_at=NOON - SECOND, created_at=NOON - DAY)
    for token in (revoked, expired):
        assert asked(f"/preview/{token}/") == asked(f"/preview/{NEVER}/")


STEPS = {
    "scheduled": scheduled,
    "translated": scheduled,
    "embargoed": embargoed,
    "limited": limited,
    "draft": nothing,
    "released": nothing,
    "cancelled": cancelled,
}


def announce(register):
    """Facts with a time of their own, and facts that a release is to announce."""
    said = {"public_from": DUE}
    person = Person.objects.create(slug=f"{SECRET}-person", name={"en": WORDS}, **said)
    event = Event.objects.create(
        slug=f"{SECRET}-event",
        kind=Event.Kind.OFFICIAL_VISIT,
        title={"en": WORDS},
        starts_on=datetime.date(2026, 4, 9),
        time_zone="Asia/Tokyo",
        venue={"en": WORDS},
        host=register.france,
        **said,
    )
    event.partners.set([register.france, register.japan])
    event.people.set([register.minister, person])
    Appointment.objects.create(person=person, post=register.post, since=datetime.date(2026, 1, 1), **said)
    agreement = Agreement.objects.create(
        slug=f"{SECRET}-agreement",
        kind=Agreement.Kind.DECLARATION,
        title={"en": WORDS},
        event=register.visit,
        public_from=None,
    )
    # It hangs on the agreement: that its own moment has come tells nothing.
    agreement.steps.create(status=Agreement.Status.SIGNED, on=datetime.date(2026, 2, 20), public_from=NOON)
    commitment = agreement.commitments.create(number=1, text={"en": WORDS}, public_from=NOON)
    commitment.entries.create(on=datetime.date(2026, 2, 21), status="done", public_from=NOON)
    agreement.partners.set([register.france, register.japan])
    announce_about_an_agreement(register, agreement, event)
    level = PartnershipPeriod.objects.create(
        partner=register.france,
        level=register.strategic,
        since=datetime.date(2026, 2, 20),
        source=WORDS,
        public_from=None,
    )
    register.seven.members.create(member=register.france, since=datetime.date(1975, 11, 1), **said)
    # The first member of which the public hears: until then nothing may offer to choose by it.
    register.union.members.create(member=register.france, since=datetime.date(1958, 1, 1), **said)
    pillar = PartnershipPillar.objects.create(
        partner=register.france, pillar=register.health, wording={"en": WORDS}, public_from=None
    )
    of_what_is_known(register, person, agreement)
    return {"person": person, "event": event, "agreement": agreement, "level": level, "pillar": pillar}


def of_what_is_known(register, person, agreement):
    """What is prepared of the visit and of its talks, both of which the public knows."""
    register.visit.received_by.add(person)
    register.talks.people.add(person)
    register.talks.agreements.add(agreement)
    private = register.visit.programme.create(
        day=register.talks.day, starts_at=datetime.time(20), title={"en": WORDS}, venue={"en": WORDS}
    )
    private.people.add(register.minister)
    register.visit.changes.create(
        kind="rescheduled",
        at=NOON,
        was_from=register.visit.starts_on,
        note={"en": WORDS},
        public_from=DUE,
    )


def announce_about_an_agreement(register, agreement, event):
    """What hangs on a public agreement, and what its public rows name, without being public itself."""
    said = {"public_from": DUE}
    declaration = Agreement.objects.get(pk=register.declaration.pk)
    declaration.succeeded_by = agreement
    declaration.save()
    register.entry.agreements.add(agreement)
    register.entry.events.add(event)
    declaration.steps.create(
        status=Agreement.Status.IN_FORCE, on=datetime.date(2026, 2, 20), note={"en": WORDS}, **said
    )
    declaration.texts.create(language="vi", file=pdf.upload(name=f"{SECRET}.pdf"), pages=1, size=1, **said)
    promise = declaration.commitments.create(
        number=2, text={"en": WORDS}, due_on=datetime.date(2026, 2, 1), amount=9, currency="EUR", **said
    )
    promise.pillars.set([register.health])
    promise.entries.create(on=datetime.date(2026, 2, 2), status="done", note={"en": WORDS}, public_from=NOON)
    register.commitment.entries.create(
        uid=EVIDENCE,
        on=datetime.date(2026, 2, 25),
        status="done",
        note={"en": WORDS},
        document=pdf.upload(name=f"{SECRET}.pdf"),
        document_title={"en": WORDS},
        **said,
    )


def release(facts, cast):
    prepared = Release.objects.create(name=WORDS, at=DUE, created_by=cast.editor)
    ReleaseStory.objects.create(
        release=prepared, article=Article.objects.get(slug=f"{SECRET}-released"), change_note=WORDS
    )
    for name in ("agreement", "level", "pillar"):
        ReleaseFact.objects.create(release=prepared, fact=facts[name])
    releasing.approve(prepared, cast.publisher, DUE)


# The hunt


def test_the_resolver_is_walked_whole():
    found = set(addresses())
    for address in ("/en/", "/vi/", "/en/feeds/all.rss", "/vi/stories/zanzibar-draft/", "/healthz"):
        assert address in found
    assert f"/preview/{NEVER}/photo/{PHOTOS['lead']}/{FILES[0]}" in found
    assert f"/media/{NEVER}/{FILES[0]}" in found
    assert not any(address.startswith(("/admin", "/i18n")) for address in found)


def test_before_its_second_nothing_hidden_makes_a_difference_anywhere(site, hide, clock):
    seeds = addresses()
    # The site is walked whole in the last second; right after all was hidden, what has an address is asked.
    moments = {NOON: answers_of, DUE - SECOND: crawl}
    without = {}
    for moment, ask in moments.items():
        clock.move_to(moment)
        without[moment] = ask(seeds)
    clock.move_to(NOON)
    tokens = hide()
    assert Edition.objects.coming().count() == 4
    assert FrontPage.objects.coming().count() == 1
    for token in tokens:
        # The files lie ready, so that nothing has to run at the second: their names are what is kept secret.
        assert storages["renditions"].exists(f"{token}/640.jpg")
        assert (
            not Photo.objects.filter(public_token__startswith=token[:8]).exclude(public_token=token).exists()
        )
    for moment, ask in moments.items():
        clock.move_to(moment)
        with_it = ask(seeds)
        assert with_it.keys() == without[moment].keys()
        for address, answer in with_it.items():
            assert answer == without[moment][address], (address, moment)
            assert SECRET in address or not answer.says(SECRET), address
            assert not any(token in address or answer.says(token) for token in tokens), address
    for address in one_of_each_kind(with_it):
        ask_otherwise(address, with_it[address])


def one_of_each_kind(answers):
    """The first address of each view in each language that has an answer: HEAD and tags are its matter."""
    kinds = {}
    for address, answer in answers.items():
        # A list that is narrowed is the same page as the whole one.
        if answer.status == 200 and "?" not in address:
            kinds.setdefault(NAMES.sub("*", address), address)
    return kinds.values()


def ask_otherwise(address, answer):
    """What a page says to HEAD, to a cache that has it, and to a reader of another language."""
    headers = dict(answer.headers)
    head = asked(address, "head")
    assert (head.status, head.body) == (200, b""), address
    assert dict(head.headers).get("Last-Modified") == headers.get("Last-Modified")
    if "ETag" in headers and not address.startswith("/media/"):
        assert asked(address, **{"If-None-Match": headers["ETag"]}).status == 304, address
    assert asked(address, **{"Accept-Language": "vi"}) == answer, address


def test_no_file_of_a_hidden_photo_answers_before_its_second(site, hide, clock):
    """Not even to somebody who knows its name, such as from a page that leaked out of the newsroom."""
    hidden, lead = hide()
    nowhere = asked(f"/media/{NEVER}/640.jpg")
    for moment in (NOON, DUE - SECOND):
        clock.move_to(moment)
        for token in (hidden, lead):
            for file in FILES:
                assert asked(f"/media/{token}/{file}") == nowhere, (file, moment)
                assert asked(f"/media/{token}/{file}", "head").status == 404
                # Nor does a tag that somebody guesses tell of it.
                tag = {"If-None-Match": f'"{token}-{file}"'}
                assert asked(f"/media/{token}/{file}", **tag) == nowhere
    clock.move_to(DUE)
    for token in (hidden, lead):
        for file in FILES:
            answer = asked(f"/media/{token}/{file}")
            assert answer.status == (404 if file.startswith(("press", "cpress")) else 200), file


def test_at_its_second_it_is_where_it_belongs(site, hide, clock):
    hide()
    clock.move_to(DUE)
    answers = crawl(addresses())
    told = {address for address, answer in answers.items() if answer.status == 200 and answer.says(SECRET)}
    for expected in (
        "/en/",
        "/vi/",
        "/en/feeds/all.rss",
        "/en/sections/politics/",
        "/en/partners/japan/stories/",
        "/en/feeds/partners/japan.rss",
        "/en/feeds/events/zanzibar-event.rss",
        "/en/feeds/events/zanzibar-event.atom",
        "/en/feeds/events/zanzibar-event.json",
        "/en/feeds/people/zanzibar-person.rss",
        "/en/feeds/agreements/zanzibar-agreement.rss",
        "/en/feeds/kinds/news.json",
        "/en/feeds/all.rss?month=2026-03",
        "/en/feeds/feeds.opml",
        "/en/stories/zanzibar-scheduled/",
        "/vi/stories/zanzibar-translated/",
        "/en/stories/zanzibar-released/",
        "/en/stories/zanzibar-renamed/",
        "/en/events/zanzibar-event/",
        "/en/people/zanzibar-person/",
        "/en/agreements/zanzibar-agreement/",
        "/en/agreements/declaration/",
        "/en/commitments/",
        "/en/feeds/commitments/all.rss",
        "/en/feeds/commitments/agreements/declaration.rss",
        "/en/agreements/commitments.ics",
        f"/en/photos/{PHOTOS['hidden'].hex}/",
        "/sitemap-stories-1.xml",
        "/sitemap-news.xml",
        "/sitemap-people-1.xml",
        "/en/stories/zanzibar-scheduled/ninjs.json",
        f"/oembed?url={settings.SITE_URL}/en/stories/zanzibar-scheduled/",
    ):
        assert expected in told, expected
    for file in ("text/vi.pdf", f"evidence/{EVIDENCE}.pdf"):
        assert answers[f"/en/agreements/declaration/{file}"].body.startswith(b"%PDF-")
    for kept in ("embargoed", "limited", "draft", "cancelled"):
        assert answers[f"/en/stories/{SECRET}-{kept}/"] == answers["/en/stories/never-was/"], kept
        assert not any(answer.says(f"{SECRET}-{kept}") for answer in answers.values()), kept
    assert answers["/en/stories/known/"].status == 301


# What was public once


def test_what_a_correction_replaced_is_nowhere(site, clock, make_photo, publisher):
    known, _shared, _group = site
    clock.shift(60)
    wrong = make_photo(uid=PHOTOS["hidden"])
    save_and_approve(known, headline=WORDS, standfirst=WORDS, lead_photo=wrong, lead_caption=WORDS)
    publishing.publish(known, publisher)
    assert asked("/en/").says(SECRET)
    clock.shift(60)
    save_and_approve(known, headline="Known", standfirst="", lead_photo=None, lead_caption="")
    publishing.publish(known, publisher, note="A name was wrong.", change=Edition.Change.CORRECTION)
    for address, answer in crawl(addresses()).items():
        assert SECRET in address or not answer.says(SECRET), address
    assert asked(f"/en/photos/{PHOTOS['hidden'].hex}/") == asked(f"/en/photos/{PHOTOS['lead'].hex}/")


def test_of_a_withdrawn_story_only_the_reason_is_left(
    site, clock, make_story, make_photo, register, publisher, django_capture_on_commit_callbacks
):
    photo = make_photo(uid=PHOTOS["hidden"], caption={"en": WORDS})
    story = make_story(WORDS, f"<p>{WORDS}.</p>", slug="never-was", lead_photo=photo, **all_ties(register))
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(story, publisher)
    token = Photo.objects.get(pk=photo.pk).public_token
    assert asked(f"/media/{token}/640.jpg").status == 200
    clock.shift(60)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(story, publisher, "It was wrong.")
    answers = crawl(addresses([token]))
    for address, answer in answers.items():
        assert SECRET in address or not answer.says(SECRET), address
    assert answers["/en/stories/never-was/"].status == 410
    assert asked(f"/media/{token}/640.jpg") == asked(f"/media/{NEVER}/640.jpg")
    assert answers[f"/en/photos/{PHOTOS['hidden'].hex}/"] == answers[f"/en/photos/{PHOTOS['lead'].hex}/"]
