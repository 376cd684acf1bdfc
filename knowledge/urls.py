from django.urls import path
from django.utils.translation import pgettext_lazy

from knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("status/", views.status, name="status"),
    path(pgettext_lazy("address", "zoeken/"), views.search, name="search"),
    path("duidelijk/<int:page_id>/", views.clear, name="clear"),
]
