"""Addresses that a code opens: short enough for a poster."""

from django.urls import path

from longtable.places.tables.live import far

app_name = "far"
urlpatterns = [path("<slug:code>/", far.far, name="meeting")]
