"""Installing encoders: from folders, packs, wheels and a hub on loopback."""

from __future__ import annotations

import hashlib
import json
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from osler.inference import model_store
from osler.inference.download import download
from osler.inference.faults import ModelRefused, ModelUnavailable, ModelUnreadable
from osler.inference.model_store import install, installed, load, load_judge

pytest.importorskip("onnx", reason="onnx is not installed")

REVISION = "a" * 40
MODEL = b"synthetic model " * 100_000


@dataclass
class Hub:
    """A hub on loopback; `cut` ends the next large answer after that many bytes."""

    address: str
    files: dict[str, bytes]
    cut: int | None = None
    ranges: list[str | None] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"{self.address}/synthetic/tiny/resolve/{REVISION}"


@pytest.fixture
def hub() -> Iterator[Hub]:
    made = Hub("", {})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.removeprefix(f"/synthetic/tiny/resolve/{REVISION}/")
            data = made.files.get(name)
            if data is None:
                self.send_error(404)
                return
            wanted = self.headers.get("Range")
            made.ranges.append(wanted)
            start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
            if start >= len(data):
                self.send_error(416)
                return
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            end = len(data) if made.cut is None else made.cut
            self.wfile.write(data[start:end])

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    made.files.update(
        {
            "onnx/model.onnx": MODEL,
            "tokenizer.json": b"{}",
            "config.json": b'{"hidden_size": 32, "max_position_embeddings": 514}',
            "1_Pooling/config.json": b'{"pooling_mode_cls_token": true}',
        }
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_nothing_installed(tmp_path: Path) -> None:
    assert installed(tmp_path) is None
    assert load(tmp_path) is None


def test_hub_revision_with_its_hash(hub: Hub, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    made = install(hub.base, tmp_path, sha(MODEL), lambda *each: seen.append(each))
    card = made.card
    assert (card.dimension, card.pooling, card.max_length, card.revision, card.sha256) == (
        32, "cls", 512, REVISION, sha(MODEL),
    )  # fmt: skip
    assert (made.folder / "model.onnx").read_bytes() == MODEL
    assert installed(tmp_path) == made
    assert seen[-1] == (len(MODEL), len(MODEL))


def test_without_a_pooling_file_the_mean_is_taken(hub: Hub, tmp_path: Path) -> None:
    del hub.files["1_Pooling/config.json"]
    assert install(hub.base, tmp_path, sha(MODEL)).card.pooling == "mean"


def test_wrong_hash_is_refused_and_leaves_the_old_model(hub: Hub, tmp_path: Path) -> None:
    made = install(hub.base, tmp_path, sha(MODEL))
    with pytest.raises(ModelRefused, match="SHA-256"):
        install(hub.base, tmp_path, sha(b"other"))
    assert installed(tmp_path) == made
    assert not list((tmp_path / "models").glob(".installing*"))
    assert not list((tmp_path / "models").glob("*.part"))


@pytest.mark.parametrize("pinned", [True, False])
def test_unpinned_sources_are_refused(hub: Hub, tmp_path: Path, pinned: bool) -> None:
    source = hub.base if pinned else hub.base.replace(REVISION, "main")
    with pytest.raises(ModelRefused, match="pinned"):
        install(source, tmp_path, None if pinned else sha(MODEL))
    assert hub.ranges == []


def test_interrupted_fetch_is_continued(hub: Hub, tmp_path: Path) -> None:
    hub.cut = 500_000
    with pytest.raises(ModelUnavailable):
        install(hub.base, tmp_path, sha(MODEL))
    hub.cut = None
    assert install(hub.base, tmp_path, sha(MODEL)).card.sha256 == sha(MODEL)
    assert hub.ranges[:2] == [None, "bytes=500000-"]


def test_a_whole_part_is_not_fetched_again(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "m.part").write_bytes(MODEL)
    url = f"{hub.base}/onnx/model.onnx"
    assert download(url, tmp_path / "m", sha256=sha(MODEL), limit=1 << 30) == sha(MODEL)


def test_too_large_is_refused(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="at most 1000"):
        download(f"{hub.base}/onnx/model.onnx", tmp_path / "m", sha256=None, limit=1000)


@pytest.mark.parametrize("url", ["http://example.org/x", "file:///etc/hosts", "ftp://a/b"])
def test_only_https(url: str, tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="https"):
        download(url, tmp_path / "m", sha256=None, limit=1)


def test_missing_file_is_unavailable(hub: Hub, tmp_path: Path) -> None:
    del hub.files["tokenizer.json"]
    with pytest.raises(ModelUnavailable, match="404"):
        install(hub.base, tmp_path, sha(MODEL))


def test_pack_wheel_and_installed_folder_give_the_same_model(tiny, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    wheel = tmp_path / "tiny-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(tiny.path, "tiny/packs/tiny.hmsemb")
    one = install(str(tiny.path), tmp_path / "one", sha(tiny.path.read_bytes()))
    two = install(str(wheel), tmp_path / "two")
    three = install(str(one.folder), tmp_path / "three", one.card.sha256)
    assert one.card == two.card == three.card


def test_pack_of_another_hash_is_refused(tiny, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ModelRefused):
        install(str(tiny.path), tmp_path, sha(b"other"))


def test_unknown_sources(tmp_path: Path) -> None:
    for source in (tmp_path / "none", tmp_path / "none.whl", tmp_path):
        with pytest.raises(ModelUnreadable):
            install(str(source), tmp_path / "home")


def test_damaged_model_is_a_clear_fault(hub: Hub, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    install(hub.base, tmp_path, sha(MODEL))
    with pytest.raises(ModelUnreadable, match="cannot be loaded"):
        load(tmp_path)
    (tmp_path / "models" / "encoder").write_text("gone")
    with pytest.raises(ModelUnreadable):
        installed(tmp_path)


def test_missing_extra_says_what_to_install(
    tiny,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    install(str(tiny.path), tmp_path)

    def absent(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(model_store.importlib, "import_module", absent)
    with pytest.raises(ModelUnavailable, match=r"osler\[dense\]"):
        load(tmp_path)


def judge_folder(place: Path, labels: dict[str, str]) -> Path:
    place.mkdir()
    (place / "model.onnx").write_bytes(MODEL)
    (place / "tokenizer.json").write_text("{}")
    (place / "config.json").write_text(json.dumps({"hidden_size": 8, "id2label": labels}))
    return place


def test_a_judge_that_cannot_be_run_is_not_put_in_use(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    labels = {"0": "CONTRADICTION", "1": "NEUTRAL", "2": "ENTAILMENT"}
    with pytest.raises(ModelUnreadable, match="cannot be loaded"):
        install(str(judge_folder(tmp_path / "nli", labels)), tmp_path / "home", role="judge")
    assert load_judge(tmp_path / "home") is None


def test_no_judge_but_by_its_labels(tmp_path: Path) -> None:
    named = judge_folder(tmp_path / "nli", {"0": "entailment", "1": "not_entailment"})
    with pytest.raises(ModelRefused, match="--judge"):
        install(str(named), tmp_path / "home")
    feelings = judge_folder(tmp_path / "feelings", {"0": "POSITIVE", "1": "NEGATIVE"})
    with pytest.raises(ModelRefused, match="no entailment model"):
        install(str(feelings), tmp_path / "home", role="judge")
    assert installed(tmp_path / "home", "judge") is None
    assert load_judge(tmp_path / "home") is None
