from longtable.places.tables.composition.urls import urlpatterns as composition
from longtable.places.tables.decisions.urls import urlpatterns as decisions
from longtable.places.tables.lists.urls import urlpatterns as lists
from longtable.places.tables.live.urls import urlpatterns as live
from longtable.places.tables.meetings.urls import urlpatterns as meetings
from longtable.places.tables.roles.urls import urlpatterns as roles
from longtable.places.tables.seating.urls import urlpatterns as seating
from longtable.places.tables.sending.urls import urlpatterns as sending

app_name = "tables"
urlpatterns = [*composition, *decisions, *lists, *live, *meetings, *roles, *seating, *sending]
