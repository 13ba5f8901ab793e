"""A form is saved, refused, or shown beside what somebody else saved."""

import pytest
from django import forms

from longtable.record.acting import Refusal, Stale
from longtable.record.editing import attempt
from longtable.web.editing import VersionedForm

ROW = {"name": "Theirs", "version": 2}


class NameForm(VersionedForm):
    name = forms.CharField()


def tried(name="Yours", version="1", trouble=None):
    def save():
        if trouble:
            raise trouble

    form = NameForm({"name": name, "version": version})
    return attempt(form, save, saved=lambda row: row)


def test_a_valid_form_is_saved():
    assert (tried().is_saved, tried().status) == (True, 200)


def test_an_invalid_form_saves_nothing_and_names_its_field():
    found = tried(name="", trouble=AssertionError("it must not be tried"))

    assert not found.is_saved
    assert found.form.errors.keys() == {"name"}


def test_the_second_editor_gets_both_and_can_save_over_the_newer():
    found = tried(trouble=Stale(ROW, {}))

    assert found.status == 409
    assert [(one.theirs, one.yours) for one in found.conflict] == [("Theirs", "Yours")]
    assert found.form.data["version"] == "2"


def test_the_second_editor_is_told_even_where_both_wrote_the_same():
    found = tried(name="Theirs", trouble=Stale(ROW, {}))

    assert (found.is_saved, found.status, found.conflict) == (False, 409, [])
    assert "a moment ago" in str(found.form.non_field_errors())


def test_a_refusal_stands_at_the_head_of_the_form():
    found = tried(trouble=Refusal("Not now."))

    assert found.form.non_field_errors() == ["Not now."]
    assert not found.is_saved


def test_a_fault_is_a_fault():
    with pytest.raises(ZeroDivisionError):
        tried(trouble=ZeroDivisionError())
