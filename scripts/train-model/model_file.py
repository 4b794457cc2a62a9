"""The shipped model file: safetensors with int8 rows, one scale a row, and the vocabulary."""

from __future__ import annotations

import json
import os
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

# The data starts at, and every tensor but the last fills, a multiple of this, so that a reader can lay
# typed arrays over the file without copying.
ALIGNMENT = 8
TYPE_NAMES = {"int8": "I8", "uint8": "U8", "float32": "F32"}
TYPES = {name: np.dtype(kind) for kind, name in TYPE_NAMES.items()}


@dataclass(frozen=True)
class StaticModel:
    """`rows` int8 [tokens, dimensions], `scales` float32 [tokens]: row i means `rows[i] * scales[i]`."""

    rows: np.ndarray
    scales: np.ndarray
    vocabulary: list[str]
    metadata: dict[str, str]

    def table(self) -> np.ndarray:
        """The token vectors, float32 [tokens, dimensions]."""
        return self.rows.astype(np.float32) * self.scales[:, None]


def quantise(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as int8 with the scale that makes each row's largest value 127; a row of zeros has scale 0."""
    scales = (np.abs(table).max(axis=1) / 127).astype(np.float32)
    divisors = np.where(scales > 0, scales, 1)[:, None]
    return np.clip(np.rint(table / divisors), -127, 127).astype(np.int8), scales


def write_model(path: Path, model: StaticModel) -> None:
    """Writes the file beside its final name and renames it; equal models give equal bytes."""
    vocabulary = np.frombuffer("\n".join(model.vocabulary).encode("utf-8"), dtype=np.uint8)
    # Scales and vocabulary follow the rows: their sizes may be no multiple of the alignment.
    tensors = {
        "embeddings": np.ascontiguousarray(model.rows, dtype=np.int8),
        "scales": np.ascontiguousarray(model.scales, dtype=np.float32),
        "vocabulary": vocabulary,
    }
    header: dict[str, object] = {"__metadata__": dict(sorted(model.metadata.items()))}
    offset = 0
    for name, tensor in tensors.items():
        header[name] = {
            "dtype": TYPE_NAMES[tensor.dtype.name],
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + tensor.nbytes],
        }
        offset += tensor.nbytes
    if any(entry["data_offsets"][0] % ALIGNMENT for name, entry in header.items() if name in tensors):  # type: ignore[index]
        raise ValueError(f"a tensor would not start at a multiple of {ALIGNMENT} bytes")
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=True).encode("ascii")
    text += b" " * (-len(text) % ALIGNMENT)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with open(partial, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        for tensor in tensors.values():
            file.write(tensor.tobytes())
    os.replace(partial, path)


def read_model(path: Path) -> StaticModel:
    """Reads what `write_model` wrote."""
    content = path.read_bytes()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + place for place in entry["data_offsets"])
        tensors[name] = np.frombuffer(content[begin:end], dtype=TYPES[entry["dtype"]]).reshape(entry["shape"])
    vocabulary = tensors["vocabulary"].tobytes().decode("utf-8").split("\n")
    return StaticModel(tensors["embeddings"], tensors["scales"], vocabulary, metadata)
