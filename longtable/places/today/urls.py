from django.urls import URLPattern, URLResolver

app_name = "today"
urlpatterns: list[URLPattern | URLResolver] = []
