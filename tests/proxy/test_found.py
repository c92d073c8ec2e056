"""The models that a proxy without a file offers."""

from proxy import found


def test_the_models_of_this_machine_have_the_names_that_hygie_shows(monkeypatch):
    monkeypatch.setattr(found, "installed", lambda _weights: True)
    (own,) = found._embedded()
    short = own.models["hygie"]
    assert own.models == {f"hygie/{short}": short, short: short, "hygie": short}
