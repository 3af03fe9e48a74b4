"""Loading the catalogue from its files: all of it or nothing, and every mistake is reported with its place."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.domain.catalogue import models
from app.domain.catalogue.models import CatalogueLoad, Service
from app.domain.catalogue_import import loader
from app.domain.catalogue_import.loader import NotLoaded
from app.platform.db import Database

HEAD = "code,agency_code,category,name,fee_kes,processing_days,channel,portal_url,popular,fee_all_in"
GOOD = "well,ntsa,driving,A service that is well,100,3,portal,https://ntsa.go.ke,,no"


def mistakes(container: Container, file: Path, *rows: str, head: str = HEAD) -> list[str]:
    """The mistakes with which loading these rows is refused."""
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    before = counted(container.database)
    with pytest.raises(NotLoaded) as refused, container.database.transaction() as session:
        loader.load(session, [file])
    assert counted(container.database) == before, "nothing is half-loaded"
    return [str(mistake) for mistake in refused.value.mistakes]


def loaded(container: Container, file: Path, *rows: str, head: str = HEAD, new_only: bool = False) -> dict[str, int]:
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    with container.database.transaction() as session:
        return loader.load(session, [file], new_only=new_only)


def counted(database: Database) -> tuple[int | None, int]:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Service)), models.version(session)


def service(container: Container, code: str) -> Service:
    with container.database.reading() as session:
        found = models.service(session, code)
        assert found is not None
        return found


def test_every_mistake_is_told_with_its_file_line_and_column(container: Container, file: Path) -> None:
    assert mistakes(
        container,
        file,
        GOOD,
        "Bad Code,ntsa,driving,Name,,,,,,",
        "no-agency,nobody,driving,Name,,,,,,",
        "no-category,ntsa,nothing,Name,,,,,,",
        "no-name,ntsa,driving,,,,,,,",
        "fee,ntsa,driving,Name,free,,,,,",
        "infinite,ntsa,driving,Name,Infinity,,,,,",
        "days,ntsa,driving,Name,,soon,,,,",
        "channel,ntsa,driving,Name,,,post,,,",
        "url,ntsa,driving,Name,,,,ntsa.go.ke,,",
        "flag,ntsa,driving,Name,,,,,,maybe",
        "short,ntsa,driving,Name",
        GOOD,
    ) == [
        "services_more.csv:3: code: small letters, digits and hyphens are wanted",
        "services_more.csv:6: name: a value is wanted",
        "services_more.csv:7: fee_kes: a number of shillings is wanted",
        "services_more.csv:8: fee_kes: a number of shillings is wanted",
        "services_more.csv:9: processing_days: a whole number is wanted",
        "services_more.csv:10: channel: phone, portal or desk is wanted",
        "services_more.csv:11: portal_url: an address that begins with http:// or https:// is wanted",
        "services_more.csv:12: fee_all_in: yes or no is wanted",
        "services_more.csv:13: : 10 cells are wanted",
        "services_more.csv:14: code: line 2 has the same",
        "services_more.csv:4: agency_code: there is none of this code in agencies",
        "services_more.csv:5: category: there is none of this code in categories",
    ]


def test_a_column_that_is_missing_is_named(container: Container, file: Path) -> None:
    assert mistakes(container, file, "x,ntsa,Name", head="code,agency_code,name") == [
        "services_more.csv:1: category: the column is missing"
    ]


def test_a_column_is_known_however_its_name_is_written_and_one_that_is_misspelt_is_told(
    container: Container, file: Path
) -> None:
    head = "Code, agency_code,category,name,Fee_kes ,DOCUMENTS"
    loaded(container, file, "well,ntsa,driving,Name,100,ID", head=head)
    assert (service(container, "well").fee_kes, service(container, "well").documents) == (Decimal(100), "ID")
    assert mistakes(
        container, file, "x,ntsa,driving,Name,1,2", head="code,agency_code,category,name,fees_kes,fee kes"
    ) == [
        "services_more.csv:1: fees_kes: there is no such column; is fee_kes meant?",
        "services_more.csv:1: fee kes: there is no such column; is fee_kes meant?",
    ]
    assert mistakes(container, file, "x,ntsa,driving,Name,1", head="code,agency_code,category,name,Name") == [
        "services_more.csv:1: name: it is there twice"
    ]
    loaded(
        container, file, "well,ntsa,driving,Name,asked by us,x", head="code,agency_code,category,name,remark,paid_by"
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_file_is_read_as_a_spreadsheet_writes_it(container: Container, file: Path, delimiter: str) -> None:
    lines = [
        "code|agency_code|category|name|fee_kes|fee_all_in||",
        "well|ntsa|driving|Name, or two|1500|Yes||",
        "|||||||",
        "",
    ]
    rows = [line.replace(",", "" if delimiter == "," else ",").replace("|", delimiter) for line in lines]
    for preface in ([], [f"sep={delimiter}"]):
        head, *rest = [*preface, *rows]
        assert loaded(container, file, *rest, head=head) == {"services_more": 1}
        found = service(container, "well")
        assert (found.fee_kes, found.fee_all_in) == (Decimal(1500), True)


@pytest.mark.parametrize(("written", "fee"), [("1,500", 1500), ("1,234,500.50", 1234500.5), ("1500.5", 1500.5)])
def test_a_fee_may_have_commas_between_its_thousands(
    container: Container, file: Path, written: str, fee: float
) -> None:
    loaded(container, file, f'well,ntsa,driving,Name,"{written}"', head="code,agency_code,category,name,fee_kes")
    assert service(container, "well").fee_kes == fee


def test_a_comma_that_makes_one_cell_two_is_told_though_the_last_cell_is_empty(
    container: Container, file: Path
) -> None:
    head = "code,agency_code,category,name,fee_kes,popular,documents"
    told = 'are wanted, and 8 are there; a value with a comma needs quotation marks: "1,000"'
    assert mistakes(container, file, "x,ntsa,driving,Name,1,000,,", head=head) == [
        f"services_more.csv:2: : 7 cells {told}"
    ]
    assert mistakes(container, file, "x,ntsa,driving,Name,1,000,", head=f"{head.removesuffix(',documents')}") == [
        f"services_more.csv:2: : 6 cells {told}".replace("8 are", "7 are")
    ]


def test_a_file_of_another_name_bytes_that_are_no_text_and_an_open_quote(container: Container, tmp_path: Path) -> None:
    [said] = mistakes(container, tmp_path / "people.csv", GOOD)
    assert said.startswith("people.csv:0: : the file must be one of ")
    file = tmp_path / "services.csv"
    file.write_bytes(HEAD.encode() + b"\n\xff\xfe,ntsa\n")
    with pytest.raises(NotLoaded, match="UTF-8 is wanted"), container.database.transaction() as session:
        loader.load(session, [file])
    assert "this is no CSV" in mistakes(container, file, 'open,ntsa,driving,"Name')[0]


def test_a_label_that_is_too_long_is_refused_and_one_that_is_missing_is_made(container: Container, file: Path) -> None:
    head = "code,agency_code,category,name,label"
    [said] = mistakes(container, file, f"long,ntsa,driving,Name,{'x' * 33}", head=head)
    assert said == "services_more.csv:2: label: at most 32 septets of GSM 03.38 are wanted"
    name = "Application For Registration Of Insurance Surveyors (Renewal)"
    loaded(container, file, f"made,ntsa,driving,{name},", f"given,ntsa,driving,{name},Surveyors", head=head)
    assert (service(container, "made").label, service(container, "given").label) == (
        "Insurance Surveyors Renewal",
        "Surveyors",
    )
    assert service(container, "made").label_sw == service(container, "made").label


def test_characters_that_no_phone_has_are_folded(container: Container, file: Path) -> None:
    loaded(container, file, "folded,ntsa,driving,Child’s “permit” – new,,,,,,")
    assert service(container, "folded").name == service(container, "folded").label == 'Child\'s "permit" - new'


def test_loading_twice_changes_nothing_and_a_change_is_a_new_version(container: Container, file: Path) -> None:
    start = counted(container.database)[1]
    assert loaded(container, file, GOOD) == {"services_more": 1}
    assert loaded(container, file, GOOD) == {"services_more": 1}
    assert counted(container.database)[1] == start + 1
    loaded(container, file, GOOD.replace(",100,", ",200,"))
    assert counted(container.database)[1] == start + 2
    assert service(container, "well").fee_kes == 200
    with container.database.reading() as session:
        last = session.scalars(select(CatalogueLoad).order_by(CatalogueLoad.id.desc()).limit(1)).one()
        assert (last.file, last.rows, last.changed) == ("services_more.csv", 1, 1)


def test_what_is_applied_for_on_the_phone_has_a_form_and_one_that_is_loaded(container: Container, file: Path) -> None:
    head = "code,agency_code,category,name,channel,form"
    assert mistakes(
        container,
        file,
        "formless,ntsa,driving,Name,phone,",
        "elsewhere,ntsa,driving,Name,portal,driving-renewal",
        "by-default,ntsa,driving,Name,,driving-renewal",
        "unknown,ntsa,driving,Name,phone,driving-licence",
        "well,ntsa,driving,Name,phone,driving-renewal",
        head=head,
    ) == [
        "services_more.csv:2: form: the name of a form is wanted for what is applied for on the phone",
        "services_more.csv:3: channel: phone is wanted for what has a form",
        "services_more.csv:4: channel: phone is wanted for what has a form",
        "services_more.csv:5: form: no form driving-licence is loaded",
    ]
    loaded(container, file, "well,ntsa,driving,Name,phone,driving-renewal", head=head)
    assert service(container, "well").form == "driving-renewal"


def test_a_file_that_was_loaded_before_is_left_out_when_only_new_ones_are_wanted(
    container: Container, file: Path
) -> None:
    assert loaded(container, file, GOOD, new_only=True) == {"services_more": 1}
    assert loaded(container, file, GOOD, new_only=True) == {}


def test_a_row_that_is_gone_from_the_file_stays(container: Container, file: Path) -> None:
    loaded(container, file, GOOD)
    loaded(container, file, GOOD.replace("well,", "other,"))
    assert service(container, "well").name == "A service that is well"


def test_files_may_lean_on_each_other_in_any_order(container: Container, tmp_path: Path) -> None:
    agencies, services = tmp_path / "agencies.csv", tmp_path / "services.csv"
    agencies.write_text("code,name\nnew,The New Kenya Authority Of Everything\n", encoding="utf-8")
    services.write_text(f"{HEAD}\n{GOOD.replace('ntsa,', 'new,')}\n", encoding="utf-8")
    with container.database.transaction() as session:
        assert loader.load(session, [services, agencies]) == {"agencies": 1, "services": 1}
    with container.database.reading() as session:
        agency = models.agency(session, "new")
        assert agency is not None
        assert agency.short_name == "New Authority Everything"
