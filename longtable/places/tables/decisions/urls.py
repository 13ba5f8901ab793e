from django.urls import URLPattern, URLResolver, path

from longtable.places.tables.decisions import answering, closing, decision, log, preparing

_TABLE = "<slug:table>/decisions/"
_ONE = _TABLE + "<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("decisions/", log.decisions, name="decisions"),
    path(_TABLE, log.table_decisions, name="table_decisions"),
    path(_TABLE + "prepare/", preparing.prepare, name="prepare_decision"),
    path(_ONE, decision.decision, name="decision"),
    path(_ONE + "change/", preparing.change, name="change_decision"),
    path(_ONE + "open/", closing.open_, name="open_decision"),
    path(_ONE + "answer/", answering.answer, name="answer"),
    path(_ONE + "enter/", answering.enter, name="enter_answer"),
    path(_ONE + "objections/<int:pk>/", answering.meet, name="meet_objection"),
    path(_ONE + "close/", closing.close, name="close_decision"),
    path(_ONE + "publish/", closing.publish, name="publish_decision"),
    path(_ONE + "withdraw/", closing.withdraw, name="withdraw_decision"),
]
