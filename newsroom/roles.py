"""Who may do what on the desk: one table, and the groups that are made from it.

The groups are laid after every migration and by `manage.py ensure_roles`. What a role may do is
changed here, and not in the database, where the next migration would put it back.
"""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db import connections
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The models that one writes in when one writes a story.
STORY = "newsroom.article"
STORY_PARTS = (
    "newsroom.byline",
    "newsroom.relatedlink",
    "newsroom.richtext",
    "newsroom.photoblock",
    "newsroom.pullquote",
    "newsroom.question",
    "newsroom.numberedpoints",
)
PHOTO = "newsroom.photo"
COLLECTIONS = ("newsroom.photocollection", "newsroom.collectedphoto")
MASTHEAD = ("newsroom.section", "newsroom.author")
EDITION = "newsroom.edition"
RELEASE = ("newsroom.release", "newsroom.releasestory", "newsroom.releasefact")
REGISTER = (
    "partnerships.partner",
    "partnerships.level",
    "partnerships.partnershipperiod",
    "partnerships.pillar",
    "partnerships.partnershippillar",
    "partnerships.person",
    "partnerships.post",
    "partnerships.appointment",
    "partnerships.event",
    "partnerships.programmeitem",
    "partnerships.agreement",
    "partnerships.agreementstep",
    "partnerships.agreementtext",
    "partnerships.signatory",
    "partnerships.commitment",
    "partnerships.commitmententry",
    "partnerships.eventchange",
    "partnerships.membership",
)
APPS = ("newsroom", "partnerships", "auth")


def _may(actions, *models):
    """Return the permissions for each of `actions` ("add change …") on each of `models`."""
    found = set()
    for model in models:
        app, name = model.split(".")
        found |= {f"{app}.{action}_{name}" for action in actions.split()}
    return found


_LOOK = _may("view", STORY, *STORY_PARTS, PHOTO, *COLLECTIONS, *MASTHEAD, EDITION, *REGISTER)
_REPORT = _LOOK | _may("add change", STORY, PHOTO) | _may("add change delete", *STORY_PARTS, *COLLECTIONS)
_EDIT = (
    _REPORT
    | {"newsroom.approve_article"}
    | _may("delete", STORY, PHOTO)
    | _may("add change", "newsroom.author")
    | _may("add change delete", *REGISTER)
    | _may("add change delete view", *RELEASE)
    | {"newsroom.share_preview", "newsroom.view_frontpage", "newsroom.lay_out_front_page"}
)
_PUBLISH = _EDIT | {
    "newsroom.approve_release",
    "newsroom.publish_article",
    "newsroom.publish_at_once",
    "newsroom.withdraw_article",
    "newsroom.archive_article",
    "newsroom.publish_front_page",
}
_ADMINISTER = (
    _PUBLISH
    | {"newsroom.override_limit"}
    | _may("add change delete", *MASTHEAD)
    | _may("add change delete view", "auth.user")
    | _may("view", "auth.group")
)


@dataclass(frozen=True)
class Role:
    """A kind of user. `key` is the group's name in the database, `name` what the desk calls it."""

    key: str
    name: Promise
    summary: Promise
    permissions: frozenset[str]


ROLES = {
    role.key: role
    for role in (
        Role(
            "reporter",
            _("reporter"),
            _("Writes stories, submits them, and adds photos. Does not publish."),
            frozenset(_REPORT),
        ),
        Role(
            "editor",
            _("editor"),
            _("Does what a reporter does, approves what others wrote, and keeps the register."),
            frozenset(_EDIT),
        ),
        Role(
            "publisher",
            _("publisher"),
            _("Does what an editor does, and publishes, schedules, corrects and withdraws."),
            frozenset(_PUBLISH),
        ),
        Role(
            "photo editor",
            _("photo editor"),
            _("Keeps the photo library."),
            frozenset(_LOOK | _may("add change delete", PHOTO, *COLLECTIONS)),
        ),
        Role(
            "administrator",
            _("administrator"),
            _("Does everything, and makes the users."),
            frozenset(_ADMINISTER),
        ),
    )
}


def ensure_roles(using="default"):
    """Make each role's group where it is missing, and give it exactly its permissions.

    It may run any number of times. Groups that are not in the table are left alone.
    """
    from django.contrib.auth.models import Group, Permission

    for app in APPS:
        create_permissions(apps.get_app_config(app), verbosity=0, using=using)
    wanted = {name for role in ROLES.values() for name in role.permissions}
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.using(using)
        .filter(content_type__app_label__in=APPS)
        .values_list("pk", "content_type__app_label", "codename")
    }
    if unknown := wanted - known.keys():
        raise LookupError(f"No such permissions: {', '.join(sorted(unknown))}")
    for role in ROLES.values():
        group, _made = Group.objects.using(using).get_or_create(name=role.key)
        group.permissions.set([known[name] for name in role.permissions])


def lay_roles(sender, using, **kwargs):
    """Ensure the roles once the tables of users stand (a `post_migrate` receiver)."""
    tables = connections[using].introspection.table_names()
    if {"auth_group", "auth_permission", "django_content_type"} <= set(tables):
        ensure_roles(using)


def roles_of(user) -> list[Role]:
    """Return the roles that `user` has, in the table's order."""
    held = set(user.groups.values_list("name", flat=True))
    return [role for key, role in ROLES.items() if key in held]


def role_name(group_name) -> str:
    """Return what the desk calls the group, in the active language."""
    role = ROLES.get(group_name)
    return str(role.name) if role else group_name
