"""Trains the judge: a cross-encoder that says whether sentences carry a claim.

Run as `python -m osler.evaluation.train_judge PAIRS.jsonl.gz PACK OUT.npz [SEED]` with PyTorch
installed, after `judge_pairs`. PACK is the encoder that training starts from (`inference.pack`).
Its word embeddings stay as they are; everything above them, and a small head, is trained. A GPU
of 2024 needs two minutes, two processors more than a day. Prints one line of figures an epoch, on
questions and documents kept apart by a hash, and writes the best epoch's tensors as float16.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found,unused-ignore]
from tokenizers import Tokenizer
from torch import nn  # type: ignore[import-not-found,unused-ignore]
from torch.nn import functional  # type: ignore[import-not-found,unused-ignore]

from osler.inference.pack import Architecture, Pack, pack_bytes, read_pack

LABELS = ("denies", "silent", "says")
SEED = 20261126
EPOCHS = 8
TOKENS = 32_768  # padded tokens of a batch
LENGTH = 320  # tokens of a pair; the premise is cut first
RATE = 8e-4
WARM = 0.06  # share of the steps over which the rate rises
DECAY = 0.01
DROPOUT = 0.1
SMOOTHING = 0.05
KEPT_APART = 20  # one claim in so many
REPEATED = 2  # times an epoch has the pairs of questions and reviews, which people wrote

Row = tuple[list[int], int, str]  # ids, label, where from


def _rows(path: Path, tokenizer: Any) -> tuple[list[Row], list[Row]]:
    """Pairs to train on and pairs kept apart: by premise, so that none is on both sides."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        pairs = [json.loads(line) for line in file]
    train: list[Row] = []
    apart: list[Row] = []
    premises = tokenizer.encode_batch([each["premise"] for each in pairs], add_special_tokens=False)
    claims = tokenizer.encode_batch([each["claim"] for each in pairs], add_special_tokens=False)
    for pair, premise, claim in zip(pairs, premises, claims, strict=True):
        hypothesis = claim.ids[: LENGTH // 2]
        room = LENGTH - len(hypothesis) - 4
        ids = [0, *premise.ids[:room], 2, 2, *hypothesis, 2]
        row = (ids, LABELS.index(pair["label"]), f"{pair['source']} {pair['way']}")
        digest = hashlib.sha256(pair["premise"].encode()).digest()
        if digest[0] % KEPT_APART == 0:
            apart.append(row)
        else:
            train += [row] * (REPEATED if pair["source"] in {"bioasq", "cochrane"} else 1)
    return train, apart


class _Layer(nn.Module):  # type: ignore[misc,unused-ignore]
    def __init__(self, shape: Architecture) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.ao = nn.Linear(shape.hidden, shape.hidden)
        self.aln = nn.LayerNorm(shape.hidden, shape.layer_norm_eps)
        self.f1 = nn.Linear(shape.hidden, shape.intermediate)
        self.f2 = nn.Linear(shape.intermediate, shape.hidden)
        self.fln = nn.LayerNorm(shape.hidden, shape.layer_norm_eps)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, hidden: Any, mask: Any) -> Any:
        batch, length, size = hidden.shape
        parts = self.qkv(hidden).view(batch, length, 3, self.heads, size // self.heads)
        query, key, value = (parts[:, :, at].transpose(1, 2) for at in range(3))
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = self.ao(mixed.transpose(1, 2).reshape(batch, length, size))
        hidden = self.aln(hidden + self.drop(attended))
        return self.fln(hidden + self.drop(self.f2(functional.gelu(self.f1(hidden)))))


class CrossEncoder(nn.Module):  # type: ignore[misc,unused-ignore]
    """The encoder of a pack with a head of three labels over its first token."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        shape = pack.architecture
        self.offset = shape.position_offset
        self.word = nn.Embedding(shape.vocab, shape.hidden)
        self.place = nn.Embedding(shape.max_positions, shape.hidden)
        self.emb_ln = nn.LayerNorm(shape.hidden, shape.layer_norm_eps)
        self.layers = nn.ModuleList(_Layer(shape) for _ in range(shape.layers))
        self.dense = nn.Linear(shape.hidden, shape.hidden)
        self.out = nn.Linear(shape.hidden, len(LABELS))
        self.drop = nn.Dropout(DROPOUT)
        held = self.named()
        for name, value in held.items():
            value.data.copy_(torch.from_numpy(_tensor(pack, name)))
        self.word.weight.requires_grad_(False)

    def named(self) -> dict[str, Any]:
        """This model's parameters by the names a pack uses."""
        found = {"word_emb": self.word.weight, "pos_emb": self.place.weight}
        found |= {"emb_ln.w": self.emb_ln.weight, "emb_ln.b": self.emb_ln.bias}
        for at, layer in enumerate(self.layers):
            for part in ("qkv", "ao", "aln", "f1", "f2", "fln"):
                module = getattr(layer, part)
                found[f"l{at}.{part}.w"] = module.weight
                found[f"l{at}.{part}.b"] = module.bias
        return found

    def trained(self) -> dict[str, np.ndarray[Any, Any]]:
        """Every tensor but the word embeddings, by name, as float16."""
        found = {name: value for name, value in self.named().items() if name != "word_emb"}
        for part in ("dense", "out"):
            found[f"{part}.w"] = getattr(self, part).weight
            found[f"{part}.b"] = getattr(self, part).bias
        return {name: value.detach().float().cpu().numpy().astype(np.float16)
                for name, value in found.items()}  # fmt: skip

    def forward(self, ids: Any, mask: Any) -> Any:
        places = mask.cumsum(1) * mask + self.offset - 1
        hidden = self.drop(self.emb_ln(self.word(ids) + self.place(places)))
        seen = mask[:, None, None, :].bool()
        for layer in self.layers:
            hidden = layer(hidden, seen)
        return self.out(self.drop(torch.tanh(self.dense(self.drop(hidden[:, 0])))))


def _tensor(pack: Pack, name: str) -> np.ndarray[Any, Any]:
    value = pack.tensors[name]
    if name == "pos_emb":  # type embeddings are the same for every token: folded in
        value = value + pack.tensors["type_emb"][0]
    return np.array(value, np.float32)


def _batches(rows: Sequence[Row], order: Sequence[int]) -> Iterator[list[int]]:
    """Places in groups of like length and at most `TOKENS` padded tokens."""
    for start in range(0, len(order), 8192):
        near = sorted(order[start : start + 8192], key=lambda at: len(rows[at][0]))
        batch: list[int] = []
        for at in near:
            if batch and (len(batch) + 1) * len(rows[at][0]) > TOKENS:
                yield batch
                batch = []
            batch.append(at)
        if batch:
            yield batch


def _padded(rows: Sequence[Row], batch: Sequence[int], device: str) -> tuple[Any, Any, Any]:
    longest = max(len(rows[at][0]) for at in batch)
    ids = np.ones((len(batch), longest), np.int64)
    mask = np.zeros((len(batch), longest), np.int64)
    for place, at in enumerate(batch):
        ids[place, : len(rows[at][0])] = rows[at][0]
        mask[place, : len(rows[at][0])] = 1
    labels = torch.tensor([rows[at][1] for at in batch], device=device)
    return torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device), labels


