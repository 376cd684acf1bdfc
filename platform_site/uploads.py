"""What editors uploaded: fixed types, never a script, never a page of its own."""

from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

from platform_site.ranges import part_asked, part_of

SHOWN = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt; charset=utf-8",
}
SAVED = {
    ".pdf": "application/pdf",
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    ".odt": "application/vnd.oasis.opendocument.text",
    ".csv": "text/csv",
    ".txt": "text/plain",
}
# Originals stay inside: they are larger than any page needs.
FOLDERS = {"images", "documents"}
FOREVER = "public, max-age=31536000, immutable"


class NeverTheSameName(FileSystemStorage):
    """Browsers keep an upload for ever, so a name is never given to another file."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        path = PurePosixPath(name)
        once = self.get_alternative_name(path.stem, path.suffix)
        return super().get_available_name(str(path.with_name(once)), max_length)


def located(path: str) -> Path:
    pure = PurePosixPath(path)
    if ".." in pure.parts:
        raise Http404
    if pure.parts[:1] and pure.parts[0] in FOLDERS and len(pure.parts) > 1:
        try:
            file = Path(safe_join(default_storage.path(""), str(pure)))
        except SuspiciousFileOperation as error:
            raise Http404 from error
        if file.is_file():
            return file
    raise Http404


@require_safe
def upload(request: HttpRequest, path: str) -> FileResponse | HttpResponse:
    suffix = PurePosixPath(path).suffix.lower()
    kind = SHOWN.get(suffix) or SAVED.get(suffix)
    if kind is None:
        raise Http404
    file = located(path)
    response: FileResponse | HttpResponse
    part = part_asked(request, file.stat().st_size)
    if part is not None and suffix in SHOWN:
        response = part_of(file, part, kind)
    else:
        response = FileResponse(
            file.open("rb"), as_attachment=suffix in SAVED, content_type=kind
        )
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = FOREVER if not settings.DEBUG else "no-store"
    return response
