"""Faults in what the operator gives: one clear line, what to do, and the right exit code."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from made_command import osler
from osler.house.reading import NO_CORPUS, corpus
from osler.ingest.retractions import RetractionListError, read_retractions
from osler.settings import Settings, SettingsError, read_settings

TABLE = "OriginalPaperPubMedID,RetractionNature\r\n99000001,Retraction\r\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults")
    line = {
        "pmid": "99000061",
        "doi": "10.5555/Synthetic.61",
        "title": "Synthetic",
        "abstract": "Syntheticine lowers synthetic fever.",
    }
    (folder / "a.jsonl").write_text(json.dumps(line) + "\n")
    (folder / "a.xml").write_bytes(
        b'<document xmlns="urn:hl7-org:v3"><setId root="00000000-0000-4000-8000-00000000000a"/>'
        b'<versionNumber value="1"/><component><structuredBody><component><section>'
        b'<code code="34068-7"/><text>Take five.</text></section></component></structuredBody>'
        b"</component></document>"
    )
    (folder / "b.xml").write_bytes(
        b'<article article-type="research-article"><front><article-meta>'
        b'<article-id pub-id-type="pmc">99000062</article-id><title-group><article-title>Synthetic'
        b"</article-title></title-group></article-meta></front><body><p>Words.</p></body></article>"
    )
    done = osler(folder / "home", "ingest", str(folder))
    assert done.returncode == 0, done.stderr
    return folder / "home"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("pmid:99000061", "pubmed:99000061"),
        ("PMID: 99000061", "pubmed:99000061"),
        (" 99000061 ", "pubmed:99000061"),
        ("10.5555/synthetic.61", "pubmed:99000061"),
        ("doi:10.5555/Synthetic.61", "pubmed:99000061"),
        ("https://doi.org/10.5555/Synthetic.61", "pubmed:99000061"),
        ("00000000-0000-4000-8000-00000000000A", "label:00000000-0000-4000-8000-00000000000a:1"),
        ("pmc99000062", "pmc:PMC99000062"),
    ],
)
def test_a_document_is_found_however_it_is_named(home: Path, name: str, key: str) -> None:
    done = osler(home, "evidence", "show", name, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["header"]["key"] == key


BAD_LISTS = {
    "truncated.csv.gz": gzip.compress(TABLE.encode() * 100)[:-20],
    "binary": bytes(range(256)) * 10,
    "field.csv": (TABLE + '99000002,"' + "x" * 200_000 + '"\n').encode(),
    "header.csv": b"OriginalPaperPubMedID,Other\n1,x\n",
    "empty": b"",
}


@pytest.mark.parametrize("name", BAD_LISTS)
def test_a_list_that_cannot_be_read_is_one_clear_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD_LISTS[name])
    with pytest.raises(RetractionListError, match=name):
        read_retractions(tmp_path / name)


def test_a_truncated_list_is_no_interruption(home: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv.gz").write_bytes(BAD_LISTS["truncated.csv.gz"])
    done = osler(home, "evidence", "retracted", str(tmp_path / "t.csv.gz"))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Interrupted" not in done.stderr


def test_lines_may_end_as_on_an_old_mac(tmp_path: Path) -> None:
    (tmp_path / "mac.csv").write_bytes(TABLE.replace("\r\n", "\r").encode())
    (tmp_path / "bare").write_bytes(b"99000001\r99000002\r")
    mac, _ = read_retractions(tmp_path / "mac.csv")
    assert [each.target for each in mac] == ["pubmed:99000001"]
    assert read_retractions(tmp_path / "bare")[1] == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"generation": "x", "documents": 5}',
        b"[" * 100_000,
        b'{"generation": 1, "documents": {"spells": 1}, "current_to": null, "digest_only": false,'
        b'"vectors": false}',
    ],
)
def test_a_damaged_description_counts_as_none(tmp_path: Path, data: bytes) -> None:
    settings = Settings(tmp_path)
    settings.corpus.write_bytes(data)
    assert corpus(settings) == NO_CORPUS


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("OSLER_WIDTH", "abc", "a whole number from 20 to 400"),
        ("OSLER_DENSE", "perhaps", "true or false"),
        ("OSLER_STATEMENTS", "1.5", "from 1 to 20"),
    ],
)
def test_a_wrong_setting_is_named_alone(
    tmp_path: Path, name: str, value: str, allowed: str
) -> None:
    environment = {"OSLER_HOME": str(tmp_path), "OSLER_PASSAGES": "50", name: value}
    with pytest.raises(SettingsError) as caught:
        read_settings(environment)
    assert str(caught.value).startswith(f"{name}: ")
    assert allowed in str(caught.value)
    assert value in str(caught.value)
    assert "OSLER_HOME" not in str(caught.value)


def test_a_device_is_one_clear_line(home: Path) -> None:
    done = osler(home, "ingest", os.devnull)
    assert done.returncode == 1
    assert "device" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_doctor_names_damaged_files(home: Path) -> None:
    store = next((home / "index").rglob("*.store"))
    data = store.read_bytes()
    store.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
    done = osler(home, "doctor")
    store.write_bytes(data)
    assert done.returncode == 1
    assert "damaged" in done.stdout
    assert "osler index reset" in done.stdout
    assert "as it was written" in osler(home, "doctor").stdout
