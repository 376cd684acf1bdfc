from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkCheck(models.Model):
    """How an address outside our site answered the last time we asked."""

    class Outcome(models.TextChoices):
        FINE = "fine", _("werkt")
        GONE = "gone", _("bestaat niet meer")
        TROUBLE = "trouble", _("geeft een fout")
        SILENT = "silent", _("antwoordt niet")
        REFUSED = "refused", _("niet gevraagd: geen openbaar adres")

    address = models.URLField(_("adres"), max_length=500, unique=True)
    outcome = models.CharField(_("uitkomst"), max_length=8, choices=Outcome.choices)
    status = models.PositiveSmallIntegerField(_("antwoordcode"), null=True)
    checked_at = models.DateTimeField(_("gevraagd op"))

    class Meta:
        verbose_name = _("adres van een ander")
        verbose_name_plural = _("adressen van anderen")
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address

    @property
    def is_fine(self) -> bool:
        return self.outcome == self.Outcome.FINE
