"""What is sealed can be opened by the restore key alone, whole and in order."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.backups import sealing
from longtable.record.acting import Refusal

PIECE = sealing.PIECE
STEP = PIECE + 16
HEAD = len(sealing.MAGIC) + 32


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    path = tmp_path_factory.mktemp("keys") / "restore.key"
    public = sealing.new_key(path)
    return sealing.public_key(public), sealing.restore_key(path), path


def sealed(content, public):
    into = io.BytesIO()
    seal = sealing.Seal(into, public)
    seal.write(content)
    seal.finish()
    return into.getvalue()


def opened(content, key):
    file = io.BytesIO(content)
    assert file.read(len(sealing.MAGIC)) == sealing.MAGIC
    return io.BufferedReader(sealing.Unseal(file, key)).read()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_it_comes_back_as_it_was(keys, size):
    public, key, _ = keys
    content = bytes(range(256)) * (size // 256 + 1)

    assert opened(sealed(content[:size], public), key) == content[:size]


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_it_does_not_matter_how_it_was_written(keys, pieces):
    public, key, _ = keys
    into = io.BytesIO()
    seal = sealing.Seal(into, public)
    for piece in pieces:
        seal.write(piece)
    seal.finish()

    assert opened(into.getvalue(), key) == b"".join(pieces)


def test_nothing_of_it_can_be_read(keys):
    public, _, _ = keys

    found = sealed(b"canary child" * 10_000, public)

    assert b"canary" not in found


def test_another_key_does_not_open_it(keys, tmp_path):
    public, _, _ = keys
    sealing.new_key(tmp_path / "other")

    with pytest.raises(Refusal, match="does not open"):
        opened(sealed(b"content", public), sealing.restore_key(tmp_path / "other"))


def test_any_flipped_byte_is_noticed(keys):
    public, key, _ = keys
    whole = sealed(b"x" * 500, public)

    for at in range(len(sealing.MAGIC), len(whole)):
        altered = bytearray(whole)
        altered[at] ^= 1
        with pytest.raises(Refusal):
            opened(bytes(altered), key)


@pytest.mark.parametrize("cut", [HEAD - 5, HEAD, HEAD + STEP, HEAD + 2 * STEP, HEAD + STEP + 9])
def test_a_file_that_is_cut_off_is_noticed(keys, cut):
    public, key, _ = keys
    whole = sealed(b"x" * (2 * PIECE + 100), public)

    with pytest.raises(Refusal):
        opened(whole[:cut], key)


def test_swapped_left_out_and_added_pieces_are_noticed(keys):
    public, key, _ = keys
    whole = sealed(b"x" * (3 * PIECE), public)
    head, first, second, third = (
        whole[:HEAD],
        whole[HEAD : HEAD + STEP],
        whole[HEAD + STEP : HEAD + 2 * STEP],
        whole[HEAD + 2 * STEP :],
    )

    for pieces in [(second, first, third), (first, third), (first, second, third, third)]:
        with pytest.raises(Refusal):
            opened(head + b"".join(pieces), key)


def test_a_key_with_a_slip_is_refused(keys):
    _, _, path = keys
    line = next(line for line in path.read_text().splitlines() if "Seal backups to" in line)
    public = line.rpartition(" ")[2]
    slip = public[:20] + ("0" if public[20] != "0" else "1") + public[21:]

    assert sealing.public_key(public)
    for wrong in (slip, public[:-1], "", "longtable-restore-" + public[15:]):
        with pytest.raises(Refusal, match="slip"):
            sealing.public_key(wrong)


def test_a_restore_key_is_private_and_never_overwritten(keys):
    _, _, path = keys

    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(Refusal, match="never overwritten"):
        sealing.new_key(path)
    with pytest.raises(Refusal, match="can't be read"):
        sealing.restore_key(path.with_name("nothing"))
