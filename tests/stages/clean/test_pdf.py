import pytest

from tests.pdfs import BOLD, FIRST, HEADLINE, INFO, SECOND, WAVE, WAVES, Words, make_pdf, page_from, paragraph
from tests.stages.clean.invariants import assert_sound
from twosource.stages.clean.clean import clean

LINE = "The harbour is shut and nobody knows for how long that will be so, he said."


def cleaned(*pages, **options):
    page = page_from(make_pdf(pages, **options))
    article = clean(page)
    assert_sound(page, article)
    return article


def kinds(article):
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def bodies(article):
    return [words for kind, words in kinds(article) if kind == "body"]


def test_type_tells_headline_lead_subheads_and_captions():
    article = cleaned(
        [
            Words("Quay Post", y=770, size=30),
            Words("HARBOUR", y=762, size=9),
            HEADLINE,
            Words("The captain waits for the wind to drop, and his crew waits too.", y=715, font=BOLD),
            Words("By Ana Roe", y=695),
            *paragraph(FIRST, 670),
            Words("The ferry at the quay, where it has lain since Friday", y=620, size=8),
            Words("Passengers wait", y=600, size=14),
            *paragraph(SECOND, 580),
        ]
    )
    assert kinds(article) == [
        ("other", "Quay Post"),
        ("kicker", "HARBOUR"),
        ("headline", HEADLINE.text),
        ("subhead", "The captain waits for the wind to drop, and his crew waits too."),
        ("byline", "By Ana Roe"),
        ("body", " ".join(FIRST)),
        ("caption", "The ferry at the quay, where it has lain since Friday"),
        ("subhead", "Passengers wait"),
        ("body", " ".join(SECOND)),
    ]


def test_every_run_is_a_line_with_its_page_and_box():
    article = cleaned([*paragraph(FIRST, 700)], [*paragraph(SECOND, 650, x=90)])
    assert [run.span.of(article.text) for run in article.map] == [*FIRST, *SECOND]
    assert [(run.part, run.line) for run in article.map] == [
        ("page=1", 1),
        ("page=1", 2),
        ("page=1", 3),
        ("page=2", 1),
        ("page=2", 2),
    ]
    left, bottom, right, top = article.map[3].box
    assert 89 <= left <= 92
    assert bottom < 650 < top < 665
    assert 300 < right < 612


def test_what_is_drawn_last_is_read_at_its_place():
    article = cleaned([*paragraph(SECOND, 600), *paragraph(FIRST, 680), HEADLINE])
    assert kinds(article) == [
        ("headline", HEADLINE.text),
        ("body", " ".join(FIRST)),
        ("body", " ".join(SECOND)),
    ]


LEFT = ["The left column tells of the storm that came", "over the strait at night and of the crane that"] * 3
RIGHT = [
    "fell into the sea. The right one tells of those",
    "who waited in the school for news of the ship,",
] * 3


def test_columns_that_were_drawn_across_are_read_one_by_one():
    rows = [
        words
        for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True))
        for words in (Words(left, 72, 680 - 13 * number), Words(right, 330, 680 - 13 * number))
    ]
    article = cleaned([HEADLINE, *rows])
    assert article.text == f"{HEADLINE.text}\n\n{' '.join([*LEFT, *RIGHT])}"


def test_columns_drawn_one_by_one_are_joined_too():
    article = cleaned([HEADLINE, *paragraph(LEFT, 680), *paragraph(RIGHT, 680, x=330)])
    assert article.text == f"{HEADLINE.text}\n\n{' '.join([*LEFT, *RIGHT])}"


def test_rows_of_a_table_are_no_columns():
    rows = [("Ferry", "Monday", "late"), ("Bus", "Tuesday", "on time"), ("Train", "Friday", "late")] * 2
    cells = [
        Words(cell, 72 + 150 * column, 560 - 14 * number)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]
    article = cleaned([*paragraph(FIRST, 700), *cells, *paragraph(SECOND, 400)])
    assert article.text.split("\n\n")[1:-1] == [" ".join(row) for row in rows]


