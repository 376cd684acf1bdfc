from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_save


class KnowledgeConfig(AppConfig):
    name = "knowledge"

    def ready(self) -> None:
        from wagtail.images.models import Image

        from knowledge import pictures, refresh
        from knowledge.editing import reencoding, workflow
        from knowledge.search import follow

        pre_save.connect(reencoding.before_saving, sender=Image)
        # After the roles, which are made at the same turn.
        post_migrate.connect(workflow.plant, sender=apps.get_app_config("auth"))
        follow.follow(self)
        refresh.connect()
        pictures.connect()
