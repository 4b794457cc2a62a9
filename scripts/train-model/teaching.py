"""What the teacher said of the training texts, and losses that make a student agree with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F


@dataclass(frozen=True)
class Teaching:
    """`vectors[row_of[text]]` is the teacher's vector of a text, row -1 where it was not asked."""

    vectors: torch.Tensor
    row_of: np.ndarray

    @classmethod
    def load(cls, work: Path, texts: int) -> Teaching:
        files = [np.load(path) for path in sorted((work / "teacher").glob("[0-9]*.npz"))]
        row_of = np.full(texts, -1, dtype=np.int64)
        if not files:
            return cls(torch.zeros((0, 1)), row_of)
        ids = np.concatenate([file["ids"] for file in files])
        row_of[ids] = np.arange(len(ids))
        return cls(torch.from_numpy(np.concatenate([file["vectors"] for file in files])), row_of)

    def of(self, texts: np.ndarray) -> torch.Tensor:
        return self.vectors[torch.from_numpy(self.row_of[texts])].float()


def divergence(student: torch.Tensor, teacher: torch.Tensor) -> torch.Tensor:
    """KL from the teacher's to the student's distribution over each row's similarities."""
    return F.kl_div(
        F.log_softmax(student, dim=1), F.log_softmax(teacher, dim=1), log_target=True, reduction="batchmean"
    )


def distillation_loss(similarities: torch.Tensor, taught: torch.Tensor, temperature: float) -> torch.Tensor:
    """Divergence from the teacher's similarities, over passages for each query and over queries for each passage."""
    student, teacher = similarities / temperature, taught / temperature
    return (divergence(student, teacher) + divergence(student.T, teacher.T)) / 2


def same(texts: np.ndarray) -> torch.Tensor:
    """Which places hold the same text, the diagonal excepted: they are no negatives."""
    equal = texts[:, None] == texts[None, :]
    np.fill_diagonal(equal, False)
    return torch.from_numpy(equal)


def contrastive_loss(
    similarities: torch.Tensor, query: np.ndarray, passage: np.ndarray, temperature: float
) -> torch.Tensor:
    """Cross entropy of finding the own passage, and the own query, among the batch's."""
    logits = (similarities / temperature).masked_fill(same(query) | same(passage), -1e4)
    goal = torch.arange(len(logits))
    return (F.cross_entropy(logits, goal) + F.cross_entropy(logits.T, goal)) / 2
