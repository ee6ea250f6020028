"""The mails of this room: each beside what is expected of it.

Rewrite what is expected by ``python -m tests.stages.clean.mail_cases`` and read the diff.
"""

import hashlib
import json
import sys
from pathlib import Path

from tests.stages.clean.cases import page_of, seen
from twosource.data import Page
from twosource.stages.clean.clean import clean_all

FOLDER = Path(__file__).parent / "mails"
FLAGS = ("round-up", "several-articles")
FALL = "A stretch of the old quay wall fell into the northern basin on Friday, the harbour master said."
DIVERS = "Divers searched the basin until noon and found nobody, the fire brigade said."
LONG = f"{FALL} {DIVERS}"
OWN = ("header", "forwarded header", "html element")


def mail_page(data, media_type="message/rfc822"):
    data = data if isinstance(data, bytes) else data.encode()
    return Page(data, hashlib.sha256(data).hexdigest(), "case.eml", media_type)


def mail(body, *headers, sender="The Tern <news@tern.example>", subject="Quay wall falls"):
    head = [f"From: {sender}", f"Subject: {subject}", "Date: Fri, 2 May 2031 07:15:00 +0200", *headers]
    return mail_page("\n".join(head) + f"\n\n{body}")


def html_mail(body, **options):
    return mail(f"<html><body>{body}</body></html>", "Content-Type: text/html; charset=utf-8", **options)


def blocks(article, *kinds):
    return [b.span.of(article.text) for b in article.blocks if not kinds or b.kind in kinds]


def stated(article, *fields):
    return [(s.field, s.value) for s in article.stated if s.field in fields and s.where != "guessed"]


def mails():
    """The files that hold a mail, in order."""
    return [path for path in sorted(FOLDER.iterdir()) if path.suffix != ".json"]


def told(path: Path) -> dict:
    """What is expected of a mail: its articles, by their item."""
    return {article.item: flagged(article) for article in clean_all(page_of(path))}


def flagged(article) -> dict:
    """Blocks, parts and flags, and what the mail itself states."""
    return {
        "blocks": seen(article)["blocks"],
        "stated": [[s.field, s.value, s.where] for s in article.stated if s.where in OWN],
        "flags": [[flag.kind, flag.why] for flag in article.flags if flag.kind in FLAGS],
        "parts": sorted({run.part for run in article.map}),
    }


def expected_file(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def rewrite() -> None:
    for path in mails():
        text = json.dumps(told(path), ensure_ascii=False, indent=1)
        expected_file(path).write_text(text + "\n", encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    rewrite()
