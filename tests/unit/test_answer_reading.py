"""How typed answers to the questions of a form are read: the value that is kept, or the text of the refusal."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.catalogue.search.finder import Finder
from app.domain.catalogue.search.index import Index
from app.domain.forms import answer_reading
from app.domain.forms.answer_reading import AnswerRefused, check_answer, read_answer
from app.domain.forms.definition import Choice, Comparison, Filter, FormQuestion, Group, Kind, Matches, Today
from app.domain.forms.offers import Offer
from app.platform.db import Database
from app.platform.encryption import Keyring
from app.platform.i18n import translate
from tests.conftest import KEY

TODAY = date(2026, 11, 23)
DATES = [
    Offer("slot:a", "Mon 7 Dec, 09:00"),
    Offer("slot:b", "Mon 7 Dec, 14:00"),
    Offer("week:2026-12-14", "Week of 14 Dec 2026"),
]
PAGES = (
    Choice(name="p34", label={"en": "34 pages", "sw": "Kurasa 34"}),
    Choice(name="p50", label={"en": "50 pages", "sw": "Kurasa 50"}),
    Choice(name="east_african", label={"en": "East African", "sw": "Ya Afrika Mashariki"}),
)
PIN = Matches(pattern="[AP][0-9]{9}[A-Z]")


@pytest.fixture(scope="module")
def index(sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The counties and the Huduma Centres there are."""
    file = tmp_path_factory.mktemp("places") / "filled.db"
    file.write_bytes(sqlite_file.read_bytes())
    with closing(Database(f"sqlite:///{file}", Keyring([KEY]))) as database:
        yield Finder(database).index()


def question(kind: Kind, **more: object) -> FormQuestion:
    return FormQuestion.model_validate({"name": "q", "kind": kind, "label": {"en": "Q"}, **more})


def read(index: Index, asked: FormQuestion, typed: str, **answers: str) -> str:
    return read_answer(asked, typed, answers, today=TODAY, index=index, offers=DATES)


