import pytest

from twosource.data import Block, Span, Stated
from twosource.stages.clean.language import guess_language

TEXTS = {
    "en": (
        "The ferry stayed in port on Monday because of the storm, and the harbour office said that "
        "it will sail when the wind drops."
    ),
    "de": (
        "Die Fähre blieb am Montag wegen des Sturms im Hafen, und das Hafenamt sagte, dass sie mit "
        "dem ersten ruhigen Tag wieder fährt."
    ),
    "fr": (
        "Le ferry est resté au port lundi à cause de la tempête, et les services du port ont dit "
        "qu'il partira avec le retour du calme."
    ),
    "es": (
        "El transbordador se quedó en el puerto el lunes por la tormenta, y las autoridades del "
        "puerto dicen que saldrá con la calma."
    ),
    "it": (
        "Il traghetto è rimasto in porto lunedì per la tempesta, e gli uffici del porto dicono che "
        "partirà con il ritorno della calma."
    ),
    "nl": (
        "De veerboot bleef maandag door de storm in de haven, en het havenbedrijf zegt dat hij "
        "weer vaart als de wind op zee gaat liggen."
    ),
    "pt": (
        "A balsa ficou no porto na segunda-feira por causa da tempestade, e os serviços do porto "
        "dizem que ela parte com a volta do bom tempo."
    ),
    "ja": (
        "フェリーは嵐のため月曜日に港にとどまったと港湾事務所が述べた。風が弱まれば再び出航する見通"
        "しだという。"
    ),
    "ru": (
        "Паром в понедельник остался в порту из-за шторма, и в управлении порта сказали, что он "
        "выйдет в море, когда стихнет ветер."
    ),
    "zu": (
        "Umkhumbi uhlale ethekwini ngoMsombuluko ngenxa yesivunguvungu, kusho ihhovisi letheku, "
        "lathi uzophuma lapho umoya sewehlile futhi abantu sebephephile olwandle. Abasebenzi bathi "
        "bazolinda kuze kube kusasa ekuseni."
    ),
}


def guess(text, *said):
    found = [Stated("language", language, "html element") for language in said]
    return guess_language(text, [Block(Span(0, len(text)), "body")], found)


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_that_nobody_states_is_told(language):
    found = guess(TEXTS[language])
    assert (found.value, found.where) == (language, "guessed")


@pytest.mark.parametrize(("said", "is_in"), [("en", "de"), ("de-AT", "en"), ("en-GB", "zu"), ("sw", "en")])
def test_what_cannot_be_is_contradicted(said, is_in):
    assert guess(TEXTS[is_in], said).value == is_in


@pytest.mark.parametrize("said", [*TEXTS, "de-AT"])
def test_what_can_be_is_believed(said):
    assert guess(TEXTS[said[:2]], said) is None


def test_a_few_words_contradict_nothing():
    assert guess("The ferry stays in port.", "de") is None
    assert guess("1 2 3") is None
    assert guess("Ferry!") is None
