from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from servestatic.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

from platform_site import sheets

# Where each collected file lies: its name, in which storage and under which path.
Paths = dict[str, tuple[Any, str]]


class HashedModules(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    # One pass per step in the longest chain of imports.
    max_post_process_passes = 20

    def post_process(
        self, paths: Paths, dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        yield from super().post_process(_with_joined_sheets(paths), dry_run, **options)


def _with_joined_sheets(paths: Paths) -> Paths:
    """The same files, with our own sheets whole; those of packages stay as they are."""

    def read(name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return bytes(file.read()).decode()

    whole = InMemoryStorage()
    ours = [name for name in paths if name.startswith("css/") and name.endswith(".css")]
    for name in ours:
        whole.save(name, ContentFile(sheets.joined(name, read).encode()))
    return paths | {name: (whole, name) for name in ours}


def add_headers(headers: Any, path: str, url: str) -> None:
    """Static files answer before every other middleware, so they say it themselves."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Referrer-Policy"] = "no-referrer"
    # Opened on its own, a drawing or a sheet is not a page of ours.
    headers["Content-Security-Policy"] = "sandbox"
