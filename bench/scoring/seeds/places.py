"""Where in the two reports the things of the score sheet are said."""

from __future__ import annotations

from bench.scoring.seeds.view import Region, Seeds, stretch

SPOKESMAN = r"Qassemi|Gamsemi"
MINISTRY = r"Foreign Ministry"
ANALYST = r"Faza"


def asked_a(seeds: Seeds) -> list[Region]:
    """A: the other side asked."""
    return [
        stretch(seeds.a, "Trump’s Call", "Bilateral Meeting"),
        stretch(seeds.a, "his US counterpart", "bilateral meeting"),
        quoted_offer(seeds),
        stretch(seeds.a, "a request by", "face-to-face talks"),
    ]


def quoted_offer(seeds: Seeds) -> Region:
    """A: the first clause of the quotation."""
    return stretch(seeds.a, "the American side", "bilateral meeting")


def quoted_refusal(seeds: Seeds) -> Region:
    """A: the second clause of the quotation."""
    return stretch(seeds.a, "the offer was", "President Rouhani")


def asked_b(seeds: Seeds) -> list[Region]:
    """B: the other side asked."""
    return [stretch(seeds.b, "Donald Trump wanted", "Hassan Rouhani"), offered(seeds)]


def offered(seeds: Seeds) -> Region:
    """B: the offer in the quotation."""
    return stretch(seeds.b, "The American side", "the two")


def refused_a(seeds: Seeds) -> list[Region]:
    """A: he refused."""
    return [
        stretch(seeds.a, "Iran President", "Bilateral Meeting"),
        stretch(seeds.a, "Hassan Rouhani", "bilateral meeting"),
        quoted_refusal(seeds),
        analyst_refusal(seeds),
    ]


def analyst_refusal(seeds: Seeds) -> Region:
    """A: the refusal as the analyst tells it."""
    return stretch(seeds.a, "Rouhani had rejected", "face-to-face talks")


def refused_b(seeds: Seeds) -> list[Region]:
    """B: he refused."""
    return [stretch(seeds.b, "the latter refused", "meet him"), refusal(seeds), turned_down(seeds)]


def refusal(seeds: Seeds) -> Region:
    """B: the refusal in the quotation."""
    return stretch(seeds.b, "which was refused", "Hassan Rouhani")


def turned_down(seeds: Seeds) -> Region:
    """B: the refusal where its reason is told."""
    return stretch(seeds.b, "prompted President", "the proposal")


def denial_a(seeds: Seeds) -> Region:
    """A: what the spokesman denies."""
    return stretch(seeds.a, "French President Emmanuel", "this regard")


def denial_b(seeds: Seeds) -> Region:
    """B: what the spokesman denies."""
    return stretch(seeds.b, "French President Emmanuel", "two leaders")


def tried(seeds: Seeds) -> Region:
    """A: what the analyst says of the third man."""
    return stretch(seeds.a, "French President Macron", "but failed")


def after_a(seeds: Seeds) -> Region:
    """A: when the request came."""
    return stretch(seeds.a, "the demand was", "at the UN", after="Noting that")


def after_b(seeds: Seeds) -> Region:
    """B: when the request came."""
    return stretch(seeds.b, "He made", "at the UNGA")


def kelly(seeds: Seeds) -> Region:
    """B: who asked whom to arrange it."""
    return stretch(seeds.b, "John Kelly had", "two presidents")


def reason(seeds: Seeds) -> Region:
    """B: why it was refused."""
    return stretch(seeds.b, "Trump’s statement", "the proposal")


def unhappy(seeds: Seeds) -> Region:
    """B: how it was taken."""
    return stretch(seeds.b, "President Rouhani was", "administration’s move")


def phone_call(seeds: Seeds) -> Region:
    """B: the earlier call."""
    return stretch(seeds.b, "spoke to", "in 2013")


def highest(seeds: Seeds) -> Region:
    """B: what the spokesman says of that call."""
    return stretch(seeds.b, "it was the", "in decades")


def no_contact(seeds: Seeds) -> Region:
    """B: nothing since."""
    return stretch(seeds.b, "there has been", "two countries", after="Unfortunately")


def severed(seeds: Seeds) -> Region:
    """B: when ties ended."""
    return stretch(seeds.b, "officially severed", "in 1979")


def furniture_a(seeds: Seeds) -> Region:
    """A: the box and the teasers, to the end."""
    text = seeds.a["text"]
    return Region(seeds.a["id"], text.index("IFP Editorial Staff"), len(text.rstrip()))


def biography(seeds: Seeds) -> Region:
    """B: the paragraph about the author, to the end."""
    text = seeds.b["text"]
    return Region(seeds.b["id"], text.index("Koushik Das, based"), len(text.rstrip()))
