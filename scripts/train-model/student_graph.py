"""The student as an ONNX graph for one window of tokens, in float or with 8-bit weights.

Input `ids` int32 [tokens], `[CLS]` and `[SEP]` included, at most 256; outputs `vector` float32 [dimensions], of
length 1, and `description` uint8, constant: what a reader must know, as UTF-8 JSON. One text at a time: a batch would have to be padded, and where activations are rounded to 8 bits
by the largest of a tensor, a text's vector would depend on its neighbours.
"""

from __future__ import annotations

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from encoder import EPSILON, HEADS, MAX_TOKENS, WIDTH, Encoder
from model_file import quantise

OPSET = 20

class Graph:
    """Collects nodes and initializers; each method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []
        self._number = 0

    def constant(self, array: np.ndarray, name: str | None = None) -> str:
        name = name or self._name("constant")
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, *inputs: str, output: str | None = None, **attributes: object) -> str:
        output = output or self._name(kind.lower())
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))
        return output

    def split(self, source: str, parts: int, axis: int) -> list[str]:
        outputs = [self._name("part") for _ in range(parts)]
        self.nodes.append(helper.make_node("Split", [source], outputs, axis=axis, num_outputs=parts))
        return outputs

    def _name(self, kind: str) -> str:
        self._number += 1
        return f"{kind}_{self._number}"


def student_graph(encoder: Encoder, description: dict[str, object]) -> onnx.ModelProto:
    """In float, but for the word embeddings: those are rounded to 8 bits, one scale a row."""
    graph = Graph()
    weights = {name: tensor.detach().numpy() for name, tensor in encoder.state_dict().items()}
    rows, scales = quantise(weights["words.weight"])
    # Only the rows that are needed are turned into floats, so that the table stays small in memory.
    picked = graph.node("Cast", graph.node("Gather", graph.constant(rows, "words"), "ids"), to=TensorProto.FLOAT)
    picked_scales = graph.node("Gather", graph.constant(scales[:, None], "word_scales"), "ids")
    states = graph.node("Mul", picked, picked_scales)
    if "expand.weight" in weights:
        states = graph.node("MatMul", states, graph.constant(weights["expand.weight"].T, "expand"))
    count = graph.node("Shape", "ids")
    zero, one = graph.constant(np.array([0])), graph.constant(np.array([1]))
    places = graph.node("Slice", graph.constant(weights["places"].astype(np.float16), "places"), zero, count, zero, one)
    places = graph.node("Cast", places, to=TensorProto.FLOAT)
    states = norm(graph, graph.node("Add", states, places), weights, "norm")
    for number in range(len(encoder.layers)):
        states = layer(graph, states, weights, f"layers.{number}.")
    mean = graph.node("ReduceMean", states, zero, keepdims=1)
    turned = graph.node("MatMul", mean, graph.constant(weights["turn.weight"].T, "turn"))
    flat = graph.node("Reshape", turned, graph.constant(np.array([-1])))
    graph.node("LpNormalization", flat, axis=0, p=2, output="vector")
    text = json.dumps(description, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    graph.constant(np.frombuffer(text, dtype=np.uint8), "description")
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "student",
            [helper.make_tensor_value_info("ids", TensorProto.INT32, ["tokens"])],
            [
                helper.make_tensor_value_info("vector", TensorProto.FLOAT, [encoder.shape.dimensions]),
                helper.make_tensor_value_info("description", TensorProto.UINT8, [len(text)]),
            ],
            graph.initializers,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        # What the runtimes of 2024 read.
        ir_version=9,
        producer_name="sitecite",
    )
    onnx.checker.check_model(model)
    return model


def linear(graph: Graph, states: str, weights: dict[str, np.ndarray], name: str) -> str:
    product = graph.node("MatMul", states, graph.constant(weights[f"{name}.weight"].T, f"{name}.weight"))
    return graph.node("Add", product, graph.constant(weights[f"{name}.bias"], f"{name}.bias"))


def norm(graph: Graph, states: str, weights: dict[str, np.ndarray], name: str) -> str:
    scale = graph.constant(weights[f"{name}.weight"], f"{name}.scale")
    return graph.node(
        "LayerNormalization", states, scale, graph.constant(weights[f"{name}.bias"], f"{name}.shift"), epsilon=EPSILON
    )


def layer(graph: Graph, states: str, weights: dict[str, np.ndarray], prefix: str) -> str:
    heads = graph.constant(np.array([-1, HEADS, WIDTH // HEADS]))
    query, key, value = (
        graph.node("Reshape", part, heads)
        for part in graph.split(linear(graph, states, weights, f"{prefix}attend"), 3, axis=1)
    )
    # [heads, tokens, width of a head]; the key the other way round.
    query = graph.node("Transpose", query, perm=[1, 0, 2])
    key = graph.node("Transpose", key, perm=[1, 2, 0])
    value = graph.node("Transpose", value, perm=[1, 0, 2])
    scale = graph.constant(np.array(1 / np.sqrt(WIDTH // HEADS), dtype=np.float32))
    attention = graph.node("Softmax", graph.node("Mul", graph.node("MatMul", query, key), scale), axis=-1)
    seen = graph.node("Transpose", graph.node("MatMul", attention, value), perm=[1, 0, 2])
    seen = graph.node("Reshape", seen, graph.constant(np.array([-1, WIDTH])))
    states = norm(
        graph,
        graph.node("Add", states, linear(graph, seen, weights, f"{prefix}join")),
        weights,
        f"{prefix}join_norm",
    )
    wide = graph.node("Gelu", linear(graph, states, weights, f"{prefix}widen"))
    narrow = linear(graph, wide, weights, f"{prefix}narrow")
    return norm(graph, graph.node("Add", states, narrow), weights, f"{prefix}narrow_norm")
