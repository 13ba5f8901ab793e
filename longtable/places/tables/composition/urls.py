from django.urls import path

from longtable.places.tables.composition import (
    composition,
    leadership,
    myself,
    planning,
    populations,
    rules,
)

_HERE = "composition/"
_RULES = "<slug:table>/composition/"

urlpatterns = [
    path(_HERE, composition.composition, name="composition"),
    path(_HERE + "count/", composition.count, name="count_composition"),
    path(_HERE + "me/", myself.myself, name="myself"),
    path(_HERE + "me/forget/", myself.forget, name="forget_myself"),
    path(_HERE + "leadership/", leadership.leadership, name="leadership"),
    path(_HERE + "leadership/forget/", leadership.forget, name="forget_leadership"),
    path(_HERE + "populations/", populations.populations, name="populations"),
    path(_HERE + "populations/new/<slug:code>/", populations.new, name="new_population"),
    path(_HERE + "populations/<int:pk>/", populations.change, name="population"),
    path(_HERE + "populations/<int:pk>/retire/", populations.retire, name="retire_population"),
    path(_RULES, rules.add, name="rules"),
    path(_RULES + "<int:pk>/", rules.change, name="rule"),
    path(_RULES + "<int:pk>/end/", rules.end, name="end_rule"),
    path(_RULES + "<int:pk>/plan/", planning.plan, name="plan_rule"),
]
