"""One stylesheet out of the small ones, at an address that changes with its content."""

import gzip
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static

from longtable.web.access import public

FOLDER = Path(__file__).parent / "static" / "web"
# Tokens first, then native elements and the frame; the layers keep components above them.
FIRST = ("tokens.css", "base.css", "frame.css")


@lru_cache(maxsize=1)
def stylesheet() -> tuple[str, str]:
    """Return the hash (16 hex digits) and the text of the whole stylesheet.

    Rules of single screens, from `screens/`, come last.
    """
    files = [FOLDER / name for name in FIRST]
    files += sorted((FOLDER / "components").glob("*.css")) + sorted(FOLDER.glob("screens/*.css"))
    text = "@layer tokens,base,components,screens;\n" + "\n".join(_smaller(file) for file in files)
    text = re.sub(r'url\("(fonts/[^"]+)"\)', lambda found: f'url("{_address(found[1])}")', text)
    return sha256(text.encode()).hexdigest()[:16], text


@public
def stylesheet_view(request: HttpRequest, hash: str) -> HttpResponse:  # noqa: A002 - as the address says
    """Serve the stylesheet; browsers keep it for a year, since its address is its content."""
    if hash != stylesheet()[0]:
        raise Http404
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        _packed() if packed else stylesheet()[1], content_type="text/css; charset=utf-8"
    )
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@lru_cache(maxsize=1)
def _packed() -> bytes:
    """Return the stylesheet compressed: it holds no secret that its length could betray."""
    return gzip.compress(stylesheet()[1].encode(), mtime=0)


def _address(name: str) -> str:
    return static(f"web/{name}")


def _smaller(file: Path) -> str:
    """Return a file's rules without comments and needless white space."""
    text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", text).strip()