def refused(index: Index, asked: FormQuestion, typed: str, **answers: str) -> AnswerRefused:
    with pytest.raises(AnswerRefused) as caught:
        read(index, asked, typed, **answers)
    return caught.value


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.NUMBER, "3", "3"),
        (Kind.NUMBER, " 3 ", "3"),
        (Kind.NUMBER, "3.", "3"),
        (Kind.NUMBER, "003", "3"),
        (Kind.NUMBER, "Ksh.500", "500"),
        (Kind.YES_NO, "yes please", "yes"),
        (Kind.YES_NO, "yea", "yes"),
        (Kind.YES_NO, "sawa sawa", "yes"),
        (Kind.YES_NO, "ndio bwana", "yes"),
        (Kind.YES_NO, "nah", "no"),
        (Kind.YES_NO, "zii", "no"),
        (Kind.AGREE, "Yes, I agree", "OK"),
        (Kind.AGREE, "ndio nakubali", "OK"),
        (Kind.YES_NO, "Yes, please.", "yes"),
        (Kind.YES_NO, "ndio tafadhali", "yes"),
        (Kind.YES_NO, "hapana asante", "no"),
        (Kind.YES_NO, "No, thank you very much", "no"),
        (Kind.YES_NO, "la asante sana", "no"),
        (Kind.AGREE, "ninakubali", "OK"),
        (Kind.AGREE, "accept", "OK"),
        (Kind.AGREE, "I accept, thanks", "OK"),
        (Kind.DOCUMENT, "2900001.0", "2900001"),
        (Kind.PHONE, "712345678.0", "+254712345678"),
        (Kind.NUMBER, "0", "0"),
        (Kind.NUMBER, "000", "0"),
        (Kind.NUMBER, "3,000", "3000"),
        (Kind.NUMBER, "3 000", "3000"),
        (Kind.NUMBER, "KES 3000", "3000"),
        (Kind.NUMBER, "Kshs. 3,000/=", "3000"),
        (Kind.NUMBER, "3000/-", "3000"),
        (Kind.NUMBER, "3000KES", "3000"),
        (Kind.NUMBER, "3,000shs.", "3000"),
        (Kind.NUMBER, "Ksh3000/- only", "3000"),
        (Kind.NUMBER, "3000 pekee", "3000"),
        (Kind.NUMBER, "KES - 3000", "3000"),
        (Kind.NUMBER, "3,000.00", "3000"),
        (Kind.NUMBER, "999,999,999", "999999999"),
        (Kind.NUMBER, "000999999999", "999999999"),
        (Kind.NUMBER, "\u0663", "3"),
        (Kind.NUMBER, "3\ufe0f\u20e3", "3"),
        (Kind.NUMBER, "\u200b12\u00a0", "12"),
        (Kind.NUMBER, "it is 4 please", "4"),
        (Kind.DATE, "12/4/1990", "1990-04-12"),
        (Kind.DATE, "12-04-1990", "1990-04-12"),
        (Kind.DATE, "12.4.1990.", "1990-04-12"),
        (Kind.DATE, "12041990", "1990-04-12"),
        (Kind.DATE, "12 Apr 1990", "1990-04-12"),
        (Kind.DATE, "12th April, 1990", "1990-04-12"),
        (Kind.DATE, "April 12 1990", "1990-04-12"),
        (Kind.DATE, "tarehe 12 Aprili 1990", "1990-04-12"),
        (Kind.DATE, "1990-04-12", "1990-04-12"),
        (Kind.DATE, "29/2/2024", "2024-02-29"),
        (Kind.DATE, "\u0661\u0662/\u0660\u0664/\u0661\u0669\u0669\u0660", "1990-04-12"),
        (Kind.DATE, "24/12/2026", "2026-12-24"),
        (Kind.DATE, "Saturday 19 December 2026", "2026-12-19"),
        (Kind.DATE, "jumamosi 19/12/2026", "2026-12-19"),
        (Kind.PLATE, "KDA 123A", "KDA 123A"),
        (Kind.PLATE, "kda123a", "KDA 123A"),
        (Kind.PLATE, "kda-123-a.", "KDA 123A"),
        (Kind.PLATE, "KAA 001", "KAA 001"),
        (Kind.PLATE, "KMCA 123a", "KMCA 123A"),
        (Kind.PLATE, "kmdg 456b", "KMDG 456B"),
        (Kind.PLATE, "ktwa 123 b", "KTWA 123B"),
        (Kind.PLATE, "ZA 1234", "ZA 1234"),
        (Kind.PLATE, "GKB 123 C", "GKB 123C"),
        (Kind.PLATE, "GK A 123B", "GKA 123B"),
        (Kind.PLATE, "29 CG 001A", "29CG 001A"),
        (Kind.PLATE, "12 CD 5K", "12CD 5K"),
        (Kind.PLATE, "UN 123 K", "UN 123K"),
        (Kind.PLATE, "Reg. no. KDA 123A", "KDA 123A"),
        (Kind.PLATE, "my car is kda 123a please", "KDA 123A"),
        (Kind.PLATE, "gari yangu ni KDA 123A", "KDA 123A"),
        (Kind.PLATE, "KDO 120O", "KDO 120O"),
        (Kind.PLATE, "gari KDA 123A", "KDA 123A"),
        (Kind.PLATE, "car kda 123 a", "KDA 123A"),
        (Kind.PLATE, "no KDA 123A", "KDA 123A"),
        (Kind.PLATE, "KDA 123 A please", "KDA 123A"),
        (Kind.PLATE, "boda KMEA 123B", "KMEA 123B"),
        (Kind.PLATE, "NO 123", "NO 123"),
        (Kind.PLATE, "KIBAKI 1", "KIBAKI 1"),
        (Kind.PLATE, "K\u200bDA\u00a0\u0661\u0662\u0663A", "KDA 123A"),
        (Kind.NAME, "  wanjiku   ANN ", "wanjiku ANN"),
        (Kind.NAME, "Ng\u2019ang\u2019a", "Ng'ang'a"),
        (Kind.NAME, "M\u00fc\u015fi\u0107", "M\u00fc\u015fi\u0107"),
        (Kind.PHONE, "0712 345 678", "+254712345678"),
        (Kind.PHONE, "my phone is 712345678", "+254712345678"),
        (Kind.PHONE, "+254 (0) 712-345-678", "+254712345678"),
        (Kind.EMAIL, "My email is Wanjiku@Example.com.", "wanjiku@example.com"),
        (Kind.EMAIL, "wanjiku\u00a1example.com", "wanjiku@example.com"),
        (Kind.DOCUMENT, "ID no. 29,000,137", "29000137"),
        (Kind.DOCUMENT, "029000139", "29000139"),
        (Kind.DOCUMENT, "00000000000001", "00000000000001"),
        (Kind.COUNTY, "Nairobi", "047"),
        (Kind.COUNTY, "nai", "047"),
        (Kind.COUNTY, "047", "047"),
        (Kind.COUNTY, "47", "047"),
        (Kind.COUNTY, "homa bay.", "043"),
        (Kind.COUNTY, "Homabay", "043"),
        (Kind.COUNTY, "Eldoret", "027"),
        (Kind.COUNTY, "Nairobi County", "047"),
        (Kind.COUNTY, "kaunti ya Kisumu", "042"),
        (Kind.COUNTY, "Muranga", "021"),
        (Kind.COUNTY, "taita-taveta", "006"),
        (Kind.COUNTY, "Kakmega", "037"),
        (Kind.HUDUMA, "Kisumu", "ksc-001"),
        (Kind.HUDUMA, "ksc-001", "ksc-001"),
        (Kind.HUDUMA, "Huduma Centre Kibra", "nac-005"),
        (Kind.HUDUMA, "eldoret", "ugc-001"),
        (Kind.HUDUMA, "GPO", "nac-001"),
        (Kind.YES_NO, "yes", "yes"),
        (Kind.YES_NO, "Y", "yes"),
        (Kind.YES_NO, "Ndiyo.", "yes"),
        (Kind.YES_NO, "ndio", "yes"),
        (Kind.YES_NO, "NO", "no"),
        (Kind.YES_NO, "n", "no"),
        (Kind.YES_NO, "Hapana", "no"),
        (Kind.AGREE, "ok", "OK"),
        (Kind.AGREE, "I agree", "OK"),
        (Kind.AGREE, "nakubali", "OK"),
        (Kind.NOTE, "Continue", "seen"),
        (Kind.NOTE, "endelea", "seen"),
        (Kind.SLOT, "mon 7 dec, 09:00", "slot:a"),
        (Kind.SLOT, "14:00", "slot:b"),
        (Kind.SLOT, "week", "week:2026-12-14"),
        (Kind.TEXT, "  Nairobi/Block   12/345 ", "Nairobi/Block 12/345"),
        (Kind.TEXT, "Mama Mboga (K) Ltd.", "Mama Mboga (K) Ltd."),
        (Kind.TEXT, "12\u201314 \u201cSafi\u201d", '12-14 "Safi"'),
        (Kind.TEXT, "cafe\u0301", "caf\u00e9"),
        (Kind.TEXT, "x" * 100, "x" * 100),
    ],
)
def test_an_answer_is_kept_in_one_spelling(index: Index, kind: Kind, typed: str, kept: str) -> None:
    asked = question(kind)
    assert read(index, asked, typed) == kept
    assert read(index, asked, kept) == kept


