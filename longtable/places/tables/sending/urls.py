from django.urls import path

from longtable.places.tables.sending import sending

urlpatterns = [path("<slug:table>/send/", sending.send, name="send")]
