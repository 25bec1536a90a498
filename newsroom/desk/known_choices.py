"""Autocompletes that show what is chosen without asking the database for each of them."""

from django.contrib.admin.widgets import AutocompleteSelect


class KnownSelect(AutocompleteSelect):
    """`known` is the chosen object, where it was loaded with its row."""

    known = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or [str(self.known.pk)] != [str(one) for one in value]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(
            self.create_option(name, self.known.pk, str(self.known), {str(self.known.pk)}, len(options))
        )
        return [(None, options, 0)]


class KnownChoices:
    """Mixed into a form: its known selects learn what the row's foreign keys hold already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownSelect):
                relation = self.instance._meta.get_field(name)
                widget.known = getattr(self.instance, name) if relation.is_cached(self.instance) else None


class KnownChoicesInline:
    """Mixed into an inline: its autocompletes for foreign keys are known selects."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in kwargs:
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
