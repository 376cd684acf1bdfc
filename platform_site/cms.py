"""The CMS does not exist for staff without a role in it."""

from django.http import Http404, HttpRequest, HttpResponse

from platform_site.origins import GetResponse


class CmsWallMiddleware:
    """Wagtail would send them to the login, which sends them back, for ever."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/cms/") and self.is_shut_to(request):
            raise Http404
        return self.get_response(request)

    @staticmethod
    def is_shut_to(request: HttpRequest) -> bool:
        user = request.user
        return user.is_authenticated and not user.has_perm("wagtailadmin.access_admin")
