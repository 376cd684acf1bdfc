from django.apps import AppConfig

from platform_site.staff import demo_rows


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self) -> None:
        demo_rows.register("demo keys", _holds_demo_keys)


def _holds_demo_keys() -> bool:
    from chat.models import StaffKey, TeamKey

    vaults = StaffKey.objects.filter(is_demo=True).exists()
    return vaults or TeamKey.objects.filter(is_demo=True).exists()
