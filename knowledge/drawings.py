"""Our own drawings, one template each in templates/knowledge/drawings/."""

from django.utils.translation import gettext_lazy as _

DRAWINGS = [
    ("path", _("een pad dat afslaat")),
    ("window", _("een raam met licht")),
    ("door", _("een deur op een kier")),
    ("bridge", _("een brug")),
    ("knot", _("een knoop")),
    ("scales", _("een weegschaal")),
    ("phone", _("een telefoon")),
    ("card", _("een pas")),
    ("harbour", _("een haven")),
    ("street", _("een straat")),
    ("talk", _("twee stemmen")),
    ("shield", _("een schild")),
]