NUMBER = "Type a whole number of at most {most} digits, such as 3."
DATE = "That is not a date. Type day, month and year, such as 23051991."
PLATE = "A vehicle's number looks like KDA 123A."
NAME = "A name has letters only, as on your document."
PHONE = "Enter a Kenyan mobile number, such as 0712345678."
EMAIL = "An e-mail address looks like wanjiku@example.com."
DOCUMENT = "An ID number has 7 or 8 digits, a Maisha Namba has 14."
SEVERAL = "Several match. Choose one, or type more of the name."
NOWHERE = "We did not find that place. Try the county."
LINE = "Answer with the number of a line."
WORDS = "Type your answer in letters or digits."


@pytest.mark.parametrize(
    ("kind", "text", "typed"),
    [
        *((Kind.NUMBER, NUMBER, typed) for typed in (
            "", "three", "3.5", "-5", "\u22125", "1,2", "12 34", "3.000", "1000000000", "3 or 4", "\u00b2", "1e5",
            "ksh -500", "KES \u2212500", "500shoes", "500kes2",
        )),
        *((Kind.NUMBER, NUMBER, typed) for typed in (".5", ",5", "(.5)", "KES .5", "1.5", "3 .0")),
        *((Kind.DOCUMENT, DOCUMENT, typed) for typed in ("2900001.5", "2900001,0")),
        *((Kind.PHONE, PHONE, typed) for typed in ("71234567.0", "7123456.78")),
        *((Kind.PLATE, PLATE, typed) for typed in ("KDA 123.4", "KDA 12.0.0")),
        *((Kind.DATE, DATE, typed) for typed in (
            "", "12/4/90", "120490", "31/4/1990", "29/2/2023", "4/13/1990", "0/4/1990", "12/4", "tomorrow",
            "12/4/0990", "01010001", "12/4/1899", "12/4/2101", "12/4/9999", "12 Foo 1990",
        )),
        *((Kind.PLATE, PLATE, typed) for typed in (
            "", "KDA", "123", "KDA 12345", "KDA123ABC", "KD\u0410 123A", "2026", "a", "K" * 90 + "1",
            "KDA l23A", "KDA OO1A", "KDA 12OA", "KDA 12A", "gari",
        )),
        *((Kind.NAME, NAME, typed) for typed in ("", "W", "Wanjiku 2", "4", "x" * 41, "a@b")),
        *((Kind.PHONE, PHONE, typed) for typed in ("", "071234567", "0201234567", "+255712345678", "hello")),
        *((Kind.EMAIL, EMAIL, typed) for typed in ("", "wanjiku", "a@b", "x" * 60 + "@example.com")),
        (Kind.EMAIL, "Use letters a to z only.", "mu\u0161i\u0107@example.com"),
        *((Kind.DOCUMENT, DOCUMENT, typed) for typed in ("", "290001", "29O00001", "AK0000001")),
        *((Kind.COUNTY, SEVERAL, typed) for typed in ("ki", "M", "n")),
        *((Kind.COUNTY, NOWHERE, typed) for typed in ("", "48", "000", "999", "Kampala", "!")),
        *((Kind.HUDUMA, SEVERAL, typed) for typed in ("Nairobi", "047x nairobi")),
        *((Kind.HUDUMA, NOWHERE, typed) for typed in ("", "Kampala", "x")),
        *((Kind.YES_NO, LINE, typed) for typed in ("", "maybe", "yes no", "3", "please", "thank you", "yes is no")),
        *((Kind.AGREE, LINE, typed) for typed in ("", "no", "hapana", "I do not agree")),
        *((Kind.NOTE, LINE, typed) for typed in ("", "what")),
        *((Kind.SLOT, LINE, typed) for typed in ("", "mon 7", "Tue", "slot:zzz")),
        *((Kind.TEXT, WORDS, typed) for typed in ("", " ", "...", "\u200b", "-", "?!")),
        (Kind.TEXT, "That is too long: at most {most} letters.", "x" * 101),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_words_that_say_what_is_wanted(
    index: Index, kind: Kind, text: str, typed: str
) -> None:
    refusal = refused(index, question(kind), typed)
    assert refusal.text == text
    assert refusal.custom is None


def test_every_refusal_is_short_in_each_language_and_repeats_nothing_that_was_typed(index: Index) -> None:
    for kind in Kind:
        refusal = refused(index, question(kind), "Kampala 99 x" * 20)
        for language in ("en", "sw"):
            said = translate(language, refusal.text, **refusal.fields)
            assert len(said) <= 80
            assert "Kampala" not in said
        assert (translate("sw", refusal.text) != refusal.text) is True


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("34 pages", "p34"), ("Kurasa 50", "p50"), ("34 p", "p34"), ("34", "p34"), ("pages 50", "p50"), ("p50", "p50"),
        ("east", "east_african"), ("AFRIKA mashariki", "east_african"), ("East African.", "east_african"),
        ("3278", "east_african"), ("east_african", "east_african"),
    ],
)  # fmt: skip
def test_a_choice_is_made_by_its_words_in_any_language_where_one_alone_is_meant(
    index: Index, typed: str, kept: str
) -> None:
    assert read(index, question(Kind.CHOICE, choices=PAGES), typed) == kept