def numbered(number, lines):
    return [
        Words(f"The Quay Post, {number} March 2031", y=770, size=9),
        *paragraph(lines, 720),
        Words(f"Page {number} of 3", x=280, y=30),
    ]


def test_what_runs_through_the_pages_is_furniture_and_cuts_no_paragraph():
    article = cleaned(numbered(1, FIRST[:2]), numbered(2, [*FIRST[2:], *SECOND]), numbered(3, [LINE]))
    assert bodies(article)[0] == " ".join(FIRST)
    assert [block.why for block in article.blocks if block.is_furniture] == ["runs through the pages"] * 6
    assert article.value("published") is None


def test_what_stands_once_on_every_page_at_another_place_is_text():
    article = cleaned(*([*paragraph(FIRST, 700), Words(LINE, y=600 - 50 * n)] for n in range(3)))
    assert sum(LINE in words for words in bodies(article)) == 3


@pytest.mark.parametrize("words", ["1", "- 12 -", "Page 3 of 9", "[iv]", "https://quay.test/ferry 1/2"])
def test_lines_at_the_edge_that_count_or_name_the_page_are_furniture(words):
    article = cleaned([*paragraph(FIRST, 700), Words(words, y=20)])
    assert kinds(article)[-1] == ("navigation", words)


def test_a_later_page_that_repeats_the_headline_repeats_no_text():
    again = Words(HEADLINE.text, y=770, size=9)
    article = cleaned([HEADLINE, *paragraph(FIRST[:2], 700)], [again, *paragraph(FIRST[2:], 720)])
    assert [kind for kind, _ in kinds(article)] == ["headline", "body", "navigation"]


def test_marks_of_footnotes_and_turned_lines_stand_beside_the_text():
    mark = Words("12", 300, 684, size=6)
    credit = Words("Picture: harbour office", 590, 300, size=7, matrix="0 1 -1 0")
    article = cleaned([credit, *paragraph(FIRST, 700), mark, *paragraph(SECOND, 640)])
    assert bodies(article) == [" ".join(FIRST), " ".join(SECOND)]
    assert {words for kind, words in kinds(article) if kind == "other"} == {"12", credit.text}


def test_a_page_that_is_turned_is_read_as_it_is_held():
    lines = [Words(line, 100 + 14 * number, 72, matrix="0 1 -1 0") for number, line in enumerate(FIRST)]
    article = cleaned([*reversed(lines)])
    assert article.text == " ".join(FIRST)
    assert article.map[0].box[3] - article.map[0].box[1] > 300


@pytest.mark.parametrize(
    ("letter", "rest", "words"),
    [
        ("T", "he ferry is late.", "The ferry is late."),
        ("A", " ferry is late.", "A ferry is late."),
        ("A", "fter the storm it is late.", "After the storm it is late."),
    ],
)
@pytest.mark.parametrize("y", [680, 700])
def test_a_large_first_letter_belongs_to_its_word(letter, rest, words, y):
    lines = paragraph([rest.strip(), *FIRST, "All will be well after the storm has gone."], 700, x=110)
    assert cleaned([Words(letter, 72, y, size=40), *lines]).text.startswith(words)


JOINED = {
    "known from elsewhere": (
        ["Nobody was at the har-", "bour then."],
        "The harbour is shut.",
        "the harbour then",
    ),
    "never dropped alone": (["It was a well-", "known fact."], "The quay is shut.", "a well-known fact"),
    "written so elsewhere": (["It was a day-", "long wait."], "A day-long wait.", "a day-long wait"),
    "before a name": (["It was the Anglo-", "Ostran ship."], "The quay is shut.", "the Anglo-Ostran ship"),
    "before a number": (["It was route E-", "4 that shut."], "The quay is shut.", "route E-4 that"),
    "a dash": (["The harbour—", "shut since Friday."], "It is shut.", "The harbour—shut since"),
    "a dash with a blank": (
        ["The harbour —", "shut since Friday."],
        "It is shut.",
        "The harbour — shut since",
    ),
}


