"""The addresses of what every page is made of: the stylesheet, and the gallery of components."""

from django.urls import path

from longtable.web.gallery import gallery
from longtable.web.stylesheet import stylesheet_view

urlpatterns = [
    path("components/", gallery, name="components"),
    path("components/<slug:hash>.css", stylesheet_view, name="stylesheet"),
]
