"""A large file is taken in by the worker: the press is never lost, the numbers count once."""

import pytest

from longtable.measures import sources
from longtable.measures.store import fact_store
from longtable.record.acting import Refusal, ref
from longtable.record.models import Entry
from longtable.submissions import actions, queries
from longtable.submissions.actions import accepting
from longtable.submissions.models import Submission, SubmittedFacts
from longtable.submissions.tasks import take_submissions_in
from longtable.submissions.tests.world import NOW, accepted, sent, world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NAME = "graduation-2010-11.csv"


class Killed(BaseException):
    """The end of the worker: nothing of ours catches it."""


@pytest.fixture
def place(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT, settings.WAREHOUSE = tmp_path, tmp_path / "warehouse"
    monkeypatch.setattr(queries, "AT_ONCE_ROWS", 2)
    return world()


def pressed(place, submission=None, by=None):
    submission = submission or sent(place, NAME)
    version = submission.version
    return actions.ask_to_accept(submission, version=version, now=NOW, by=by or place.steward)


def entries(verb="took a file in"):
    return list(Entry.objects.filter(verb=verb).values_list("by", flat=True))


def state_of_all():
    facts = {each.source: list(queries.kept_of(each)) for each in queries.all_accepted()}
    stored = {name: list(fact_store().facts(name)) for name in fact_store().sources()}
    rows = Submission.objects.order_by("pk").values_list("state", "counted", "facts_due")
    return facts, stored, list(rows), entries()


def test_a_press_waits_for_the_worker_and_counts_when_it_is_done(place):
    submission = pressed(place)
    before = (submission.state, entries(), SubmittedFacts.objects.count())

    done = take_submissions_in(NOW)

    submission.refresh_from_db()
    assert before == ("taking", [], 0)
    assert (done, submission.state, submission.accepted_by) == (1, "accepted", place.steward)
    assert entries() == [ref(place.steward)]
    assert len(list(fact_store().facts(submission.source))) == 5


def test_a_press_stands_in_the_record_at_once_and_once(place):
    submission = sent(place, NAME)
    version = submission.version

    for _ in range(2):
        actions.ask_to_accept(submission, version=version, now=NOW, by=place.steward)

    assert entries("asked for a file to be taken in") == [ref(place.steward)]


def test_why_it_failed_is_said_in_the_language_of_who_pressed(place):
    place.steward.language = "es"
    place.steward.save()
    submission = pressed(place)
    place.district.memberships.update(ended=NOW)

    take_submissions_in(NOW)

    submission.refresh_from_db()
    assert submission.state == "read"
    assert submission.trouble.startswith("Solo las personas de")


def test_a_second_click_changes_nothing(place):
    submission = sent(place, NAME)
    version, again = submission.version, Submission.objects.get()

    pressed(place, submission)
    again.refresh_from_db()
    actions.ask_to_accept(again, version=version, now=NOW, by=place.steward)
    take_submissions_in(NOW)
    again.refresh_from_db()
    actions.ask_to_accept(again, version=version, now=NOW, by=place.steward)

    assert len(entries()) == 1
    assert Submission.objects.get().state == "accepted"


def test_somebody_elses_press_on_what_is_being_taken_in_is_refused(place):
    submission = pressed(place)

    with pytest.raises(Refusal, match="Being taken in"):
        pressed(place, submission, by=place.lead)


def test_a_small_file_is_taken_in_at_once_and_a_second_click_changes_nothing(place, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE_ROWS", 30_000)
    submission = sent(place, NAME)
    version = submission.version

    for _ in range(2):
        actions.ask_to_accept(submission, version=version, now=NOW, by=place.steward)

    assert submission.state == "accepted"
    assert len(entries()) == 1


@pytest.mark.parametrize("where", ["_go_through", "_keep", "_remember", "facts.store_due"])
def test_a_worker_that_is_killed_and_started_again_ends_the_same(place, monkeypatch, where):
    submission = pressed(place)

    def kill(*_arguments, **_words):
        raise Killed

    with monkeypatch.context() as killing:
        killing.setattr(f"{accepting.__name__}.{where}", kill)
        with pytest.raises(Killed):
            take_submissions_in(NOW)
    interrupted = state_of_all()
    for _ in range(2):
        take_submissions_in(NOW)
        sources.settle()

    facts, stored, rows, done = state_of_all()
    assert interrupted[1] == {}
    assert len(facts[submission.source]) == 5
    assert len(stored[submission.source]) == 5
    assert [(state, due) for state, _, due in rows] == [("accepted", "")]
    assert len(done) == 1


def test_what_can_not_be_taken_in_any_more_is_open_again_and_says_why(place):
    submission = pressed(place)
    place.district.memberships.update(ended=NOW)

    take_submissions_in(NOW)

    submission.refresh_from_db()
    assert (submission.state, submission.accepted_by) == ("read", None)
    assert "Only people of" in submission.trouble
    assert not SubmittedFacts.objects.exists()


def test_a_fault_is_logged_and_the_file_is_open_again(place, caplog):
    submission = pressed(place)
    # A planted fault: a layout that no version of Longtable has written.
    Submission.objects.update(layout={"form": 99})

    take_submissions_in(NOW)

    submission.refresh_from_db()
    assert submission.state == "read"
    assert "by a fault in Longtable" in submission.trouble
    assert "work on submission" in caplog.text


def test_two_files_that_say_the_same_are_not_both_taken_in(place):
    first, second = pressed(place), pressed(place)

    take_submissions_in(NOW)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("accepted", "read")
    assert "needs you" in second.trouble
    assert [problem.cause for problem in queries.problems_of(second)] == ["already_there"]
    assert len(entries()) == 1


def test_what_is_taken_in_meanwhile_is_seen_before_anything_counts(place, monkeypatch):
    first, second = pressed(place), sent(place, NAME)
    go_through, others = accepting._go_through, [second]

    def slowly(submission, progress):
        found = go_through(submission, progress)
        for other in others[:]:
            others.clear()
            actions.accept_submission(other, version=other.version, now=NOW, by=place.steward)
        return found

    monkeypatch.setattr(accepting, "_go_through", slowly)
    take_submissions_in(NOW)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("read", "accepted")


def test_taking_back_a_large_file_gives_what_it_replaced_back(place):
    first = accepted(place, NAME)
    second = sent(place, NAME)
    change = {"do": "replace", "submission": first.pk}
    actions.correct_layout(second, change, version=second.version, by=place.steward)
    actions.read_submission(second, by=place.steward)
    pressed(place, second)
    take_submissions_in(NOW)
    replaced = len(list(fact_store().facts(first.source)))
    second.refresh_from_db()

    actions.undo_submission(second, version=second.version, by=place.steward)
    sources.settle()

    assert replaced == 0
    assert len(list(fact_store().facts(first.source))) == 5
    assert second.source not in fact_store().sources()


def test_what_is_being_taken_in_is_not_discarded(place):
    submission = pressed(place)

    with pytest.raises(Refusal, match="can't be discarded"):
        actions.discard_submission(submission, version=submission.version, by=place.steward)


def test_progress_is_kept_while_the_rows_are_gone_through(place, monkeypatch):
    monkeypatch.setattr("longtable.submissions.actions.checking.ROWS_BETWEEN_LOOKS", 1)
    monkeypatch.setattr("longtable.submissions.progress.SECONDS_BETWEEN_LOOKS", 0)
    submission = pressed(place)

    take_submissions_in(NOW)

    rows = submission.reading["sheets"][0]["rows"]
    assert how_far(submission) == ("judging", rows, rows)


def test_progress_is_kept_on_the_fast_way_too(place, monkeypatch):
    monkeypatch.setattr("longtable.submissions.actions.checking.SWIFT_FROM_ROWS", 2)
    monkeypatch.setattr("longtable.submissions.progress.SECONDS_BETWEEN_LOOKS", 0)
    seen = []
    submission = sent(place, NAME, heard=lambda *said: seen.append(said))
    read = how_far(submission)
    pressed(place, submission)
    begun = how_far(submission)

    take_submissions_in(NOW)

    rows, size = submission.reading["sheets"][0]["rows"], submission.file.size
    assert seen == [("reading", size, size), ("judging", rows, rows)]
    assert read == ("judging", rows, rows)
    assert begun == ("", 0, 0)
    assert how_far(submission) == ("writing", 5, 5)


def test_quick_work_says_nothing_of_its_progress(place):
    submission = pressed(place)

    take_submissions_in(NOW)

    assert how_far(submission) == ("", 0, 0)


def how_far(submission):
    submission.refresh_from_db()
    return submission.step, submission.gone_through, submission.whole
