"""What belongs to the whole installation, under `/admin/`."""

from django.urls import path

from longtable.places.settings import backups

app_name = "installation"
urlpatterns = [path("backups/", backups.backups, name="backups")]
