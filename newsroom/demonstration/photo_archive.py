"""A library as large as a benchmark wants: photos made in bulk, with uses, licences, collections and likenesses.

They share one tiny original and thumbnail, and what they say is made of a few words.
"""

import datetime
import itertools
import random
import secrets
import uuid
from collections.abc import Iterator
from io import BytesIO

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from PIL import Image

from newsroom.demonstration.archive import DEEDS, PLACES, WRITERS
from newsroom.models import (
    Article,
    CollectedPhoto,
    Edition,
    EditionPhoto,
    Likeness,
    Photo,
    PhotoBlock,
    PhotoCollection,
    PhotoDownload,
)
from newsroom.models.photos import Shape, originals
from newsroom.newsroom_time import newsroom_day
from partnerships.models import Event, Partner, Person

BATCH = 2_000
ORIGINAL = "originals/archive.jpg"
SIZES = [(6000, 4000)] * 6 + [(4000, 6000)] * 2 + [(4000, 4000), (9000, 3000)]
FIRST_NAMES = ["Nguyễn Minh", "Trần Thị", "Lê Thu", "Ann", "Phạm Quốc", "Olivia", "Đỗ Đức", "Vũ Hải"]
LAST_NAMES = ["An", "Bình", "Chi", "Dũng", "Giang", "Hòa", "Lee", "Smith", "Khánh", "Ngọc", "Sơn", "Thảo"]
AGENCIES = ["", "", "Thông tấn xã", "Reuters", "Ministry of Foreign Affairs", "AFP"]
LICENCES = ["", "", "", "CC BY 4.0", "one use", "agency contract 2024"]
# What a camera and an agency write into a file: about a kilobyte and a half of it.
FILE_SAYS = {f"XMP:field{number}": "As the file says it, word for word." for number in range(30)}
PLACEHOLDER = "data:image/webp;base64," + "A" * 280
# A photo that many stories show: of one visit, or of a building.
MOST_USED = 1_000


def load(photos: int, until: datetime.datetime, seed: int = 1) -> Iterator[int]:
    """Make so many photos, the last taken on the day of the aware time `until`; yield after each part how many.

    Of the stories that are there, most get a lead photo and some a photo in their body, in their working copy
    and in their last edition alike; the first photo is in a thousand of them.
    """
    if not originals().exists(ORIGINAL):
        written = BytesIO()
        Image.new("RGB", (480, 320), "slategray").save(written, "JPEG")
        originals().save(ORIGINAL, ContentFile(written.getvalue()))
    chance = random.Random(f"{seed}, {Photo.objects.count()}")
    users = [
        User.objects.get_or_create(username=f"archive-{name}", defaults={"is_staff": True})[0]
        for name in WRITERS
    ]
    keys: list[int] = []
    for part in itertools.batched(range(photos), BATCH):
        keys += _photos(part, until, photos, users, chance)
        yield len(keys)
    _ties(keys, chance)
    _collections(keys, users, chance)
    _uses(keys, chance)
    _downloads(keys[:500], newsroom_day(until), chance)


