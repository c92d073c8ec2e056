"""Rules of the house that no type checker can see."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("assistant", "guards", "prompts", "knowledge", "tui", "proxy")
THIRD_PARTIES = "litellm|presidio_analyzer|presidio_anonymizer|spacy|chromadb|onnxruntime|httpx"


def modules():
    return [p for package in PACKAGES for p in sorted((ROOT / package).rglob("*.py"))]


def test_only_the_sealing_module_makes_safe_text():
    makers = [p.name for p in modules() if re.search(r"(?<!\w)Safe\(", p.read_text())]
    assert makers == ["sealing.py"]


def test_heavy_libraries_are_imported_by_adapters_only():
    pattern = re.compile(rf"^\s*(?:import|from) (?:{THIRD_PARTIES})\b", re.MULTILINE)
    typing_only = re.compile(r"if TYPE_CHECKING:\n(?:    .*\n)+")
    found = [
        str(p.relative_to(ROOT))
        for p in modules()
        if not p.stem.endswith("_adapter") and pattern.search(typing_only.sub("", p.read_text()))
    ]
    assert found == []


def test_no_module_is_longer_than_four_hundred_lines():
    assert [p.name for p in modules() if len(p.read_text().splitlines()) > 400] == []


def test_no_module_has_a_name_that_says_nothing():
    drawers = {"utils.py", "util.py", "helpers.py", "helper.py", "manager.py", "misc.py"}
    assert [p.name for p in modules() if p.name in drawers] == []


def test_the_locks_hold_no_download_address():
    texts = [p.read_text() for p in (ROOT / "requirements").glob("*.txt")]
    assert texts
    assert not any("://" in text or "--index-url" in text for text in texts)


def test_lists_of_others_are_named_in_the_notice_that_goes_with_the_wheel():
    lists = (ROOT / "guards/detection/data").glob("*.txt")
    foreign = [
        p.name for p in lists if re.search(r"^#.*(?:Sources?:|WordNet)", p.read_text(), re.M)
    ]
    notice = (ROOT / "NOTICE").read_text()
    assert len(foreign) >= 4 and [name for name in foreign if name not in notice] == []
    assert 'license-files = ["LICENSE", "NOTICE"]' in (ROOT / "pyproject.toml").read_text()
