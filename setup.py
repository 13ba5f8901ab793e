"""Build the package with its message catalogs compiled. All else stands in pyproject.toml."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithCatalogs(build_py):
    """Compile each catalog beside its source in what is built."""

    def run(self) -> None:
        """Build as always, then compile."""
        super().run()
        for file in Path(self.build_lib).rglob("*.po"):
            with file.open("rb") as old, file.with_suffix(".mo").open("wb") as new:
                write_mo(new, read_po(old, locale=file.parts[-3]))


setup(cmdclass={"build_py": BuildWithCatalogs})
