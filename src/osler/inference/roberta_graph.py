"""A RoBERTa-like encoder as an ONNX graph, from plain tensors.

Needs the `onnx` package, which is no dependency of Osler: only converting a model needs it.
Inputs `input_ids` and `attention_mask`, int64 (batch, length); output `last_hidden_state`,
float32 (batch, length, hidden). Post-layer-norm transformer with exact GELU, as in
"RoBERTa: A Robustly Optimized BERT Pretraining Approach" (2019). Tensor names are those of
`osler.inference.pack`: rows of a weight are outputs; `qkv` stacks query, key and value.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from osler.inference.pack import Architecture

_OPSET = 17
_IR = 8
_MASKED = -1e9  # added to the score of padding before softmax


def roberta_graph(architecture: Architecture, tensors: Mapping[str, NDArray[np.float32]]) -> bytes:
    """The serialised model. A missing tensor is a `KeyError`."""
    graph = _Graph(architecture, tensors)
    graph.node("Identity", graph.encoded(), output="last_hidden_state")
    made = graph.model({"last_hidden_state": ["batch", "length", architecture.hidden]})
    return bytes(made.SerializeToString())


def pair_graph(
    architecture: Architecture, tensors: Mapping[str, NDArray[np.float32]]
) -> onnx.ModelProto:
    """The same encoder with a head over its first token (`dense`, tanh, `out`): output `chances`,
    float32 (batch, labels), rows that sum to one.
    """
    graph = _Graph(architecture, tensors)
    hidden = graph.encoded()
    first = graph.node("Gather", hidden, graph.constant("first", np.array(0, np.int64)), axis=1)
    raised = graph.node("Tanh", graph.linear("dense", first))
    graph.node("Softmax", graph.linear("out", raised), output="chances", axis=-1)
    return graph.model({"chances": ["batch", len(tensors["out.b"])]})


class _Graph:
    """Nodes and weights as they are added; each method returns the name of its output."""

    def __init__(
        self, architecture: Architecture, tensors: Mapping[str, NDArray[np.float32]]
    ) -> None:
        self.architecture = architecture
        self.tensors = tensors
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}

    def node(self, kind: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        name = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.weights[name] = numpy_helper.from_array(np.array(value, order="C"), name)
        return name

    def encoded(self) -> str:
        """Every layer over the embeddings: (batch, length, hidden)."""
        hidden, mask = self.embedded(), self.mask()
        for layer in range(self.architecture.layers):
            hidden = self.layer(f"l{layer}", hidden, mask)
        return hidden

    def embedded(self) -> str:
        """Word, position and type embeddings, normalised. Padding counts no positions."""
        words = self.node("Gather", self.constant("word", self.tensors["word_emb"]), "input_ids")
        axis = self.constant("axis", np.array(1, np.int64))
        counted = self.node("CumSum", "attention_mask", axis)
        kept = self.node("Mul", counted, "attention_mask")
        offset = self.architecture.position_offset - 1
        places = self.node("Add", kept, self.constant("offset", np.array(offset, np.int64)))
        table = self.constant("position", self.tensors["pos_emb"] + self.tensors["type_emb"][0])
        return self.norm("emb_ln", self.node("Add", words, self.node("Gather", table, places)))

    def mask(self) -> str:
        """(batch, 1, 1, length): 0 for tokens, very negative for padding."""
        real = self.node("Cast", "attention_mask", to=TensorProto.FLOAT)
        lack = self.node("Sub", self.constant("one", np.array(1, np.float32)), real)
        scaled = self.node("Mul", lack, self.constant("masked", np.array(_MASKED, np.float32)))
        return self.node("Unsqueeze", scaled, self.constant("axes", np.array([1, 2], np.int64)))

    def layer(self, name: str, hidden: str, mask: str) -> str:
        attended = self.linear(f"{name}.ao", self.attention(name, hidden, mask))
        hidden = self.norm(f"{name}.aln", self.node("Add", hidden, attended))
        widened = self.gelu(self.linear(f"{name}.f1", hidden))
        return self.norm(
            f"{name}.fln", self.node("Add", hidden, self.linear(f"{name}.f2", widened))
        )

    def attention(self, name: str, hidden: str, mask: str) -> str:
        heads = self.architecture.heads
        size = self.architecture.hidden // heads
        stacked = self.linear(f"{name}.qkv", hidden)
        shape = self.constant("split", np.array([0, 0, 3, heads, size], np.int64))
        parts = self.node("Reshape", stacked, shape)
        query, key, value = (
            self.node("Gather", parts, self.constant(f"part{at}", np.array(at, np.int64)), axis=2)
            for at in range(3)
        )
        query = self.node("Transpose", query, perm=[0, 2, 1, 3])
        key = self.node("Transpose", key, perm=[0, 2, 3, 1])
        value = self.node("Transpose", value, perm=[0, 2, 1, 3])
        scale = self.constant("scale", np.array(1 / math.sqrt(size), np.float32))
        scores = self.node("Mul", self.node("MatMul", query, key), scale)
        weights = self.node("Softmax", self.node("Add", scores, mask), axis=-1)
        mixed = self.node("Transpose", self.node("MatMul", weights, value), perm=[0, 2, 1, 3])
        flat = self.constant("flat", np.array([0, 0, self.architecture.hidden], np.int64))
        return self.node("Reshape", mixed, flat)

    def linear(self, name: str, value: str) -> str:
        weight = self.constant(f"{name}.w", self.tensors[f"{name}.w"].T)
        bias = self.constant(f"{name}.b", self.tensors[f"{name}.b"])
        return self.node("Add", self.node("MatMul", value, weight), bias)

    def norm(self, name: str, value: str) -> str:
        return self.node(
            "LayerNormalization",
            value,
            self.constant(f"{name}.w", self.tensors[f"{name}.w"]),
            self.constant(f"{name}.b", self.tensors[f"{name}.b"]),
            axis=-1,
            epsilon=self.architecture.layer_norm_eps,
        )

    def gelu(self, value: str) -> str:
        root = self.constant("root", np.array(math.sqrt(2), np.float32))
        bent = self.node("Erf", self.node("Div", value, root))
        raised = self.node("Add", bent, self.constant("one", np.array(1, np.float32)))
        half = self.constant("half", np.array(0.5, np.float32))
        return self.node("Mul", self.node("Mul", value, raised), half)

    def model(self, outputs: Mapping[str, Sequence[int | str]]) -> onnx.ModelProto:
        """The graph with its outputs' names and shapes, checked."""
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
                for name in ("input_ids", "attention_mask")
            ],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))
                for name, shape in outputs.items()
            ],
            list(self.weights.values()),
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)])
        made.ir_version = _IR
        onnx.checker.check_model(made)
        return made
