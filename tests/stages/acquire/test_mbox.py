import gzip
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.data import Failure, Page, Source, Stated
from twosource.errors import SourceError
from twosource.stages.acquire.mbox import read_mbox

FROM = b"From ana@roe.example Fri May  2 07:15:00 2031\n"
MAIL = b"From: ana@roe.example\nSubject: Quay shut\n\nThe quay was shut on Monday.\n"


def mails_of(tmp_path, data, *, max_bytes=10_000, packed=False):
    file = tmp_path / "box.mbox"
    file.write_bytes(gzip.compress(data) if packed else data)
    return list(read_mbox(Source(str(file)), is_packed=packed, max_bytes=max_bytes))


def test_a_mail_is_a_page_of_its_bytes(tmp_path):
    other = b"Subject: x\r\n\r\n>From the quay came word.\r\n\r\n\r\nFrom here on, nothing.\r\n"
    data = FROM + MAIL + b"\n" + FROM.replace(b"\n", b"\r\n") + other + b"\r\n" + FROM + MAIL
    one, two, three = mails_of(tmp_path, data)
    assert [one.data, two.data, three.data] == [MAIL, other, MAIL]
    assert [page.path.rpartition("#")[2] for page in (one, two, three)] == ["1", "2", "3"]
    assert two.media_type == "message/rfc822"
    assert two.sha256 == hashlib.sha256(other).hexdigest()


FROMS = [
    b"From ana@roe.example Fri May  2 07:15:00 2031",
    b"From MAILER-DAEMON Fri May  2 07:15:00 2031",
    b"From 1234@xxx Fri May 02 07:15:00 +0000 2031",
    b"From - Fri May  2 07:15:00 2031",
    b"From ana at roe.example  Fri May  2 07:15 2031",
    b"From -\t",
]


@pytest.mark.parametrize("line", FROMS)
def test_the_line_before_a_mail_is_known_in_its_forms(tmp_path, line):
    assert len(mails_of(tmp_path, FROM + MAIL + line + b"\n" + MAIL)) == 2


def test_a_mailbox_may_begin_oddly(tmp_path):
    (page,) = mails_of(tmp_path, b"\nFrom somebody\n" + MAIL)
    assert page.data == MAIL


def test_a_mail_that_is_too_large_costs_only_itself(tmp_path):
    large = MAIL + b"x" * 900 + b"\n" * 200
    before, bad, after, none = mails_of(
        tmp_path, FROM + MAIL + FROM + large + b"\n" + FROM + MAIL + FROM, max_bytes=1000
    )
    assert isinstance(before, Page)
    assert isinstance(after, Page)
    assert isinstance(bad, Failure)
    assert (bad.code, bad.item[-2:]) == ("too-large", "#2")
    assert bad.digest == hashlib.sha256(large).hexdigest()
    assert "mail 2 is too large" in bad.reason
    assert (none.code, none.item[-2:]) == ("empty", "#4")


def test_what_is_no_mailbox_is_refused(tmp_path):
    with pytest.raises(SourceError, match="no mailbox") as refusal:
        mails_of(tmp_path, MAIL)
    assert refusal.value.code == "not-a-mailbox"


def test_a_packed_mailbox_is_read_and_a_bomb_is_not(tmp_path):
    assert len(mails_of(tmp_path, (FROM + MAIL) * 3, packed=True)) == 3
    with pytest.raises(SourceError, match="unpacks to far more"):
        mails_of(tmp_path, FROM + b"x" * 80 + b"\n" * 30_000_000, packed=True)


def test_what_the_user_says_goes_with_every_mail(tmp_path):
    file = tmp_path / "box.mbox"
    file.write_bytes((FROM + MAIL) * 2)
    given_ = (Stated("outlet", "The Tern", "flag"),)
    pages = list(read_mbox(Source(str(file), given_), is_packed=False, max_bytes=1000))
    assert [page.given for page in pages] == [given_, given_]


LINES = st.lists(
    st.sampled_from(
        [b"\n", b"\r\n", b"a: b\n", b"From here on\n", b">From x\n", b"\x00\xff\n", b"x" * 300 + b"\n"]
    ),
    max_size=8,
)


@given(
    st.lists(LINES.map(lambda lines: b"Subject: x\n" + b"".join(lines) + b"end\n"), min_size=1, max_size=5)
)
@settings(max_examples=150, deadline=None)
def test_mails_are_read_as_they_were_written(tmp_path_factory, mails):
    data = b"".join(FROM + mail + b"\n" for mail in mails)
    assert [page.data for page in mails_of(tmp_path_factory.mktemp("m"), data)] == mails


def test_a_mailbox_of_many_blocks_is_cut_at_every_mail(tmp_path):
    # Larger than what is read at once, with lines longer than a line that begins a mail may be.
    mails = [
        b"Subject: %d\n\n" % n + b"From x" * n + b"\n" * (n % 7) + b"y" * (n * 37 % 5000) + b"\n"
        for n in range(500)
    ]
    pages = mails_of(tmp_path, b"".join(FROM + mail + b"\n" for mail in mails))
    assert [page.data for page in pages] == mails
