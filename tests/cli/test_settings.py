"""What the command line, the person and the machine's administrator say, and who has the last word."""

import pytest

from assistant import config
from assistant.cli import main, parser


def test_a_model_named_before_the_verb_is_the_one_that_is_asked():
    assert parser.build().parse_args(["--model", "x/y", "ask", "hello"]).model == "x/y"
    assert parser.build().parse_args(["ask", "hello", "--model", "x/y"]).model == "x/y"
    assert parser.build().parse_args(["ask", "hello"]).model is None


def test_what_an_administrator_sets_binds(own_home, monkeypatch, tmp_path):
    system = tmp_path / "system.toml"
    system.write_text('company_policy = "/srv/policy.yaml"\nprofile = "strict"\nmodel = "a/b"\n')
    monkeypatch.setattr(config, "SYSTEM_FILE", system)
    own = own_home / "config"
    own.mkdir(parents=True)
    (own / config.FILE_NAME).write_text('profile = "individual"\nmodel = "c/d"\n')
    monkeypatch.setenv("HYGIE_COMPANY_POLICY", "/srv/other.yaml")
    settings = config.load({"profile": "individual"}).settings
    assert (settings.profile, settings.company_policy) == ("strict", "/srv/policy.yaml")
    assert settings.model == "c/d"


def test_a_restart_keeps_what_the_command_line_said(own_home):
    layered = config.load({"model": "x/y"})
    assert config.again(layered).settings.model == "x/y"
    assert config.flags(config.load()) == {}


def test_a_setting_is_set_and_the_rest_of_the_file_stays(own_home, capsys):
    own = own_home / "config"
    own.mkdir(parents=True)
    (own / config.FILE_NAME).write_text('# mine\nmodel = "c/d"\n')
    assert main(["config", "set", "enter", "send"]) == 0
    assert (own / config.FILE_NAME).read_text() == '# mine\nmodel = "c/d"\nenter = "send"\n'
    assert capsys.readouterr().out == 'enter = "send"\n'


def test_one_is_told_when_another_place_has_the_last_word(own_home, capsys, monkeypatch):
    monkeypatch.setenv("HYGIE_REVIEW", "never")
    assert main(["config", "set", "review", "always"]) == 0
    assert capsys.readouterr().err.startswith("hygie: HYGIE_REVIEW ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["langage", "fr"], "language"),
        (["language", "de"], "auto, fr, en"),
        (["zzz", "x"], "team_proxy"),
        (["keep_days", "douze"], "a number of days"),
        (["quiet_hours", "9"], "two times of day"),
        (["theme", "rose"], "rose-pine"),
        (["language"], "needed"),
        ([], "needed"),
    ],
)
def test_a_wrong_setting_is_refused_and_nothing_is_written(own_home, capsys, words, told):
    assert main(["config", "set", *words]) == 2
    assert told in capsys.readouterr().err
    assert not (own_home / "config" / config.FILE_NAME).exists()


@pytest.mark.parametrize(
    ("model", "told"),
    [("embedded", ""), ("openai/gpt-4.1", ""), ("openai/gpt-9", "no list"), ("team/x", "proxy")],
)
def test_a_model_that_may_yet_be_there_is_kept_and_told(own_home, capsys, model, told):
    assert main(["config", "set", "model", model]) == 0
    err = capsys.readouterr().err
    assert told in err
    assert bool(err) == bool(told)
    assert config.load().settings.model == model


def test_a_model_that_nobody_has_is_refused_with_the_nearest_names(own_home, capsys):
    assert main(["config", "set", "model", "gpt-4"]) == 3
    assert "openai/gpt-4.1" in capsys.readouterr().err
    assert not (own_home / "config" / config.FILE_NAME).exists()
