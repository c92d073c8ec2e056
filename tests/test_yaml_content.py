"""YAML of others: values that are none of their tag's, code, and fields merged into millions."""

import json
import time

import pytest
import yaml

from assistant.errors import ConfigError
from assistant.yaml_content import content_of
from guards.detection.registry_adapter import registered
from guards.policy.cases import read_cases
from guards.policy.reading import parse
from proxy.settings import parsed

ODD = [
    "!!int ''", "!!float ''", "!!bool x", "!!timestamp x", "!!int 0b", "!!int 1:x", f"!!int '{'9' * 6000}'",
    "2024-99-99", "!!python/name:os.system", "!!python/object/apply:os.system [x]", "&a [*a]", "'\\ud800'", "!x y",
    '"\\UFFFFFFFF"', '"\\U00110000"', "[" * 3000,
]  # fmt: skip
MERGES = "a0: &a0 {k: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{','.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
)


@pytest.mark.parametrize("odd", [*ODD, MERGES.replace("\n", "\n  ")])
@pytest.mark.parametrize(
    "form", ["{}", "version: {}", "version: 1\nrules: [{}]", "recognizers:\n  {}"]
)
def test_odd_yaml_is_told_as_wrong_and_never_a_crash(tmp_path, odd, form):
    text, path = form.replace("{}", odd), tmp_path / "some.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    readers = (
        lambda: parse(path.read_bytes(), "some"), lambda: read_cases(path.read_bytes()),
        lambda: parsed(path), lambda: registered(path),
    )  # fmt: skip
    for read in readers:
        with pytest.raises(ConfigError):
            read()


def test_merges_that_grow_to_millions_are_stopped_soon():
    began = time.process_time()
    with pytest.raises(yaml.YAMLError):
        content_of(MERGES)
    assert time.process_time() - began < 2


def test_a_merge_as_people_write_it_is_read():
    said = content_of("base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  y: 3\n")
    assert json.dumps(said) == '{"base": {"x": 1, "y": 2}, "own": {"x": 1, "y": 3}}'
