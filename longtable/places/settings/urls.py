from django.urls import include, path

from longtable.places.settings import first_steps, initiative_, mail, organizations, people, record_
from longtable.places.settings.lists import urls as lists_urls

app_name = "settings"
urlpatterns = [
    path("", first_steps.first_steps, name="first_steps"),
    path("initiative/", initiative_.initiative_, name="initiative"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/remove/", people.remove, name="remove_person"),
    path("invitations/<int:pk>/withdraw/", people.withdraw, name="withdraw_invitation"),
    path("organizations.csv", organizations.organizations_file, name="organizations_file"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/<int:pk>/", organizations.organization, name="organization"),
    path("organizations/<int:pk>/remove/", organizations.remove, name="remove_organization"),
    path("mail/", mail.mail, name="mail"),
    path("mail/test/", mail.test, name="test_mail"),
    path("mail/server/", mail.server, name="mail_server"),
    path("", include(lists_urls)),
    path("record/", record_.record_, name="record"),
]
