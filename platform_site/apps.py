from django.apps import AppConfig


class PlatformSiteConfig(AppConfig):
    name = "platform_site"

    def ready(self) -> None:
        from chat import desk
        from knowledge.desk import DeskStatus, report_with
        from platform_site import checks  # noqa: F401

        # The portal shows the desk without knowing the chat: only the roof knows both.
        report_with(lambda: DeskStatus(*desk.public_status()))
