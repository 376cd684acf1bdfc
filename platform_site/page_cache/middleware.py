from django.http import HttpRequest, HttpResponse

from knowledge.made_of import heard, written_now
from platform_site.origins import GetResponse


class HeardMiddleware:
    """Innermost: what is asked to find, write and render a page, and nothing before."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        recipe = written_now.get()
        if recipe is None:
            return self.get_response(request)
        with heard(recipe):
            return self.get_response(request)
