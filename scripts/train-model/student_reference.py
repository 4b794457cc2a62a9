"""Embeds texts with a student: by PyTorch, or by its ONNX file as every other embedder of it must.

The rule: the text's known WordPiece ids (`word_piece.py`), cut into windows of at most 254 that are about
equally long, each between `[CLS]` and `[SEP]`; the mean of the windows' unit vectors, weighted by their
numbers of ids; divided by its length. A text without a known token is the zero vector.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from encoder import MAX_TOKENS, Encoder, Shape, embed_in_batches
from word_piece import TokenBags, WordPieceTokenizer

BEGIN, END = "[CLS]", "[SEP]"


class StudentTexts:
    """The training texts' ids, each between `[CLS]` and `[SEP]`."""

    def __init__(self, bags: TokenBags, vocabulary: Sequence[str]) -> None:
        self.bags = bags
        self.begin, self.end = vocabulary.index(BEGIN), vocabulary.index(END)

    def lists(self, texts: np.ndarray, limit: int) -> list[np.ndarray]:
        """The first ids of each text, `limit` with the two around them."""
        starts = self.bags.starts
        return [
            np.concatenate([[self.begin], self.bags.ids[starts[i] : min(starts[i + 1], starts[i] + limit - 2)], [self.end]])
            for i in texts
        ]


def windows(ids: np.ndarray) -> list[np.ndarray]:
    """As few pieces as hold the ids in order, none longer than the encoder reads, lengths differing by one at most."""
    return np.array_split(ids, -(-len(ids) // (MAX_TOKENS - 2))) if len(ids) else []


def load_student(path: Path, dimensions: int | None = None) -> Encoder:
    """A trained student; with `dimensions`, its vectors cut to the first ones."""
    saved = torch.load(path, weights_only=False)
    if dimensions is not None:
        saved["shape"]["dimensions"] = dimensions
        saved["weights"]["turn.weight"] = saved["weights"]["turn.weight"][:dimensions]
    shape = Shape(**saved["shape"])
    encoder = Encoder(shape, len(saved["weights"]["words.weight"]))
    encoder.load_state_dict(saved["weights"])
    return encoder.eval()


def embed_texts(
    tokenizer: WordPieceTokenizer, embed: Callable[[list[np.ndarray]], np.ndarray]
) -> Callable[[Sequence[str]], np.ndarray]:
    """The whole rule, given what embeds one window."""
    begin, end = tokenizer.vocabulary.index(BEGIN), tokenizer.vocabulary.index(END)

    def embed_all(texts: Sequence[str]) -> np.ndarray:
        parts = [windows(ids) for ids in tokenizer.encode(texts)]
        owner = np.array([place for place, pieces in enumerate(parts) for _ in pieces], dtype=np.int64)
        pieces = [piece for several in parts for piece in several]
        embedded = embed([np.concatenate([[begin], piece, [end]]) for piece in pieces])
        sums = np.zeros((len(texts), embedded.shape[1]))
        np.add.at(sums, owner, embedded * np.array([len(piece) for piece in pieces])[:, None])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return (sums / np.where(lengths > 0, lengths, 1)).astype(np.float32)

    return embed_all


def embed_by_length(encoder: Encoder, tokenizer: WordPieceTokenizer) -> Callable[[Sequence[str]], np.ndarray]:
    return embed_texts(tokenizer, lambda lists: embed_in_batches(encoder, lists))


class OnnxReference:
    """The shipped file: texts to unit vectors, float32 [texts, dimensions], one window at a time."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        (description,) = self._session.run(["description"], {"ids": np.zeros(1, dtype=np.int32)})
        self.tokenizer = WordPieceTokenizer(json.loads(description.tobytes())["vocabulary"])
        self.embed = embed_texts(self.tokenizer, self._embed_windows)

    def _embed_windows(self, lists: list[np.ndarray]) -> np.ndarray:
        if not lists:
            return np.zeros((0, self._session.get_outputs()[0].shape[0]), dtype=np.float32)
        return np.stack([self._session.run(["vector"], {"ids": ids.astype(np.int32)})[0] for ids in lists])
