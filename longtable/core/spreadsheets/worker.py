"""What runs in the limited process: read one file, print plain JSON lines.

Started by `longtable.core.spreadsheets.limited` only. The first line of standard input is the
request, `{"what": "read" | "rows" | "cells", "path": …, …}`. Each answer is one line of JSON;
`{"cannot_read": …}` says why a file is refused, `{"bytes_read": …}` how far a large text is read.
"""

import json
import resource
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from longtable.core.spreadsheets import limits, wording
from longtable.core.spreadsheets.trouble import CannotRead

FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.system", "os.posix_spawn")


def main() -> int:
    """Limit this process, answer one request and leave."""
    _limit()
    request = json.loads(sys.stdin.readline())
    write = sys.stdout.write
    try:
        for answer in _answers(request):
            write(json.dumps(answer, separators=(",", ":"), ensure_ascii=True) + "\n")
        write('{"done":true}\n')
    except CannotRead as trouble:
        write(json.dumps({"cannot_read": str(trouble)}) + "\n")
    except MemoryError:
        write(json.dumps({"cannot_read": wording.TOO_LARGE}) + "\n")
    except Exception:
        # Where it failed goes to the error log of the caller; the file's content does not.
        sys.stdout.flush()
        traceback.print_tb(sys.exc_info()[2], file=sys.stderr)
        return 3
    sys.stdout.flush()
    return 0


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, _details: tuple[object, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"reading a spreadsheet needs no {event}")


def _answers(request: dict[str, Any]) -> Iterator[Any]:
    from longtable.core.spreadsheets.answers import answer

    return answer(request, Path(request["path"]), tell=_say_bytes_read)


def _say_bytes_read(bytes_read: int) -> None:
    sys.stdout.write(f'{{"bytes_read":{bytes_read}}}\n')
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
