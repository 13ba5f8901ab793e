from django.urls import path

from longtable.places.tables.days import DAY
from longtable.places.tables.meetings import (
    access,
    after,
    calendar,
    changing,
    item,
    keeping_up,
    meeting,
    meetings,
    parking,
    series,
    shelf,
    tensions,
)

_ALL = "<slug:table>/meetings/"
_ONE = f"{_ALL}{DAY}/"
urlpatterns = [
    path("me/people/", keeping_up.keeping_up, name="keeping_up"),
    path("me/people/<int:pk>/done/", keeping_up.done, name="finish_note"),
    path("<slug:table>/tensions/", tensions.tensions, name="tensions"),
    path("<slug:table>/tensions/<int:pk>/", tensions.tension, name="tension"),
    path("meetings/shelf/", shelf.shelf, name="shelf"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("feeds/<str:code>.ics", calendar.feed, name="calendar_feed"),
    path("feeds/<str:code>/<slug:table>.ics", calendar.feed, name="table_feed"),
    path(_ALL, meetings.meetings, name="meetings"),
    path(f"{_ALL}series/", series.new_series, name="new_series"),
    path(f"{_ALL}series/<int:pk>/", series.series, name="series"),
    path(f"{_ALL}series/<int:pk>/plan/", series.plan, name="plan_meetings"),
    path(f"{_ALL}series/<int:pk>/end/", series.end, name="end_series"),
    path(f"{_ALL}series/<int:pk>/park/", parking.park, name="park"),
    path(f"{_ALL}parked/<int:pk>/", parking.parked, name="parked"),
    path(_ONE, meeting.meeting, name="meeting"),
    path(f"{_ONE}change/", changing.change, name="change_meeting"),
    path(f"{_ONE}move/", changing.move, name="move_meeting"),
    path(f"{_ONE}call-off/", changing.call_off, name="call_off_meeting"),
    path(f"{_ONE}items/<int:pk>/", item.item, name="item"),
    path(f"{_ONE}items/<int:pk>/do/", item.do, name="item_do"),
    path(f"{_ONE}invite/", calendar.invite, name="invite_to_meeting"),
    path(f"{_ONE}due/", meeting.take_in, name="take_in"),
    path(f"{_ONE}after/", after.after, name="after"),
    path(f"{_ONE}after/write/", after.write, name="write_after"),
    path(f"{_ONE}minutes/", after.minutes, name="minutes"),
    path(f"{_ONE}minutes.pdf", after.minutes_pdf, name="minutes_pdf"),
    path(f"{_ONE}minutes/edit/", after.edit_minutes, name="edit_minutes"),
    path(f"{_ONE}notes/<slug:language>/", after.edit_note, name="edit_note"),
    path(f"{_ONE}access/", access.access, name="access"),
    path(f"{_ONE}access/<int:pk>/", access.delivered, name="delivered"),
]