def train(pairs: Path, source: Path, out: Path, seed: int = SEED) -> None:
    """See the module."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(seed)
    pack = read_pack(pack_bytes(source))
    tokenizer = Tokenizer.from_str(pack.tokenizer.decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rows, apart = _rows(pairs, tokenizer)
    model = CrossEncoder(pack).to(device)
    chance = np.random.default_rng(seed)
    free = [value for value in model.parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(free, lr=RATE, weight_decay=DECAY)
    epochs = [
        list(_batches(rows, chance.permutation(len(rows)).tolist())) for _ in range(EPOCHS)
    ]  # fmt: skip
    total = sum(map(len, epochs))
    step, best = 0, 0.0
    for epoch, batches in enumerate(epochs):
        started, lost = time.monotonic(), 0.0
        model.train()
        for at in chance.permutation(len(batches)):
            rise = min(1.0, step / (WARM * total))
            fall = 0.5 * (1 + math.cos(math.pi * step / total))
            for group in optimiser.param_groups:
                group["lr"] = RATE * rise * fall
            ids, mask, labels = _padded(rows, batches[at], device)
            with torch.autocast(device, torch.bfloat16):
                loss = functional.cross_entropy(model(ids, mask).float(), labels,
                                                label_smoothing=SMOOTHING)  # fmt: skip
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(free, 1.0)
            optimiser.step()
            step += 1
            lost += float(loss.detach())
        balanced, told = _measured(model, apart, device)
        took = time.monotonic() - started
        print(
            f"epoch {epoch + 1}/{EPOCHS}: loss {lost / len(batches):.4f}, balanced accuracy "
            f"{balanced:.4f}, {took:.0f} s; {told}",
            flush=True,
        )
        if balanced > best:
            best = balanced
            np.savez(out, **model.trained())
    print(f"{len(rows):,} pairs, {len(apart):,} kept apart, best {best:.4f}, seed {seed}")


def _measured(model: Any, rows: Sequence[Row], device: str) -> tuple[float, str]:
    """Balanced accuracy of "says" against the rest, and the share right by where from."""
    model.eval()
    right: dict[str, list[bool]] = defaultdict(list)
    sides: dict[bool, list[bool]] = {True: [], False: []}
    with torch.no_grad():
        for batch in _batches(rows, range(len(rows))):
            ids, mask, labels = _padded(rows, batch, device)
            with torch.autocast(device, torch.bfloat16):
                said = (model(ids, mask).float().softmax(1)[:, 2] >= 0.5).tolist()
            for at, each, label in zip(batch, said, labels.tolist(), strict=True):
                right[rows[at][2]].append(each is (label == 2))
                sides[label == 2].append(each is (label == 2))
    balanced = sum(sum(side) / max(1, len(side)) for side in sides.values()) / 2
    told = ", ".join(f"{name} {sum(each) / len(each):.3f}" for name, each in sorted(right.items())
                     if name.split()[0] in {"bioasq", "cochrane"})  # fmt: skip
    return balanced, told


if __name__ == "__main__":
    train(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        Path(sys.argv[3]),
        int(sys.argv[4]) if sys.argv[4:] else SEED,
    )
