from django.urls import path

from longtable.places.tables.days import DAY
from longtable.places.tables.live import cockpit, room, tapping

_HERE = f"<slug:table>/meetings/{DAY}"
urlpatterns: list[object] = [
    path(f"{_HERE}/live/", cockpit.cockpit, name="live"),
    path(f"{_HERE}/live/taps/", tapping.tap, name="tap"),
    path(f"{_HERE}/live/state/", cockpit.state, name="live_state"),
    path(f"{_HERE}/live/worker.js", cockpit.worker, name="live_worker"),
    path(f"{_HERE}/room/", room.room, name="room"),
]
