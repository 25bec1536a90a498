"""The desk's users: their roles are the table in `newsroom.roles`, and nothing finer."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from newsroom.roles import ROLES, role_name

admin.site.unregister(Group)
admin.site.unregister(User)


class RoleFilter(admin.RelatedFieldListFilter):
    def field_choices(self, field, request, model_admin):
        chosen = super().field_choices(field, request, model_admin)
        return [(key, role_name(name)) for key, name in chosen]


class RoleChoice(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        role = ROLES.get(group.name)
        return f"{str(role.name).capitalize()}: {role.summary}" if role else group.name


@admin.register(User)
class DeskUserAdmin(UserAdmin):
    list_display = ["username", "first_name", "last_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", ("groups", RoleFilter)]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Who it is"), {"fields": [("first_name", "last_name"), "email"]}),
        (_("What they may do"), {"fields": ["groups", ("is_staff", "is_active")]}),
        (_("Dates"), {"fields": [("last_login", "date_joined")]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        users = super().get_queryset(request).prefetch_related("groups")
        # Superusers are made on the command line; nobody takes over such an account from here.
        return users if request.user.is_superuser else users.filter(is_superuser=False)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            return RoleChoice(
                queryset=Group.objects.filter(name__in=ROLES),
                required=False,
                label=_("Roles"),
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        # Who is made here is to work on the desk; readers need no account.
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)

    @admin.display(description=_("roles"))
    def roles(self, user):
        return ", ".join(role_name(group.name) for group in user.groups.all()) or "—"
