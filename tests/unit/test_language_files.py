"""A language whose file is missing, or says what it may not, is refused at the start with the name of the file."""

from pathlib import Path

import pytest

from app.platform.languages import language_files


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (None, "luo/language.toml is missing"),
        ("", "luo/language.toml: 'name' is wanted"),
        ('name = "Dholuo"\n[keywords]\nhours = "SECHE"', "luo/language.toml: there is no hours; apply, ask, "),
        ('name = "Dholuo"\ndigits = ["achiel"]', "luo/language.toml: months are twelve, digits ten, or none"),
        ("name = ", "luo/language.toml: Invalid value"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str | None, fault: str) -> None:
    monkeypatch.setattr(language_files, "LOCALE", tmp_path)
    for code, text in (("en", 'name = "English"'), ("luo", told)):
        (tmp_path / code).mkdir()
        if text is not None:
            (tmp_path / code / "language.toml").write_text(text)
    (tmp_path / "luo" / "lango.po").touch()
    with pytest.raises(ValueError, match=fault):
        language_files.spoken.__wrapped__()
