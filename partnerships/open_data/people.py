"""People, posts, and who held which post when."""

from django.db.models import Exists, OuterRef, Q

from partnerships.models import Appointment, Person, Post
from partnerships.open_data.collections import Collection, live
from partnerships.open_data.columns import (
    SLUG,
    SOURCED,
    Column,
    day,
    fact_id,
    own,
    page,
    precision,
    reference,
    texts,
)

PEOPLE = Collection(
    "people",
    "The people whom stories and events name.",
    (
        fact_id("The identifier of this person."),
        Column("slug", "The name in addresses.", own("slug"), SLUG, "aoki-haruko"),
        texts("name", "The name.", "Aoki Haruko", "Aoki Haruko"),
        texts("summary", "Who this is.", "A diplomat.", "Nhà ngoại giao."),
        page("partnerships:person"),
        *SOURCED,
    ),
    lambda at, day: live(Person, at).defer("folded", "other_names"),
)

POSTS = Collection(
    "posts",
    "The offices that people hold one after the other.",
    (
        Column("id", "Its name in addresses.", own("slug"), SLUG, "foreign-minister-of-japan"),
        texts("title", "What it is called.", "Minister for Foreign Affairs", "Bộ trưởng Ngoại giao"),
        reference("partner", "The partner's id; null: not of a partner.", "JP"),
        page("partnerships:post"),
    ),
    # One that is only being prepared would tell of an appointment to come.
    lambda at, day: Post.objects.filter(
        Exists(Appointment.objects.live(at).filter(post=OuterRef("pk")))
    ).select_related("partner"),
    key="slug",
    by_partner=lambda partner: Q(partner=partner),
)

APPOINTMENTS = Collection(
    "appointments",
    "Who held which post between which days.",
    (
        fact_id("The identifier of this appointment."),
        reference("person", "The person's id.", required=True),
        reference("post", "The post's id.", "foreign-minister-of-japan", required=True),
        day("since", "The first day in it; null: not known.", "since_precision", "2024-10-01"),
        precision("since_precision", "since"),
        day("until", "The first day no longer in it; null: still held.", example="2026-01-15"),
        *SOURCED,
    ),
    lambda at, day: live(Appointment, at).select_related("person", "post"),
    by_partner=lambda partner: Q(post__partner=partner),
    on=lambda rows, day: rows.on(day),
    on_about="Only those held on that day.",
)
