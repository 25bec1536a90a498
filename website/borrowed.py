"""Strings of the packages we use that speak in our admin and that their own catalogues do not have in
every language of ours. Marked here, they stand in our catalogues, which come before the packages' own.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

CONTENT_EDITOR = [
    _("Add new item"),
    _("No items."),
    _("No items. Region may inherit content."),
    _("No regions available."),
    _("No plugins allowed in this region."),
    _("New item"),
    _("Unknown region"),
    _("Collapse all items"),
    _("Uncollapse all items"),
    _("marked for deletion"),
    _("Use Ctrl-Click to select and move multiple items."),
    _("Clone from region"),
    _("Didn't find anything to clone"),
    _("Select all"),
]

DJANGO_ADMIN = [
    _("Select this object for an action - {}"),
    _("Select all objects on this page for an action"),
    _("Run"),
    _("Breadcrumbs"),
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("Error:"),
    _("Skip to main content"),
    _("Sidebar"),
    _("Toggle navigation"),
    _("Filter navigation items"),
    _("Hide counts"),
    _("Show counts"),
    _("Filter by %(field_name)s"),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: light)"),
    _("Toggle theme (current theme: dark)"),
    _("Added:"),
    _("Changed:"),
    _("Deleted:"),
    _("Pagination %(name)s"),
    _("Pagination %(name)s entries"),
    _("Search %(name)s"),
    _("View selected %(model)s"),
    _("Logout"),
    ngettext_lazy("entry", "entries", 0),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below.", 0),
    _("In case you’ve forgotten, you are:"),
    ngettext_lazy("…and %(count)d more object.", "…and %(count)d more objects.", 0),
    _(
        "Are you sure you want to delete the %(object_name)s “%(escaped_object)s”? "
        "All of the following related items will be deleted:"
    ),
    _(
        "Deleting the %(object_name)s “%(escaped_object)s” would result in deleting related objects, but "
        "your account doesn't have permission to delete the following types of objects:"
    ),
    _(
        "Deleting the %(object_name)s “%(escaped_object)s” would require deleting the following protected "
        "related objects:"
    ),
]

# Django's own Vietnamese has these, but not as a newsroom says them.
DJANGO_ADMIN_IN_BETTER_WORDS = [
    _("Add"),
    _("Add %(name)s"),
    _("Delete?"),
    _("None available"),
    _("History"),
    _("Hide"),
    _("users"),
    _(" By %(filter_title)s "),
]

DJANGO_AUTH = [
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _("Forgotten your login credentials?"),
    _("Set password"),
    _("Reset password"),
    _("Set password: %s"),
    _("Password-based authentication"),
    _("Enabled"),
    _("Disabled"),
    _("Enable password-based authentication"),
    _("Disable password-based authentication"),
    _("Enable password-based authentication for this user by setting a password."),
    _("Password-based authentication was disabled."),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _("Conflicting form data submitted. Please try again."),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still "
        "be able to authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    _(
        "Enter a valid username. This value may contain only unaccented lowercase a-z and uppercase A-Z "
        "letters, numbers, and @/./+/-/_ characters."
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        0,
    ),
]

DJANGO_FORMS = [
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("Null characters are not allowed."),
    _("Constraint “%(name)s” is violated."),
    _("Ensure this value is a multiple of step size %(limit_value)s."),
    _("Enter a valid domain name."),
    _("Enter a complete value."),
    _("- Select an option -"),
    _("%(model)s instance with %(field)s %(value)r is not a valid choice."),
    _("%(model)s instance with %(field)s %(value)r does not exist."),
    _("“%(pk)s” is not a valid value."),
    _("The inline value did not match the parent instance."),
    _(
        "ManagementForm data is missing or has been tampered with. Missing fields: %(field_names)s. "
        "You may need to file a bug report if the issue persists."
    ),
    _(
        "%(datetime)s couldn’t be interpreted in time zone %(current_timezone)s; it may be ambiguous or it "
        "may not exist."
    ),
    _("File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s."),
    ngettext_lazy("Please submit at most %(num)d form.", "Please submit at most %(num)d forms.", 0),
    ngettext_lazy("Please submit at least %(num)d form.", "Please submit at least %(num)d forms.", 0),
    _("%(truncated_text)s…"),
    _("Forbidden"),
    _("CSRF verification failed. Request aborted."),
    _("More information is available with DEBUG=True."),
    _(
        "You are seeing this message because this site requires a CSRF cookie when submitting forms. This "
        "cookie is required for security reasons, to ensure that your browser is not being hijacked by third "
        "parties."
    ),
    _(
        "If you have configured your browser to disable cookies, please re-enable them, at least for this "
        "site, or for “same-origin” requests."
    ),
]
