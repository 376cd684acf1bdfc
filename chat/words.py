"""The strings that live pages show; their JavaScript holds none."""

from django.utils.translation import gettext as _


def shared_words() -> dict[str, str]:
    """What the log and the composer say, on both sides."""
    return {
        "message_by": _("{name}:"),
        "message_time": _("{time} uur"),
        "message_sent": _("aangekomen"),
        "message_seen": _("gezien"),
        "message_pending": _("Nog niet verstuurd. Gaat vanzelf."),
        "message_failed": _("Er ging iets mis. Je bericht is niet verstuurd."),
        "message_over": _("Niet verstuurd. Het gesprek is klaar."),
        "typing": _("{name} is aan het typen…"),
        "you": _("Jij"),
        "other": _("De hulpverlener"),
        "text_only": _("Je kunt hier alleen tekst sturen. Geen foto’s of bestanden."),
        "left_one": _("Je hebt nog ruimte voor {n} teken."),
        "left_other": _("Je hebt nog ruimte voor {n} tekens."),
        "too_long_one": _("Je bericht is {n} teken te lang. Stuur het in twee delen."),
        "too_long_other": _(
            "Je bericht is {n} tekens te lang. Stuur het in twee delen."
        ),
    }


def visitor_words() -> dict[str, str]:
    return {
        **shared_words(),
        **_start(),
        **_waiting(),
        **_talking(),
    }


def _start() -> dict[str, str]:
    return {
        "desk_open": _("Er is iemand. Je kunt nu praten."),
        "desk_busy": _("Het is druk. Je kunt wel in de rij."),
        "desk_closed": _(
            "Er is nu niemand. Je kunt wachten, maar dat kan lang duren. "
            "Ben je in gevaar? Bel 112."
        ),
        "trouble_offline": _(
            "Er is geen verbinding. Kijk of je internet hebt en probeer het nog een keer."
        ),
        "trouble_later": _(
            "Het is nu erg druk. Probeer het over een minuut nog een keer."
        ),
        "trouble_failed": _("Er ging iets mis. Probeer het nog een keer."),
    }


def _waiting() -> dict[str, str]:
    return {
        "title_waiting": _("Je staat in de rij"),
        "sub_waiting": _("Laat dit scherm open. Je kunt alvast schrijven."),
        "title_claimed": _("Je bent aan de beurt"),
        "sub_claimed": _("Een hulpverlener leest je bericht nu."),
        "title_returned": _("Je wacht op iemand anders"),
        "sub_returned": _("Je gesprek is er nog. Je hebt je oude plek in de rij nog."),
        "ahead_none": _("Je bent als eerste aan de beurt."),
        "ahead_one": _("Vóór jou wacht nog {n} persoon."),
        "ahead_other": _("Vóór jou wachten nog {n} mensen."),
    }


def _talking() -> dict[str, str]:
    return {
        "title_talking": _("{name} is er"),
        "sub_talking": _("Een mens, geen robot"),
        "note_joined": _("{name} is er. Een mens, geen robot."),
        "note_returned": _(
            "De hulpverlener is even weg. Je gesprek is er nog. "
            "Je hebt je oude plek in de rij nog."
        ),
        "sealed": _("Alleen jij en onze hulpverleners kunnen dit lezen."),
        "alert": _("Er ontbreken misschien berichten. Vraag ernaar."),
        "write": _("Schrijf je bericht"),
        "write_on": _("Je kunt verder schrijven"),
        "full": _("Dit gesprek is vol. Start een nieuw gesprek."),
        "end_proposed": _("{name} wil het gesprek stoppen."),
        "retry_in_one": _("over {n} seconde"),
        "retry_in_other": _("over {n} seconden"),
    }