@pytest.mark.parametrize("typed", ["", "pages", "kurasa", "66 pages", "!", "a" * 200])
def test_a_choice_that_is_in_doubt_is_asked_for_by_its_number(index: Index, typed: str) -> None:
    assert refused(index, question(Kind.CHOICE, choices=PAGES), typed).text == LINE


def test_a_choice_that_the_filter_leaves_out_is_none(index: Index) -> None:
    choices = [
        Choice(name="gpo", label={"en": "GPO"}, attributes={"county": "nairobi"}),
        Choice(name="lake", label={"en": "Lake"}, attributes={"county": "kisumu"}),
    ]
    asked = question(Kind.CHOICE, choices=choices, choice_filter=Filter(attribute="county", question="county"))
    assert read(index, asked, "gpo", county="nairobi") == "gpo"
    assert refused(index, asked, "gpo", county="kisumu").text == LINE
    assert refused(index, asked, "gpo").text == LINE


@pytest.mark.parametrize(
    "typed",
    [
        "A001234567Z", "a001234567z", " A 001 234 567 Z ", "KRA PIN: A001234567Z", "kra pin a001234567z please",
        "\u201cA001234567Z\u201d.", "A\u200b001234567Z", "\u2116 A001234567Z",
    ],
)  # fmt: skip
def test_an_agencys_own_shape_is_found_in_what_was_typed(index: Index, typed: str) -> None:
    asked = question(Kind.TEXT, short={"en": "KRA PIN", "sw": "PIN ya KRA"}, constraint=PIN)
    assert read(index, asked, typed) == "A001234567Z"


