import pytest

from longtable.submissions.understanding.layout import Layout, NotALayout


def test_a_damaged_layout_is_refused():
    with pytest.raises(NotALayout):
        Layout.from_dict({"columns": [{"letter": "A", "name": "x", "use": "magic"}]})
