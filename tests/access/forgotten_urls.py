"""One view whose author forgot to say who may use it: the planted fault of A01."""

from django.http import HttpResponse
from django.urls import path


def forgotten(request):
    return HttpResponse("open to all")


urlpatterns = [path("forgotten/", forgotten, name="forgotten")]
