import time

import pytest

from tests.clocks import in_time
from tests.stages.clean.test_bad_input import LONG, SENTENCE, page_from, page_of
from twosource.stages.clean.clean import clean


def flags(article):
    return [flag.kind for flag in article.flags]


TWICE = "Die FÃ¤hre fÃ¼r ZoÃ« blieb im Hafen, sagte das Hafenamt. "
TEXTS = {
    "whole": (f"{LONG}\n\n{LONG[:-1]}!", []),
    "encoded twice": (f"{TWICE}{LONG}", ["mojibake"]),
    "marks encoded twice": (f"The harbour officeâ€™s â€œferryâ€\u009d stays. {LONG}", ["mojibake"]),
    "Cyrillic encoded twice": (
        "Паром остался в порту.".encode().decode("latin-1") + f" {LONG}",
        ["mojibake"],
    ),
    "letters that look so": (f"„Ä“ und „Ã“ sind Buchstaben. {LONG}", []),
    "a paragraph many times": (f"{LONG}\n\n" * 4, ["repeated-text"]),
    "a short line many times": ("He said no.\n\n" * 4 + LONG, []),
    "an ellipsis": (f"{LONG}\n\nThe harbour office said that the storm …", ["cut-text"]),
    "an ellipsis in brackets": (f"{LONG}\n\nThe harbour office said that the storm [...]", ["cut-text"]),
    "an ellipsis inside": (f"The ferry … stayed in port. {LONG}", []),
    "where it first appeared": (
        f"{LONG}\n\nThe post Ferry stays in port appeared first on The Quay Post",
        ["cut-text"],
    ),
    "a line to the rest": (f"{LONG}\n\nContinue reading", ["cut-text"]),
    "a line to the rest of a long text": (
        "\n\n".join(f"{n}. {LONG}" for n in range(9)) + "\n\nContinue reading",
        [],
    ),
}


@pytest.mark.parametrize(("text", "due"), TEXTS.values(), ids=TEXTS.keys())
def test_what_is_odd_about_a_text_is_marked(text, due):
    article = clean(page_from(text))
    assert flags(article) == due
    assert all(flag.why and flag.span for flag in article.flags)


def test_what_was_encoded_twice_is_left_as_it_is():
    article = clean(page_from(f"{TWICE}{LONG}"))
    assert article.text.startswith(TWICE[:20])
    (flag,) = article.flags
    assert flag.span.of(article.text) == "Ã¤"
    assert "“ä”" in flag.why


def test_a_repeated_paragraph_is_kept_each_time():
    article = clean(page_from(f"{LONG}\n\n" * 4))
    assert article.text.count(SENTENCE) == 4
    (flag,) = article.flags
    assert "4 times" in flag.why
    assert flag.span.of(article.text) == LONG.strip()


def report(more):
    return (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry"{more}}}</script>'
    )


def data(written):
    return f'<script type="application/ld+json">{written}</script>'


STORY = "<h1>Ferry stays in port</h1>" + f"<p>{LONG}</p>" * 2
MANY = "<h1>Ferry stays in port</h1>" + "".join(f"<p>{n}. {LONG}</p>" for n in range(9))
NOT_FREE = report(', "isAccessibleForFree": "False", "hasPart": {"cssSelector": ".rest"}')
PAGES = {
    "free": (STORY, report(', "isAccessibleForFree": true'), []),
    "for payers, whole": (MANY, NOT_FREE, []),
    "for payers, short": (STORY, NOT_FREE, ["paywall-stub"]),
    "for payers, as an address": (
        STORY,
        report(', "isAccessibleForFree": "http://schema.org/False"'),
        ["paywall-stub"],
    ),
    "for payers, fewer words than counted": (
        MANY,
        report(', "isAccessibleForFree": false, "wordCount": 900'),
        ["paywall-stub"],
    ),
    "a count that is none": (MANY, report(', "isAccessibleForFree": false, "wordCount": NaN'), []),
    "an offer below": (f"{STORY}<p>Subscribe to keep reading this story.</p>", "", ["paywall-stub"]),
    "an offer in German": (f"{STORY}<p>Der Artikel ist nur für Abonnenten.</p>", "", ["paywall-stub"]),
    "an offer in French": (f"{STORY}<p>La suite est réservée aux abonnés.</p>", "", ["paywall-stub"]),
    "an offer in Spanish": (f"{STORY}<p>Contenido exclusivo para suscriptores.</p>", "", ["paywall-stub"]),
    "an offer in Italian": (f"{STORY}<p>Questo articolo è riservato.</p>", "", ["paywall-stub"]),
    "an offer in Portuguese": (f"{STORY}<p>Conteúdo exclusivo para assinantes.</p>", "", ["paywall-stub"]),
    "an offer in Dutch": (f"{STORY}<p>Dit artikel is alleen voor abonnees.</p>", "", ["paywall-stub"]),
    "an offer below a whole text": (
        "".join(f"<p>{n}. {LONG * 3}</p>" for n in range(9)) + "<p>Subscribe to keep reading more.</p>",
        "",
        [],
    ),
    "a product": (STORY, data('{"@type": "Product", "name": "Boat"}'), ["not-news"]),
    "a product beside a report": (STORY, report(', "isPartOf": {"@type": "Product"}'), []),
    "a video": (STORY, '<meta property="og:type" content="video.other">', ["not-news"]),
    "a list of reports": (
        STORY,
        data('{"@type": "CollectionPage", "name": "Harbour"}'),
        ["not-news"],
    ),
    "the root of a site": (STORY, '<link rel="canonical" href="https://quay.example/">', ["not-news"]),
    "a report somewhere": (STORY, '<link rel="canonical" href="https://quay.example/ferry">', []),
}


@pytest.mark.parametrize(("body", "head", "due"), PAGES.values(), ids=PAGES.keys())
def test_what_a_page_says_of_itself_is_marked(body, head, due):
    article = clean(page_of(body, head))
    assert [kind for kind in flags(article) if kind != "repeated-text"] == due


@pytest.mark.parametrize(
    "text",
    [
        "Ã¤" * 100_000,
        "the post " * 30_000,
        "… " * 100_000,
        f"{LONG}\n\n" * 2_000,
        "Subscribe to " * 20_000,
    ],
    ids=["encoded twice", "posts", "ellipses", "repeated", "offers"],
)
def test_hostile_text_is_marked_in_linear_time(text):
    start = time.process_time()
    clean(page_from(f"{LONG}\n\n{text}"))
    assert in_time(start, 2.0)
