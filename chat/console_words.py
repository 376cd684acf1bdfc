"""What the console's scripts say. A key with `_one`/`_other` is counted in the browser."""

from django.utils.translation import gettext as _


def console_words() -> dict[str, str]:
    return (
        _times()
        | _messages()
        | _queue()
        | _conversation()
        | _vault()
        | _team_keys()
        | _line()
        | _alarm()
    )


def _times() -> dict[str, str]:
    return {
        "seconds": _("{s} sec"),
        "minutes": _("{m} min {s}"),
        "minutes_only": _("{m} min"),
        "hours": _("{h} uur {m}"),
    }


def _messages() -> dict[str, str]:
    """For the parts shared with the visitor's page."""
    return {
        "you": _("Jij"),
        "other": _("Bezoeker"),
        "message_by": _("{name}:"),
        "message_time": _("{time} uur"),
        "message_pending": _("Nog niet verstuurd. We proberen het opnieuw."),
        "message_sent": _("verstuurd"),
        "message_seen": _("gezien"),
        "message_failed": _("Niet verstuurd."),
        "message_over": _("Niet verstuurd: het gesprek was al voorbij."),
        "typing": _("{name} is aan het typen…"),
        "text_only": _("Alleen tekst kan hier in."),
        "too_long_one": _("{n} teken te veel. Maak je bericht korter."),
        "too_long_other": _("{n} tekens te veel. Maak je bericht korter."),
        "left_one": _("Nog {n} teken"),
        "left_other": _("Nog {n} tekens"),
        "found_one": _("{n} tekst past"),
        "found_other": _("{n} teksten passen"),
    }


def _queue() -> dict[str, str]:
    return {
        "here": _("hier"),
        "away": _("even weg"),
        "waiting_nth": _("Nummer {n}"),
        "in_queue": _("{n} in de rij"),
        "in_hand": _("{n} van {limit}"),
        "in_hand_full": _("{n} van {limit}, vol"),
        "claimed": _("Dit gesprek is nu van jou."),
        "claim_taken": _("Al genomen door een collega."),
        "claim_full": _("Je zit vol. Rond eerst een gesprek af."),
        "claim_gone": _("Deze bezoeker is al weg."),
        "claim_not_yours": _(
            "Je account mag geen gesprekken nemen. Vraag je achterwacht."
        ),
        "claim_waits": _(
            "Geen verbinding. Is die terug, dan vragen we dit gesprek aan."
        ),
        "claim_later": _("Dit gesprek nemen lukte niet. Probeer het nog eens."),
        "nobody_waits": _("Er wacht niemand."),
        "somebody_waits": _("Er wacht iemand."),
        "unopened": _("Een gesprek kan hier niet open: de sleutel past niet."),
    }


def _conversation() -> dict[str, str]:
    return {
        "visitor_n": _("Bezoeker {n}"),
        "alt_n": _("Alt {n}"),
        "news_from": _("Nieuw bericht van bezoeker {n}"),
        "unread_one": _("{n} nieuw"),
        "unread_other": _("{n} nieuw"),
        "state_over": _("afgelopen"),
        "state_typing": _("schrijft nu"),
        "state_waits": _("wacht {time}"),
        "state_here": _("hier"),
        "state_away": _("even weg"),
        "visitor_here": _("Hier"),
        "visitor_away": _("Al {time} weg"),
        "note_claimed": _("Een hulpverlener kwam in het gesprek."),
        "note_returned": _("Het gesprek ging terug in de rij."),
        "note_end_proposed": _("Er is voorgesteld om af te ronden."),
        "draft_unsent": _("Kwam misschien niet aan. Lees het nog eens na."),
        "alert_missing": _("Er ontbreken misschien berichten. Vraag ernaar."),
        "alert_rejected": _(
            "Eén bericht kon niet worden gelezen. Vraag of de bezoeker het herhaalt."
        ),
        "over_ended": _("Het gesprek is afgerond. Je kunt niet meer schrijven."),
        "over_left": _("De bezoeker is snel weggegaan."),
        "over_not_yours": _(
            "Dit gesprek is niet meer bij jou. Het ging terug in de rij of naar een"
            " collega."
        ),
        "over_full": _("Dit gesprek zit vol. Er past geen bericht meer bij."),
    }


def _vault() -> dict[str, str]:
    return {
        "vault_mismatch": _("Dit zijn andere woorden. Kijk ze nog eens na."),
        "vault_making": _("Je kluis wordt gemaakt…"),
        "vault_opening": _("Je kluis gaat open…"),
        "passphrase_wrong": _("Deze woorden passen niet op je kluis."),
        "locked_button": _("Je hebt de console vergrendeld."),
        "locked_quiet": _("Vergrendeld, want er gebeurde een kwartier niets."),
        "locked_shift": _("Vergrendeld, want je dienst duurt al negen uur."),
        "failed_empty": _("Vul je zeven woorden in."),
        "failed_exists": _("Er is al een kluis. Laad de pagina opnieuw."),
        "failed_offline": _("Geen verbinding. Probeer het zo nog eens."),
        "failed_later": _("Dat lukte niet. Probeer het zo nog eens."),
        "failed_kdf": _("Je kluis klopt niet. Vraag de achterwacht om hulp."),
        "failed_slot": _("Je kluis klopt niet. Vraag de achterwacht om hulp."),
        "failed_grant-sig": _(
            "Je toegang heeft geen geldige handtekening. Vraag een collega om je"
            " opnieuw toegang te geven."
        ),
    }


def _team_keys() -> dict[str, str]:
    return {
        "team_key_exists": _("Een collega was net voor. Vraag om toegang."),
        "member_you": _("{name} (jij)"),
        "has_access": _("heeft toegang"),
        "has_no_access": _("heeft nog geen toegang"),
        "compared": _("Ik heb de cijfers vergeleken met {name}"),
        "compare_first": _("Vergelijk eerst de cijfers, en vink dat aan."),
        "access_given": _("{name} heeft nu toegang."),
        "failed_not_member": _("Je hebt zelf geen toegang tot deze sleutel."),
        "failed_unknown": _("Deze collega is er niet meer."),
    }


def _line() -> dict[str, str]:
    return {
        "line_open": _("Verbonden"),
        "line_lost": _("Verbinding kwijt. We proberen het opnieuw, typ gerust door."),
        "stopped_session": _("Je bent uitgelogd"),
        "stopped_session_why": _("Log opnieuw in om verder te gaan."),
        "stopped_superseded": _("De console is op te veel plekken open"),
        "stopped_superseded_why": _(
            "Een nieuwer tabblad ging voor. Hier staat alles stil."
        ),
        "stopped_shape": _("Er ging iets mis"),
        "stopped_shape_why": _(
            "De console en de server begrijpen elkaar niet. Laad de pagina opnieuw."
        ),
        "stopped_offline": _("Geen verbinding"),
        "stopped_offline_why": _("De server antwoordt niet. Probeer het zo nog eens."),
    }


def _alarm() -> dict[str, str]:
    return {
        "notice": _("{site}: er wacht iemand"),
        "notice_default": _("Je krijgt nog geen melding van je computer."),
        "notice_granted": _(
            "Je krijgt een melding als dit venster niet vooraan staat."
        ),
        "notice_denied": _("Je browser houdt meldingen tegen. Het geluid werkt wel."),
        "notice_missing": _("Deze browser kent geen meldingen. Het geluid werkt wel."),
        "sound_tested": _("Zo klinkt het."),
        "sound_off": _("Het geluid staat uit."),
    }
