from django.urls import path

from longtable.places.tables.seating import seat, seats, setting_up, table, tables

urlpatterns = [
    path("", tables.tables, name="tables"),
    path("new/", setting_up.new, name="new"),
    path("<slug:table>/", table.table, name="table"),
    path("<slug:table>/change/", setting_up.change, name="change"),
    path("<slug:table>/end/", setting_up.end, name="end"),
    path("<slug:table>/seats/new/", seats.add, name="add_seat"),
    path("<slug:table>/seats/<int:number>/", seat.seat, name="seat"),
    path("<slug:table>/seats/<int:number>/change/", seats.change, name="change_seat"),
    path("<slug:table>/seats/<int:number>/end/", seats.end, name="end_seat"),
    path("<slug:table>/seats/<int:number>/hold/<slug:part>/", seat.hold, name="hold"),
    path("<slug:table>/seats/<int:number>/leave/<slug:part>/", seat.leave, name="leave"),
]