@pytest.mark.parametrize("typed", ["A00123456Z", "AO01234567Z", "\u0410001234567Z", "A001234567Z A001234567Z", "pin"])
def test_what_has_not_an_agencys_shape_is_refused_in_its_words(index: Index, typed: str) -> None:
    said = {"en": "A PIN has 11 letters and digits.", "sw": "PIN ina herufi na tarakimu 11."}
    refusal = refused(index, question(Kind.TEXT, constraint=PIN, refusal=said), typed)
    assert refusal.custom == said
    assert refused(index, question(Kind.TEXT, constraint=PIN), typed).custom is None


@pytest.mark.parametrize("typed", ["My Shop 24", "Hello Shop", "A Shop 4 U", "shop please"])
def test_a_name_is_not_made_shorter_until_it_fits(index: Index, typed: str) -> None:
    asked = question(Kind.TEXT, constraint=Matches(pattern=".{1,8}"))
    assert refused(index, asked, typed).text == "That answer is not possible here."


def test_a_constraint_may_look_at_the_day_and_at_other_answers(index: Index) -> None:
    later = Group(
        op="and", of=(Comparison(op=">=", left=".", right=Today(today=21)), Comparison(op="=", left="k", right="civil"))
    )
    asked = question(Kind.DATE, constraint=later, refusal={"en": "At least 21 days from now."})
    assert read(index, asked, "14/12/2026", k="civil") == "2026-12-14"
    assert refused(index, asked, "13/12/2026", k="civil").custom == {"en": "At least 21 days from now."}
    assert refused(index, asked, "14/12/2026", k="other").text == "That answer is not possible here."


