from django.urls import URLPattern, URLResolver, path

from longtable.places.measures.releases import check, deciding, history, preparing

_ONE = "measures/<slug:code>/release/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_ONE, history.releases, name="releases"),
    path(_ONE + "prepare/", preparing.prepare, name="prepare"),
    path(_ONE + "check/", check.release_check, name="release_check"),
    path(_ONE + "check/witnesses.csv", check.witnesses, name="witnesses"),
    path(_ONE + "check/again/", preparing.prepare_again, name="prepare_again"),
    path(_ONE + "check/approve/", deciding.approve, name="approve"),
    path(_ONE + "check/discard/", deciding.discard, name="discard_release"),
    path(_ONE + "<int:number>/withdraw/", deciding.withdraw, name="withdraw"),
]
