"""The student: a BERT encoder of a few of the teacher's layers over factorised word embeddings.

A text's vector is the mean of its tokens' outputs (`[CLS]` and `[SEP]` counted, as the teacher does),
turned into the main axes of the teacher's vectors, cut to the wanted dimensions and scaled to length 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

HEADS, WIDTH, TEACHER_INNER = 12, 384, 1536
# BERT's own.
EPSILON = 1e-12
# The teacher reads no more; a chunk of 120 words under its headings has about 170.
MAX_TOKENS = 256
# Padded tokens that are embedded together: more no longer fit the processor's cache.
TOKENS_PER_BATCH = 2048


@dataclass(frozen=True)
class Shape:
    """What a student is made of: which `layers` of the teacher, how many `inner` units of each layer's feed-forward
    part, which `rank` of the word embeddings, how many `dimensions` of a vector."""

    layers: tuple[int, ...]
    inner: int
    rank: int
    dimensions: int

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


class Layer(nn.Module):
    """Self-attention and a feed-forward part, each followed by its own layer norm (Devlin et al. 2019)."""

    def __init__(self, inner: int) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.join = nn.Linear(WIDTH, WIDTH)
        self.join_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.widen = nn.Linear(WIDTH, inner)
        self.narrow = nn.Linear(inner, WIDTH)
        self.narrow_norm = nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, states: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        texts, tokens, _ = states.shape
        query, key, value = self.attend(states).view(texts, tokens, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(texts, tokens, WIDTH)
        states = self.join_norm(states + self.join(seen))
        return self.narrow_norm(states + self.narrow(F.gelu(self.widen(states))))


class Encoder(nn.Module):
    """Token ids to unit vectors."""

    def __init__(self, shape: Shape, tokens: int) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(tokens, shape.rank)
        self.expand = nn.Linear(shape.rank, WIDTH, bias=False) if shape.rank < WIDTH else nn.Identity()
        # Holds the teacher's vector of "first segment" as well: it is the same for every token.
        self.places = nn.Parameter(torch.zeros(MAX_TOKENS, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(shape.inner) for _ in shape.layers)
        self.turn = nn.Linear(WIDTH, shape.dimensions, bias=False)

    def forward(self, ids: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """`ids` int64 [texts, tokens] padded at the end, `lengths` int64 [texts]; float32 [texts, dimensions]."""
        tokens = ids.shape[1]
        states = self.norm(self.expand(self.words(ids)) + self.places[:tokens])
        is_token = torch.arange(tokens) < lengths[:, None]
        mask = None if bool(is_token.all()) else is_token[:, None, None, :]
        for layer in self.layers:
            states = layer(states, mask)
        sums = (states * is_token[:, :, None]).sum(dim=1)
        return F.normalize(self.turn(sums / lengths[:, None]), dim=1)


def main_axes(vectors: np.ndarray, dimensions: int) -> np.ndarray:
    """The axes along which the vectors differ most from zero, float32 [dimensions, width], strongest first."""
    _, axes = np.linalg.eigh(vectors.T.astype(np.float64) @ vectors)
    return axes[:, ::-1][:, :dimensions].T.astype(np.float32)


@dataclass(frozen=True)
class Usage:
    """How often the training texts use each token, and how much each inner unit of each of the teacher's layers."""

    tokens: np.ndarray
    inner: list[np.ndarray]


def whole(bert: nn.Module) -> Encoder:
    """The teacher itself, nothing left out; `bert` is a transformers BertModel."""
    layers = range(bert.config.num_hidden_layers)
    nothing = Usage(np.zeros(0), [np.zeros(TEACHER_INNER) for _ in layers])
    return from_teacher(bert, Shape(tuple(layers), TEACHER_INNER, WIDTH, WIDTH), np.eye(WIDTH), nothing).eval()


