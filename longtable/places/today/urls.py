from django.urls import path

from longtable.places.today import credits_, front, joining, me, search, start, today

app_name = "today"
urlpatterns = [
    path("", front.front, name="front"),
    path("start/", start.start, name="start"),
    path("join/first/<str:code>/", joining.first, name="first"),
    path("join/<str:code>/", joining.join, name="join"),
    path("accounts/me/", me.me, name="me"),
    path("credits/", credits_.all_credits, name="all_credits"),
    path("<slug:initiative>/credits/", credits_.credits_, name="credits"),
    path("<slug:initiative>/today/", today.today, name="today"),
    path("<slug:initiative>/search/", search.search, name="search"),
]
