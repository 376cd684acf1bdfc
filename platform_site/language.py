"""The path alone chooses the language: nothing is negotiated or remembered."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from platform_site.origins import GetResponse


class PathLanguageMiddleware:
    """LocaleMiddleware reads Accept-Language and says so in Vary; this does neither."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = translation.get_language_from_path(request.path_info)
        language = found or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
