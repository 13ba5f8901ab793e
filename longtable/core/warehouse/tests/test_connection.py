"""S04: whatever text reaches DuckDB, it stays inside the warehouse's folder."""

import duckdb
import pytest

from longtable.core.warehouse.connection import confined, select

OUTSIDE = [
    "ATTACH '{outside}/other.db'",
    "COPY (SELECT 1) TO '{outside}/stolen.csv'",
    "COPY (SELECT 1) TO '{folder}/../stolen.csv'",
    "EXPORT DATABASE '{outside}/all'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/proc/self/environ')",
    "SELECT * FROM read_text('{folder}/../secret.txt')",
    "SELECT * FROM '{outside}/secret.txt'",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM 'https://example.org/a.parquet'",
    "SELECT * FROM read_parquet('s3://bucket/a.parquet')",
    "SELECT getenv('HOME')",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET threads = 64",
    "SET memory_limit = '100GB'",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "SET lock_configuration = false",
    "RESET memory_limit",
    "SET temp_directory = '/tmp'",
    "PRAGMA enable_profiling",
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "ware'house[1]"
    folder.mkdir()
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("statement", OUTSIDE)
def test_the_connection_refuses_what_lies_outside(statement, folder):
    with confined(folder, memory="64MB", threads=1) as connection:
        quoted = {"folder": f"{folder}".replace("'", "''"), "outside": f"{folder.parent}"}

        with pytest.raises(duckdb.Error):
            connection.execute(statement.format(**quoted))

    assert {path.name for path in folder.parent.iterdir()} == {"secret.txt", folder.name}


def test_without_confinement_the_same_statement_reads_the_file(folder):
    secret = folder.parent / "secret.txt"

    with duckdb.connect() as connection:
        (row,) = connection.execute(f"SELECT content FROM read_text('{secret}')").fetchall()

    assert row == ("secret",)


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH ':memory:' AS other",
        "CREATE TABLE t (a INTEGER)",
        "COPY (SELECT 1) TO 'x.csv'",
        "SELECT 1; DROP TABLE facts",
        "INSERT INTO facts SELECT 1",
        "CALL pragma_version()",
        "",
    ],
)
def test_a_question_is_one_select(statement, folder):
    with (
        confined(folder, memory="64MB", threads=1) as connection,
        pytest.raises(ValueError, match="single SELECT"),
    ):
        select(connection, statement)


def test_what_does_not_fit_spills_into_the_folder_and_is_gone_afterwards(folder):
    with confined(folder, memory="64MB", threads=1) as connection:
        (setting,) = select(connection, "SELECT current_setting('temp_directory')")
        assert str(setting[0]).startswith(f"{folder}/.spill-")
        assert select(connection, "SELECT 1") == [(1,)]

    assert list(folder.iterdir()) == []