def _photos(numbers, until, photos, users, chance):
    day = newsroom_day(until)
    made = []
    for number in numbers:
        width, height = chance.choice(SIZES)
        place, deed = chance.choice(PLACES), chance.choice(DEEDS)
        name = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
        licence = chance.choice(LICENCES)
        said = f"{place}: {deed} ({number})"
        photo = Photo(
            original=ORIGINAL,
            width=width,
            height=height,
            shape=Shape.of(width, height),
            format="JPEG",
            file_size=12_000_000,
            sha256=secrets.token_hex(32),
            placeholder=PLACEHOLDER,
            file_says=FILE_SAYS,
            to_be_checked=number % 200 == 0,
            title=said,
            caption={"en": f"Two ministers at {deed}, in {place}.", "vi": f"Hai bộ trưởng ở {place}."},
            alt_text={"en": "Two hands"} if number % 20 == 0 else {"en": "Two hands", "vi": "Hai bàn tay"},
            photographer=name,
            agency=chance.choice(AGENCIES),
            taken_on=day - datetime.timedelta(days=(photos - number) // 20),
            place=place,
            keywords=f"{place}, {deed}, ministry",
            licence=licence,
            licence_until=day + datetime.timedelta(days=chance.randrange(-900, 900))
            if licence.startswith(("one", "agency"))
            else None,
            press_download=number % 3 == 0,
            retired_at=until if number % 500 == 0 else None,
            uploaded_by=chance.choice(users),
        )
        photo.refold()
        made.append(photo)
    Photo.objects.bulk_create(made)
    Likeness.objects.bulk_create(
        Likeness(photo=photo, **{f"quarter_{n}": chance.randrange(65_536) for n in range(1, 5)})
        for photo in made
    )
    return [photo.pk for photo in made]


def _ties(keys, chance):
    for model, name in ((Person, "people"), (Event, "events"), (Partner, "partners")):
        things = list(model._default_manager.order_by("pk").values_list("pk", flat=True)[:500])
        if not things:
            continue
        through = Photo._meta.get_field(name).remote_field.through
        column = f"{Photo._meta.get_field(name).m2m_reverse_field_name()}_id"
        for part in itertools.batched(keys, BATCH):
            through.objects.bulk_create(
                through(photo_id=key, **{column: thing})
                for key in part
                for thing in chance.sample(things, k=min(2, len(things)))
            )


def _collections(keys, users, chance):
    first = PhotoCollection.objects.count()
    collections = PhotoCollection.objects.bulk_create(
        PhotoCollection(name=f"Archive {first + number}", made_by=chance.choice(users))
        for number in range(max(1, len(keys) // 500))
    )
    CollectedPhoto.objects.bulk_create(
        (
            CollectedPhoto(collection=collection, photo_id=key, position=position)
            for collection in collections
            for position, key in enumerate(chance.sample(keys, k=min(len(keys), 100)))
        ),
        batch_size=BATCH,
    )


def _uses(keys, chance):
    bare = Article.objects.filter(lead_photo=None).order_by("pk")
    stories = list(bare.values_list("pk", flat=True))
    for number, part in enumerate(itertools.batched(stories, BATCH)):
        led = dict.fromkeys(part)
        for place, story in enumerate(part):
            much_used = number * BATCH + place < MOST_USED
            led[story] = keys[0] if much_used else chance.choice(keys) if chance.random() < 0.7 else None
        articles = [Article(pk=story, lead_photo_id=photo) for story, photo in led.items()]
        Article.objects.bulk_update(articles, ["lead_photo"], batch_size=500)
        within = {story: chance.choice(keys) for story in part if chance.random() < 0.3}
        PhotoBlock.objects.bulk_create(
            PhotoBlock(parent_id=story, region="body", ordering=20, photo_id=photo)
            for story, photo in within.items()
        )
        shown = [
            EditionPhoto(
                edition_id=edition,
                photo_id=photo,
                uid=uuid.uuid4(),
                position=position,
                is_lead=position == 0,
                width=6000,
                height=4000,
                token=secrets.token_hex(16),
            )
            for edition, story in Edition.objects.filter(article__in=part)
            .exclude(change=Edition.Change.WITHDRAWAL)
            .order_by()
            .values_list("pk", "article")
            for position, photo in enumerate([led[story], within.get(story)])
            if photo
        ]
        # Editions that show something already, from an earlier run, stay as they are.
        EditionPhoto.objects.bulk_create(shown, batch_size=BATCH, ignore_conflicts=True)


def _downloads(keys, day, chance):
    PhotoDownload.objects.bulk_create(
        PhotoDownload(photo_id=key, day=day - datetime.timedelta(days=ago), number=chance.randrange(1, 40))
        for key in keys
        for ago in range(40)
    )


def is_in_use() -> bool:
    """Whether there are photos that people brought in."""
    return settings.PRODUCTION and Photo.objects.exclude(original=ORIGINAL).exists()
