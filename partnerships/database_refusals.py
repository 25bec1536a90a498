"""What the database refused, in a sentence.

Forms see most of what the database would refuse before they save. What two people save in the same moment
only the database sees, and it speaks of constraints.
"""

from typing import Any

from django.apps import apps
from django.db import IntegrityError
from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from partnerships import periods_apart


def sentence_of(error: IntegrityError) -> str:
    """Return why the database refused what somebody wanted to save, and what to do next."""
    said = str(error)
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if periods_apart.MESSAGE in said or name == periods_apart.CONSTRAINT:
        return _(
            "Not saved: the days of this level overlap another level of the same partner, which somebody may "
            "have saved just now. Look at the levels of the partner in another window, and correct the days."
        )
    for model in apps.get_app_config("partnerships").get_models():
        for constraint in model._meta.constraints:
            fields: list[Any] = [
                model._meta.get_field(name)
                for name in (constraint.fields if isinstance(constraint, UniqueConstraint) else ())
            ]
            columns = [f"{model._meta.db_table}.{field.column}" for field in fields]
            of_these = columns and said.endswith(": " + ", ".join(columns))
            if constraint.name == name or said.endswith(f": {constraint.name}") or of_these:
                return _("Not saved: %(reason)s") % {"reason": _reason(constraint)}
        for field in model._meta.concrete_fields:
            column = f"{model._meta.db_table}.{field.column}"
            named = name.startswith(f"{model._meta.db_table}_{field.column}_")
            if field.unique and not field.primary_key and (named or said.endswith(f": {column}")):
                return _(
                    "Not saved: another %(kind)s has the same %(field)s, and somebody may have saved it just "
                    "now. Change it and save again."
                ) % {"kind": model._meta.verbose_name, "field": field.verbose_name}
    if "FOREIGN KEY" in said or "foreign key" in said:
        return _(
            "Not saved: something that is chosen here was deleted meanwhile. Choose again what is missing."
        )
    return _(
        "Not saved: somebody else saved something just now that does not go with this. Open it in another "
        "window, compare, and save again."
    )


def _reason(constraint) -> str:
    message = constraint.violation_error_message
    if message == constraint.default_violation_error_message:
        return _("it is in the register already.")
    return str(message)
