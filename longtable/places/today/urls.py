from django.urls import path

from longtable.places.today import (
    asked,
    credits_,
    digest,
    forgetting,
    front,
    joining,
    mail,
    me,
    organization,
    search,
    sessions,
    start,
    stopping,
    today,
    welcome,
)

app_name = "today"
urlpatterns = [
    path("", front.front, name="front"),
    path("start/", start.start, name="start"),
    path("join/first/<str:code>/", joining.first, name="first"),
    path("join/<str:code>/", joining.join, name="join"),
    path("accounts/me/", me.me, name="me"),
    path("accounts/me/forget/", forgetting.forget, name="forget"),
    path("accounts/me/sessions/", sessions.sessions, name="sessions"),
    path("credits/", credits_.all_credits, name="all_credits"),
    path("<slug:initiative>/credits/", credits_.credits_, name="credits"),
    path("<slug:initiative>/today/", today.today, name="today"),
    path("<slug:initiative>/today/asked/", asked.asked, name="asked"),
    path("<slug:initiative>/today/organization/", organization.organization, name="organization"),
    path("<slug:initiative>/today/welcome/", welcome.welcome, name="welcome"),
    path("<slug:initiative>/today/welcome/done/", welcome.welcomed, name="welcomed"),
    path("<slug:initiative>/today/reach/", welcome.reach, name="reach"),
    path("<slug:initiative>/today/digest/", digest.digest, name="digest"),
    path("<slug:initiative>/today/mail/", mail.mail, name="mail"),
    path("<slug:initiative>/today/stop/<str:code>/", stopping.stop, name="stop"),
    path("<slug:initiative>/today/stop/<str:code>/now/", stopping.at_once, name="stop_at_once"),
    path("<slug:initiative>/search/", search.search, name="search"),
]
