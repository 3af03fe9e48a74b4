"""The answer to a search: towns, and whether one service is surely meant."""

import pytest

from app.domain.catalogue.search import answering
from app.domain.catalogue.search.index import Index
from app.domain.catalogue.search.keypad import pressed


@pytest.mark.parametrize(
    ("typed", "county"),
    [
        ("land rates eldoret", "Uasin Gishu"),
        ("business permit eldoret", "Uasin Gishu"),
        ("kodi ya ardhi naivasha", "Nakuru"),
        ("land rates malindi", "Kilifi"),
        ("land rates thika", "Kiambu"),
        ("kulipa rates kiambu", "Kiambu"),
        ("kulipa rates nakuru", "Nakuru"),
        ("kisumu parking", "Kisumu"),
        ("parking mombasa", "Mombasa"),
        ("parking fee mombasa", "Mombasa"),
        ("house rent kakamega", "Kakamega"),
        ("maegesho nakuru", "Nakuru"),
    ],
)
def test_a_town_that_services_have_in_their_names_is_still_a_town(index: Index, typed: str, county: str) -> None:
    found = answering.answer(index, typed, 5)
    assert found.county
    assert found.county.label.english == county
    assert not [each for each in found.services if each.county]


@pytest.mark.parametrize(
    "typed",
    [
        "eldoret university",
        "moi hospital eldoret",
        "passport eldoret",
        "good conduct mombasa",
        "airport parking kisumu",
        "land kisumu",
        "cheti kisumu",
        "business kisumu",
        "ministry of lands mombasa",
        "ardhi nakuru",
        "health kisumu",
    ],
)
def test_a_town_in_a_name_is_found_as_a_name(index: Index, typed: str) -> None:
    found = answering.answer(index, typed, 5)
    assert found.services
    assert found.county is None


@pytest.mark.parametrize(
    "typed",
    [
        "huduma centre in embu",
        "kitui iko wapi",
        "where is embu",
        "huduma ya Kitui iko wapi",
        "county government of kisumu",
        "mombasa county services",
        "serikali ya kaunti ya kisumu",
        "huduma za kaunti ya kisumu",
    ],
)
def test_a_place_among_words_that_say_nothing_is_the_place(index: Index, typed: str) -> None:
    assert answering.answer(index, typed, 5).only_place


@pytest.mark.parametrize("typed", ["pdl", "court fine", "subsidy mbolea"])
def test_the_one_that_is_named_is_sure(index: Index, typed: str) -> None:
    assert answering.answer(index, typed, 5).sure


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("nimeumwa na mbwa", "transfer-"),
        ("niliuziwa gari", "report-crime"),
        ("nimefiwa", "transfer-"),
        ("rape case", "nairobi-land-rates"),
        ("caveat", "tveta-"),
    ],
)
def test_a_word_is_not_another_that_only_begins_or_looks_like_it(index: Index, typed: str, other: str) -> None:
    assert not [each for each in answering.answer(index, typed, 5).services if each.code.startswith(other)]


@pytest.mark.parametrize("typed", ["ngazj", "nimepingwa", "subsidy mboleaa"])
def test_a_word_that_may_be_another_is_not_sure(index: Index, typed: str) -> None:
    assert not answering.answer(index, typed, 5).sure


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("kufungua kampuni", "private-company"),
        ("tax clearance", "kra-tcc"),
        ("niaje nataka passy", "passport-new-34"),
        ("logbook ya ngari", "duplicate-logbook"),
        ("kuanzisha biashara", "business-name"),
        ("nimepigwa", "p3-form"),
        ("inspeksheni ya gari", "ntsa-vehicle-inspection"),
        ("hasla fund", "msea-hustler-fund"),
        ("I.D", "national-id"),
        ("I.D.", "national-id"),
        ("i d", "national-id"),
        ("I. D. lost", "national-id-duplicate"),
        ("P.S.V badge", "psv-badge"),
        ("p/s/v", "psv-badge"),
        ("K R A", "kra-"),
        ("k.r.a pin", "kra-pin"),
        ("T.S.C", "tsc-"),
        ("N.H.I.F", "sha-"),
        ("N S S F", "nssf-"),
        ("H.E.L.B", "helb-"),
        ("S.H.A", "sha-"),
        ("D.C.I", "good-conduct"),
        ("K.C.S.E", "exam-certification"),
        ("d.l renewal", "dl-renew"),
        ("class d permit", "permit-class-d"),
        ("class d e", "tra-class-e"),
        ("goodconductcertificate", "good-conduct"),
        ("policeclearancecertificate", "good-conduct"),
        ("DRIVINGLICENSERENEWAL", "dl-renew"),
        ("taxcompliancecertificate", "kra-tcc"),
        ("leseniyaudereva", "dl-renew"),
        ("hatiyaardhi", "title-"),
        ("jinalabiashara", "business-name"),
        ("chetichakuzaliwa", "birth-certificate"),
        ("kitambulishochangu", "national-id"),
        ("e citizen passport", "passport-new"),
        ("ecitizen passport", "passport-new"),
        ("e-citizen good conduct", "good-conduct"),
        ("huduma centre passport", "passport-new"),
        ("birth certificate huduma center", "birth-certificate"),
        ("class e citizen tour leaders", "tra-class-e"),
        ("ministry of lands", "land-search"),
        ("registrar of persons", "national-id"),
        ("registrar of marriages", "civil-marriage"),
        ("nyayo house", "passport-new"),
        ("sheria house", "civil-marriage"),
        ("times tower", "kra-"),
        ("attorney general marriage", "civil-marriage"),
        ("nimeolewa", "civil-marriage"),
        ("nimeoa", "civil-marriage"),
        ("tumeoana", "civil-marriage"),
        ("marrying in kenya", "civil-marriage"),
        ("nimezaa", "birth-"),
        ("passports for kids", "passport-new"),
        ("anaomba talaka", "j-"),
        ("amezaa", "birth-"),
        ("nimejifungua", "birth-"),
        ("alizaliwa", "birth-"),
        ("tumeuza gari", "transfer-"),
        ("ameibiwa simu", "report-crime"),
        ("nimeibwa simu", "report-crime"),
        ("77822343", "psv-badge"),
        ("76542322787228", "police-abstract"),
        (pressed("hatiyaardhi"), "title-"),
        (pressed("goodconductcertificate"), "good-conduct"),
    ],
)
def test_what_people_say_is_found(index: Index, typed: str, code: str) -> None:
    assert answering.answer(index, typed, 5).services[0].code.startswith(code)
