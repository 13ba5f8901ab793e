"""Every marked text is translated, whole and with its blanks, into every shipped language."""

import copy

import pytest

from longtable.cli import messages

LANGUAGES = sorted(path.name for path in messages.LOCALE.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def wanted():
    return messages.marked()


@pytest.fixture
def spanish():
    return messages.catalog_of("es")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_says_all_that_is_marked(language, wanted):
    found = messages.complaints(messages.catalog_of(language), wanted)

    assert found == [], "\n".join(["Run script/messages, then translate:", *found])


@pytest.mark.slow
def test_spanish_is_shipped_and_much_is_marked(wanted):
    assert "es" in LANGUAGES
    assert len(messages._messages(wanted)) > 1_000


@pytest.mark.slow
def test_the_check_sees_what_is_missing_unsure_misspelled_or_left_over(wanted, spanish):
    with_blank = next(m for m in spanish if m.id and "%(" in str(m.id) and not m.pluralizable)
    plural = next(m for m in spanish if m.pluralizable)
    unsure = next(m for m in spanish if m.id == "Save")
    with_blank.string = with_blank.string.replace("%(", "(", 1)
    plural.string = (plural.string[0], "")
    unsure.flags.add("fuzzy")
    spanish.delete("Cancel")
    spanish.add("Nobody says this", "Nadie dice esto")
    spanish.obsolete["Once said"] = copy.copy(unsure)

    found = messages.complaints(spanish, wanted)

    assert [line.partition(":")[0] for line in sorted(found)] == sorted(
        ["other blanks", "no translation", "unsure", "not collected"] + ["no longer marked"] * 2
    )


def test_blanks_and_tags_have_to_stay():
    said = messages.blanks('<a href="x">%(name)s</a> has 5 %% of {much}')

    assert said == ["%%", "%(name)s", "</a", "<a", "{much}"]
