from longtable.places.measures.definitions.urls import urlpatterns as definitions
from longtable.places.measures.desk.urls import urlpatterns as desk
from longtable.places.measures.public.urls import urlpatterns as public
from longtable.places.measures.releases.urls import urlpatterns as releases

app_name = "measures"
urlpatterns = [*desk, *releases, *definitions, *public]