def from_teacher(bert: nn.Module, shape: Shape, axes: np.ndarray, usage: Usage) -> Encoder:
    """A student that starts with what the teacher knows, the most used of it where it is smaller."""
    embeddings = bert.embeddings
    encoder = Encoder(shape, embeddings.word_embeddings.num_embeddings)
    with torch.no_grad():
        words = embeddings.word_embeddings.weight
        if shape.rank < WIDTH:
            rows, expand = factorise(words.numpy(), usage.tokens, shape.rank)
            encoder.words.weight.copy_(torch.from_numpy(rows))
            encoder.expand.weight.copy_(torch.from_numpy(expand.T))
        else:
            encoder.words.weight.copy_(words)
        encoder.places.copy_(
            embeddings.position_embeddings.weight[:MAX_TOKENS] + embeddings.token_type_embeddings.weight[0]
        )
        encoder.norm.load_state_dict(embeddings.LayerNorm.state_dict())
        for own, number in zip(encoder.layers, shape.layers, strict=True):
            # In their own order: which of equals come first must not depend on the sort.
            kept = np.sort(np.argsort(-usage.inner[number], kind="stable")[: shape.inner])
            copy_layer(own, bert.encoder.layer[number], torch.from_numpy(kept))
        encoder.turn.weight.copy_(torch.from_numpy(axes))
    return encoder


def copy_layer(own: Layer, taught: nn.Module, kept: torch.Tensor) -> None:
    attention = taught.attention
    parts = [attention.self.query, attention.self.key, attention.self.value]
    own.attend.weight.copy_(torch.cat([part.weight for part in parts]))
    own.attend.bias.copy_(torch.cat([part.bias for part in parts]))
    own.join.load_state_dict(attention.output.dense.state_dict())
    own.join_norm.load_state_dict(attention.output.LayerNorm.state_dict())
    own.widen.weight.copy_(taught.intermediate.dense.weight[kept])
    own.widen.bias.copy_(taught.intermediate.dense.bias[kept])
    own.narrow.weight.copy_(taught.output.dense.weight[:, kept])
    own.narrow.bias.copy_(taught.output.dense.bias)
    own.narrow_norm.load_state_dict(taught.output.LayerNorm.state_dict())


@torch.inference_mode()
def inner_usage(teacher: Encoder, lists: Sequence[np.ndarray]) -> list[np.ndarray]:
    """For each layer, how much each inner unit adds to the layer's output: its mean square times its weights'."""
    squares = [torch.zeros(TEACHER_INNER) for _ in teacher.layers]
    hooks = [
        # Padded places count as well: they are few among texts of one length.
        layer.narrow.register_forward_pre_hook(lambda _, inputs, total=total: total.add_((inputs[0] ** 2).sum((0, 1))))
        for layer, total in zip(teacher.layers, squares, strict=True)
    ]
    embed_in_batches(teacher, lists)
    for hook in hooks:
        hook.remove()
    return [
        (total * (layer.narrow.weight**2).sum(dim=0)).numpy()
        for layer, total in zip(teacher.layers, squares, strict=True)
    ]


def factorise(words: np.ndarray, counts: np.ndarray, rank: int) -> tuple[np.ndarray, np.ndarray]:
    """The best `rows @ expand` of this rank, each token's error weighted by the root of how often it occurs."""
    weights = np.sqrt(counts + 1.0)[:, None]
    _, _, right = np.linalg.svd(words * weights, full_matrices=False)
    expand = right[:rank]
    return (words @ expand.T).astype(np.float32), expand.astype(np.float32)


def pad(lists: Sequence[np.ndarray]) -> tuple[torch.Tensor, torch.Tensor]:
    """Lists of ids as one tensor, zeros (`[PAD]`) at the end, and the lists' lengths."""
    lengths = np.array([len(ids) for ids in lists])
    padded = np.zeros((len(lists), lengths.max()), dtype=np.int64)
    for row, ids in zip(padded, lists, strict=True):
        row[: len(ids)] = ids
    return torch.from_numpy(padded), torch.from_numpy(lengths)


@torch.inference_mode()
def embed_in_batches(encoder: Encoder, lists: Sequence[np.ndarray]) -> np.ndarray:
    """Unit vectors of lists of ids, `[CLS]` and `[SEP]` included; lists of about equal length go together."""
    vectors = np.zeros((len(lists), encoder.shape.dimensions), dtype=np.float32)
    order = sorted(range(len(lists)), key=lambda place: len(lists[place]))
    while order:
        size = max(1, TOKENS_PER_BATCH // len(lists[order[-1]]))
        order, batch = order[:-size], order[-size:]
        vectors[batch] = encoder(*pad([lists[place] for place in batch])).numpy()
    return vectors
