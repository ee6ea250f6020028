import pytest

from tests.stages.clean.test_bad_input import LONG, page_of
from twosource.errors import CleanError
from twosource.stages.clean.clean import clean

SHORT = "<p>This page has a few words of its own, and no more than these few.</p>"
WALLS = [
    ("not-found", "<title>404 | The Quay Post</title>", SHORT),
    ("not-found", "<title>The Quay Post</title>", f"<h1>Page not found</h1>{SHORT}"),
    ("not-found", "<title>Seite nicht gefunden - Quay</title>", SHORT),
    ("not-found", "<title>Page introuvable</title>", SHORT),
    ("not-found", "<title>Página no encontrada</title>", SHORT),
    ("not-found", "<title>Pagina non trovata</title>", SHORT),
    ("not-found", "<title>Página não encontrada</title>", SHORT),
    ("not-found", "<title>Pagina niet gevonden</title>", SHORT),
    ("not-found", "", "<p>Sorry, the page you are looking for was moved to another place some time ago.</p>"),
    ("bot-wall", "<title>Just a moment...</title>", SHORT),
    ("bot-wall", "<title>Access denied</title>", SHORT),
    ("bot-wall", "<title>Einen Moment bitte</title>", SHORT),
    ("bot-wall", "<title>quay.example</title>", "<p>Checking your browser before you go on to the site.</p>"),
    ("bot-wall", "<title>quay.example</title>", "<p>Please enable JavaScript and cookies to go on.</p>"),
    ("bot-wall", "", "<p>Please confirm that you are human by ticking the box below this line.</p>"),
    ("bot-wall", "", "<p>Veuillez activer JavaScript pour continuer sur ce site, merci beaucoup.</p>"),
    ("login-wall", "<title>Log in</title>", SHORT),
    ("login-wall", "<title>Anmelden | Quay</title>", SHORT),
    ("login-wall", "<title>Se connecter</title>", SHORT),
    ("login-wall", "<title>Iniciar sesión</title>", SHORT),
    (
        "login-wall",
        "<title>Ferry stays</title>",
        "<p>Please log in to continue reading, it takes a minute.</p>",
    ),
    ("consent-wall", "<title>Before you continue</title>", SHORT),
    (
        "consent-wall",
        "<title>Ferry stays</title>",
        "<p>We and our 120 partners store data on your device.</p>",
    ),
    (
        "consent-wall",
        "",
        "<p>Wir und unsere 120 Partner verarbeiten Daten mit Ihrer Zustimmung, auch Cookies.</p>",
    ),
    ("consent-wall", "", "<p>Nous et nos 120 partenaires stockons des données et des cookies chez vous.</p>"),
    ("consent-wall", "", "<p>Nosotros y nuestros 120 socios guardamos datos y cookies en su aparato.</p>"),
    (
        "consent-wall",
        "",
        "<p>Noi e i nostri 120 partner usiamo cookie sul tuo apparecchio per la privacy.</p>",
    ),
    (
        "consent-wall",
        "",
        "<p>Nós e os nossos parceiros guardamos dados e cookies no seu aparelho, sempre.</p>",
    ),
    (
        "consent-wall",
        "",
        "<p>Wij en onze 120 partners gebruiken cookies en bewaren gegevens op uw toestel.</p>",
    ),
    (
        "consent-wall",
        "<title>Ferry stays</title>",
        "<p>We and our partners use cookies to show personalised advertising on your device.</p>" * 12,
    ),
    ("no-report", "<title>502 Bad Gateway</title>", SHORT),
    ("no-report", "<title>Service unavailable</title>", SHORT),
    ("empty", "<title>Ferry stays</title>", "<script>1</script>"),
]


@pytest.mark.parametrize(("code", "head", "body"), WALLS, ids=[f"{c} {h} {b[:40]}" for c, h, b in WALLS])
def test_what_stands_in_a_report_s_place_is_refused_by_name(code, head, body):
    with pytest.raises(CleanError) as refusal:
        clean(page_of(body, head))
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


REPORTS = [
    (
        "<title>404 boats leave the harbour | The Quay Post</title>",
        f"<h1>404 boats leave</h1>{f'<p>{LONG}</p>' * 3}",
    ),
    ("<title>Access denied to the harbour</title>", f"<h1>Access denied</h1>{f'<p>{LONG}</p>' * 4}"),
    ("<title>Ferry stays</title>", f"<p>{LONG}</p>" * 3 + "<p>We and our 120 partners use cookies here.</p>"),
    ("<title>Ferry stays</title>", f"<h1>Ferry stays in port</h1><p>{LONG}</p><p>Subscribe now.</p>"),
]


@pytest.mark.parametrize(("head", "body"), REPORTS, ids=[h for h, _ in REPORTS])
def test_a_report_is_none_of_them(head, body):
    assert LONG.strip() in clean(page_of(body, head)).text