def test_a_line_that_was_chosen_is_held_against_the_constraint_too() -> None:
    asked = question(Kind.YES_NO, constraint=Comparison(op="=", left=".", right="yes"), refusal={"en": "You must."})
    check_answer(asked, "yes", {}, today=TODAY)
    with pytest.raises(AnswerRefused) as caught:
        check_answer(asked, "no", {}, today=TODAY)
    assert caught.value.custom == {"en": "You must."}


@pytest.mark.parametrize("typed", ["none", "Hakuna", "sijui", "n/a", "I don't know", "skip", "-"])
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.DATE, Kind.DOCUMENT])
def test_who_has_no_answer_passes_over_what_need_not_be_answered(index: Index, kind: Kind, typed: str) -> None:
    assert read(index, question(kind, required=False), typed) == ""


def test_a_word_for_nothing_may_be_an_answer(index: Index) -> None:
    none = [Choice(name="a", label={"en": "None"}), Choice(name="b", label={"en": "Some"})]
    assert read(index, question(Kind.CHOICE, choices=none, required=False), "none") == "a"
    assert read(index, question(Kind.TEXT), "none") == "none"


@pytest.mark.parametrize("typed", ["skip", "Skip.", "RUKA", "-"])
def test_what_need_not_be_answered_is_passed_over_by_a_word(index: Index, typed: str) -> None:
    asked = question(Kind.NUMBER, required=False, constraint=Comparison(op=">", left=".", right=0))
    assert read(index, asked, typed) == ""
    assert read(index, asked, "2") == "2"
    assert refused(index, question(Kind.NUMBER), typed).text == NUMBER


def test_no_pattern_sees_more_than_a_hundred_characters(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def note(asked: FormQuestion, value: str, *_: object, **__: object) -> bool:
        seen.append(len(value))
        return False

    monkeypatch.setattr(answer_reading, "fulfils", note)
    for size in (5, 100, 101, 182, 5000):
        refused(index, question(Kind.TEXT, constraint=PIN), "\u00df" * size)
        refused(index, question(Kind.TEXT, constraint=PIN), "a" * size)
    assert max(seen) <= answer_reading.LONGEST_TEXT


QUESTIONS = [
    *(question(kind) for kind in Kind if kind != Kind.CHOICE),
    question(Kind.CHOICE, choices=PAGES),
    question(Kind.TEXT, short={"en": "KRA PIN"}, constraint=PIN),
    question(Kind.TEXT, constraint=Matches(pattern="[^a-z]+")),
    question(Kind.NUMBER, required=False, constraint=Comparison(op="<", left=".", right=50)),
]
TYPED = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789 .,/-=KESkesh\u0661\u200b", max_size=14),
    st.text(alphabet="AKDU NOFRTatnoi0123456789 -/.", max_size=14),
    st.text(alphabet="ab '\u0301\u00e9\u212b\u1fef\u037e\u200d\u2126-.", max_size=14),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "my ", "ni ", "("]),
        st.sampled_from(
            ["Nairobi", "0712345678", "29000001", "12 Apr 1990", "yes", "34 pages", "a@b.co", "A001234567Z"]
        ),
        st.sampled_from(["", ".", " please", ")", "1"]),
    ),
)


@settings(max_examples=400, deadline=None)
@given(asked=st.sampled_from(QUESTIONS), typed=TYPED)
def test_any_text_is_refused_or_read_as_what_is_read_again_as_itself(
    index: Index, asked: FormQuestion, typed: str
) -> None:
    try:
        kept = read(index, asked, typed)
    except AnswerRefused as refusal:
        translate("sw", refusal.text, **refusal.fields)
        return
    assert len(kept) <= answer_reading.LONGEST_TEXT
    if kept and asked.kind != Kind.SLOT:
        assert read(index, asked, kept) == kept
    check_answer(asked, kept, {}, today=TODAY)