@pytest.mark.parametrize(("lines", "other", "words"), JOINED.values(), ids=JOINED.keys())
def test_words_parted_at_the_end_of_a_line_are_joined_where_that_is_safe(lines, other, words):
    article = cleaned([*paragraph(FIRST, 700), *paragraph(lines, 640), Words(other, y=580)])
    assert words in article.text


def test_a_document_that_parts_words_is_read_without_its_hyphens():
    lines = [
        "The ministry of trans-",
        "port said on Mon-",
        "day that a twenty-",
        "seven year old ship sails.",
    ]
    assert cleaned([*paragraph(lines, 700)]).text == (
        "The ministry of transport said on Monday that a twenty-seven year old ship sails."
    )


BROKEN = {
    "a gap": ([*paragraph(FIRST, 700), *paragraph(SECOND, 650)], 2),
    "an early end": ([*paragraph([*FIRST, *SECOND], 700)], 2),
    "an indent": (
        [Words(line, 90 if number in (0, 2) else 72, 700 - 13 * number)
         for number, line in enumerate([FIRST[0], LINE, *SECOND])], 2),
    "bullets": ([*paragraph(["\u2022 " + LINE, "\u2022 " + LINE], 700)], 2),
    "other type": ([*paragraph(FIRST[:1], 700), *paragraph(SECOND, 685, size=14)], 2),
    "none": ([*paragraph([*FIRST[:2], *SECOND], 700)], 1),
}  # fmt: skip


@pytest.mark.parametrize(("words", "count"), BROKEN.values(), ids=BROKEN.keys())
def test_paragraphs_end_where_they_are_seen_to_end(words, count):
    assert len(cleaned(words).text.split("\n\n")) == count


def test_letters_beyond_the_first_plane_and_from_other_fonts_are_kept():
    article = cleaned(
        [*paragraph(FIRST, 700), Words("w", y=600, font=WAVES), Words("“Caf\u00e9” (b)", y=550)]
    )
    assert article.text.endswith(f"{WAVE}\n\n“Caf\u00e9” (b)")


def test_the_information_of_the_file_tells_what_nothing_else_tells():
    article = cleaned([*paragraph(FIRST, 700)], info=INFO)
    found = [(s.field, s.value) for s in article.stated if s.where == "pdf-info"]
    assert found == [
        ("title", "Ferry in port"),
        ("author", "Ana Roe"),
        ("published", "2031-03-03T10:15:00+01:00"),
        ("language", "en-GB"),
    ]


def test_what_is_shown_goes_before_the_information_of_the_file():
    shown = [HEADLINE, Words("By Bo Lind", y=720), Words("4 March 2031", y=705), *paragraph(FIRST, 680)]
    article = cleaned(shown, info=INFO)
    best = {field: article.first(field) for field in ("title", "author", "published")}
    assert {field: (s.value, s.contradicted_by) for field, s in best.items()} == {
        "title": (HEADLINE.text, ()),
        "author": ("Bo Lind", ()),
        "published": ("2031-03-04", ()),
    }


@pytest.mark.parametrize("title", ["Microsoft Word - ferry final.docx", "ferry.indd", "Untitled-1", "  "])
def test_names_that_a_program_gives_are_no_title(title):
    assert cleaned([*paragraph(FIRST, 700)], info={"Title": title}).value("title") is None


def test_the_day_of_printing_is_not_that_of_publishing():
    info = {**INFO, "Producer": "Skia/PDF m156"}
    assert cleaned([*paragraph(FIRST, 700)], info=info).value("published") is None


def test_a_headline_is_known_by_the_title_of_the_file():
    lines = [Words("Ferry stays in port", y=740), *paragraph(FIRST, 700)]
    article = cleaned(
        [Words("Quay Post weekly edition", y=760), *lines], info={"Title": "Ferry stays in port"}
    )
    assert ("headline", "Ferry stays in port") in kinds(article)
