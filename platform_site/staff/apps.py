from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class StaffConfig(AppConfig):
    name = "platform_site.staff"
    label = "staff"

    def ready(self) -> None:
        from platform_site.staff import demo_rows, roles, signals
        from platform_site.staff.models import User

        signals.connect()
        # The turn of "auth" comes when the permissions of every Wagtail app exist.
        post_migrate.connect(roles.ensure, sender=apps.get_app_config("auth"))
        demo_rows.register("staff accounts", User.demo_exists)
