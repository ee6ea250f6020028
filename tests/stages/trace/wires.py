"""A wire's text, an outlet's own, and reports made of them."""

from twosource.data import Article, Block, Span, Stated

WIRE = (
    "A grain silo collapsed beside the harbour railway on Monday night, burying two empty wagons "
    "and cutting power to half of the old town.\n"
    "Firefighters worked under floodlights until dawn to drain the dust ducts, which had begun to smoulder.\n"
    "The owner, Tarn Milling, has stored barley in the tower since it was built for the brewery "
    "that once stood next door.\n"
    "Residents had complained for years about cracks that ran along its northern wall.\n"
    "A council engineer looked at the wall in spring and asked for steel bands, but none had been "
    "fitted when the tower came down.\n"
    "Trains were sent over the inland branch, adding forty minutes to each journey."
)
OWN = (
    "Lights went out across the quayside shortly before ten when the brewery silo gave way.\n"
    "Neighbours who ran into the street told our reporter of a long roar and a cloud that smelled of bread.\n"
    "No trains are running along the water this morning."
)


def report(name, *blocks, **stated):
    """A report of ``(kind, text)`` blocks, or of bare body texts, that states what is given."""
    pairs = [block if isinstance(block, tuple) else ("body", block) for block in blocks]
    text, spans = "", []
    for kind, piece in pairs:
        spans.append(Block(Span(len(text), len(text) + len(piece)), kind))
        text += piece + "\n\n"
    fields = tuple(Stated(field, value, "field") for field, value in stated.items())
    return Article(name, name, "", "text/plain", text, tuple(spans), fields)
