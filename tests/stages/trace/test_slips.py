import pytest

from tests.stages.trace.wires import report
from twosource.stages.trace.copies import find_copies
from twosource.stages.trace.slips import find_slips, is_misspelt, is_turned

RIGHT = "The harbour master, Ilse Marrowby, said that 1,245 sacks of barley were lost."
WRONG = "Some 1,254 sacks of barley were lost when the tower fell, Ilse Marrobwy said."


def story(*texts, outlets=()):
    names = [*outlets, *[f"Outlet {n}" for n in range(len(outlets), len(texts))]]
    return [
        report(f"r{n}", text, outlet=name) for n, (text, name) in enumerate(zip(texts, names, strict=True))
    ]


def words(reports, slips):
    text = {r.id: r.text for r in reports}
    return [(s.a, s.b, s.span_a.of(text[s.a]), s.span_b.of(text[s.b])) for s in slips]


def test_a_name_and_a_figure_that_two_alone_have_wrong():
    reports = story(RIGHT, WRONG, RIGHT, WRONG.replace("Some", "About"), RIGHT)
    slips = find_slips(reports)
    assert words(reports, slips) == [("r1", "r3", "Marrobwy", "Marrobwy"), ("r1", "r3", "1,254", "1,254")]
    assert [slip.why for slip in slips] == [
        "Both write Marrobwy where 3 other outlets write Marrowby.",
        "Both give 1,254 where 3 other outlets give 1,245.",
    ]


def test_a_copy_tells_its_slips_whatever_its_kind():
    found = {
        (c.a, c.b): c for c in find_copies(story(RIGHT, WRONG, RIGHT, "Only 1,254 sacks burst.", RIGHT), {})
    }
    assert found["r1", "r3"].kind == "none"
    assert len(found["r1", "r3"].slips) == 1
    assert found["r1", "r3"].why.endswith("Both give 1,254 where 3 other outlets give 1,245.")
    assert [pair for pair, copy in found.items() if copy.slips] == [("r1", "r3")]


def test_miles_that_translate_the_wrong_kilometres():
    right = "The slick was 124 kilometres long."
    reports = story(right, "A slick of 142 kilometres was seen.", right, "It was 88 miles long.", right)
    assert words(reports, find_slips(reports)) == [("r1", "r3", "142", "88")]


SILENT = {
    "two against two": (RIGHT, RIGHT, WRONG, WRONG),
    "only one has it wrong": (RIGHT, RIGHT, RIGHT, WRONG, "Nothing was lost."),
    "one report has both": (RIGHT, RIGHT, RIGHT, WRONG + RIGHT, WRONG + RIGHT),
    "two persons, never named alike": (*["Ilse Marrowby spoke."] * 3, *["Jan Marrobwy spoke."] * 2),
    "a title, no given name": (
        *["The mayor and Mayor Marrowby spoke."] * 3,
        *["Then Mayor Marrobwy spoke."] * 2,
    ),
    "an older and a newer toll": (*["At least 12 people died."] * 3, *["At least 21 people died."] * 2),
    "years": (*["In 1978 storms came."] * 3, *["In 1987 storms came."] * 2),
    "figures of different things": (*["Some 1,245 sacks fell."] * 3, *["Some 1,254 wagons fell."] * 2),
}


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_where_nothing_is_said(texts):
    assert find_slips(story(*texts)) == []


def test_one_outlet_that_repeats_its_slip_shares_it_with_nobody():
    outlets = ["A", "B", "C", "D", "D"]
    assert find_slips(story(RIGHT, RIGHT, RIGHT, WRONG, WRONG, outlets=outlets)) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("zelmay", "zelmai"),
        ("mohammed", "mohamed"),
        ("ahmed", "ahmad"),
        ("hussein", "hussain"),
        ("khatib", "qatib"),
        ("yanovych", "yanovich"),
        ("dzhakov", "zhakov"),
        ("schroder", "schroeder"),
        ("gorsky", "gorskiy"),
        ("israel", "israeli"),
        ("republican", "republicans"),
        ("organisation", "organization"),
        ("philips", "filips"),
        ("marrowby", "tarrowood"),
        ("morsi", "mursi"),
    ],
)
def test_ordinary_variants_and_other_names_are_no_slips(a, b):
    assert not is_misspelt(a, b)
    assert not is_misspelt(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("marrobwy", "marrowby"), ("ekhotl", "ekholt"), ("veldon", "velden"), ("castor-lund", "castorp-lund")],
)
def test_slips_of_the_hand(a, b):
    assert is_misspelt(a, b)
    assert is_misspelt(b, a)


@pytest.mark.parametrize(
    ("a", "b", "turned"),
    [
        ("1254", "1245", True),
        ("1245", "1245", False),
        ("12", "21", False),
        ("1978", "1987", False),
        ("541", "145", False),
    ],
)
def test_figures_turned_round(a, b, turned):
    assert is_turned(a, b) == turned
