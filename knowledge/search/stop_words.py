"""Words that stand on every page, so that asking for them asks for nothing."""

from knowledge.search import words

DUTCH = """
aan al alle alleen als ben bent bij daar dan dat de der deze die dit doe doen doet door
dus een en er even ga gaan gaat geen haar had hadden hallo heb hebben hebt heeft hem hen
het hier hij hoe hun iemand iets ik in is ja je jij jou jouw jullie kan kon kun kunnen
maar me meer men met mij mijn moet moeten mogen na naar nee niet niets nog nu of om ons
onze ook op over te tegen toch toen tot u uit uw van veel voor waar waarom wanneer want
waren was wat we weer wel wie wij wil willen word worden wordt zal ze zich zij zijn zo
zonder zou zouden
"""
ENGLISH = """
about after all also am an and any are as at be been but by can could did do does doing
dont for from get got had has have he hello her here him his how if im in into is it its
just me more my no not now of off on or our out she should so some someone something
than that the their them then there these they this those to too up us was we were what
when where which who why will with would you your
"""
OF = {
    "nl": frozenset(words.split(DUTCH)),
    "en": frozenset(words.split(ENGLISH)),
}


def without(language: str, asked: list[str]) -> list[str]:
    return [word for word in asked if word not in OF.get(language, ())]
