"""Step S2: trains a student to give the teacher's vectors, starting from some of the teacher's own layers.

Each batch holds texts of about equal length and lowers
  - the distance: 1 - cosine between the student's vector of a text and the teacher's;
  - the divergence: the batch's similarities should be distributed as the teacher's.
With `--pairs`, a share of the batches are (query, passage) pairs and lower, besides, the contrastive loss.

Writes trials/NAME.pt (weights), trials/NAME.json (settings and figures) and, every few minutes, a checkpoint
to the work folder: the same command goes on where it was cut off. A GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from encoder import MAX_TOKENS, WIDTH, Encoder, Shape, Usage, from_teacher, inner_usage, main_axes, pad, whole
from evaluate import as_table, evaluate
from paths import add_path_arguments
from student_reference import StudentTexts, embed_by_length, load_student
from teacher import load_teacher
from teaching import Teaching, contrastive_loss, distillation_loss, divergence
from train_static import load_bags
from word_piece import TokenBags, WordPieceTokenizer

SEED = 15
# Of one batch: enough texts for their similarities to say something, enough tokens to keep the processor busy.
TOKENS_PER_BATCH, MIN_TEXTS, MAX_TEXTS = 4096, 40, 160
PAIRS_PER_BATCH = 40
# Lengths at which a vector may be cut.
MATRYOSHKA = (256,)
# Texts that show which of the teacher's inner units are used.
USAGE_TEXTS = 1000
REPORT_EVERY = 100
CHECKPOINT_SECONDS = 180


@dataclass(frozen=True)
class Batch:
    """Ids of texts; for pairs, the first half are queries and the second half their passages."""

    texts: np.ndarray
    is_pairs: bool


class Batches:
    """Every taught text once an epoch, with texts of its length; between them, batches of pairs of one source."""

    def __init__(self, bags: TokenBags, taught: np.ndarray, pairs: dict[str, np.ndarray], settings: argparse.Namespace):
        self.lengths = np.diff(bags.starts)
        self.taught = taught[self.lengths[taught] > 0]
        self.settings = settings
        is_taught = np.zeros(len(bags), dtype=bool)
        is_taught[self.taught] = True
        usable = is_taught[pairs["query"]] & is_taught[pairs["passage"]]
        names = list(pairs["sources"])
        # A dictionary's pairs are plenty and teach words, not questions.
        self.pools = [
            np.flatnonzero(usable & (pairs["source"] == number))
            for number, name in enumerate(names)
            if name != "wordnet"
        ]
        self.pools = [pool for pool in self.pools if len(pool) >= PAIRS_PER_BATCH]
        self.pairs = pairs

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Batch]:
        for epoch in range(self.settings.epochs):
            chance = np.random.default_rng((SEED, epoch))
            for texts in self._by_length(chance):
                yield Batch(texts, is_pairs=False)
                if chance.random() < self.settings.pairs:
                    yield self._pairs(chance)

    def _by_length(self, chance: np.random.Generator) -> list[np.ndarray]:
        order = chance.permutation(self.taught)
        batches = []
        # Sorted within large shares only, so that a batch's company changes from epoch to epoch.
        for share in np.array_split(order, max(1, len(order) // 16_000)):
            share = share[np.argsort(self.lengths[share], kind="stable")]
            start = 0
            while start < len(share):
                length = min(self.lengths[share[min(start + MIN_TEXTS, len(share)) - 1]] + 2, self.settings.limit)
                size = int(np.clip(TOKENS_PER_BATCH // length, MIN_TEXTS, MAX_TEXTS))
                batches.append(share[start : start + size])
                start += size
        chance.shuffle(batches)
        return batches

    def _pairs(self, chance: np.random.Generator) -> Batch:
        sizes = np.sqrt([len(pool) for pool in self.pools])
        pool = self.pools[chance.choice(len(self.pools), p=sizes / sizes.sum())]
        chosen = chance.choice(pool, size=PAIRS_PER_BATCH, replace=False)
        return Batch(np.concatenate([self.pairs["query"][chosen], self.pairs["passage"][chosen]]), is_pairs=True)


def loss_of(student: torch.Tensor, taught: torch.Tensor, batch: Batch, settings: argparse.Namespace) -> torch.Tensor:
    """The mean over the whole vectors and their first dimensions alone (Kusupati et al. 2022, Matryoshka)."""
    sizes = [size for size in MATRYOSHKA if size < student.shape[1]] + [student.shape[1]]
    cuts = [(F.normalize(student[:, :size], dim=1), F.normalize(taught[:, :size], dim=1)) for size in sizes]
    return sum(batch_loss(own, theirs, batch, settings) for own, theirs in cuts) / len(cuts)


def batch_loss(student: torch.Tensor, taught: torch.Tensor, batch: Batch, settings: argparse.Namespace) -> torch.Tensor:
    distance = (1 - (student * taught).sum(dim=1)).mean()
    if not batch.is_pairs:
        off_diagonal = ~torch.eye(len(student), dtype=torch.bool, device=student.device)
        own = (student @ student.T)[off_diagonal].view(len(student), -1)
        theirs = (taught @ taught.T)[off_diagonal].view(len(student), -1)
        return distance + settings.divergence * divergence(own / settings.temperature, theirs / settings.temperature)
    half = len(student) // 2
    query, passage = batch.texts[:half], batch.texts[half:]
    similarities = student[:half] @ student[half:].T
    agreed = distillation_loss(similarities, taught[:half] @ taught[half:].T, settings.temperature)
    contrast = contrastive_loss(similarities, query, passage, settings.temperature)
    return distance + settings.divergence * agreed + settings.contrast * contrast


def train(encoder: Encoder, bags: StudentTexts, batches: Batches, teaching: Teaching, settings: argparse.Namespace):
    device = "cuda" if torch.cuda.is_available() else "cpu"
    encoder.to(device).train()
    encoder.words.requires_grad_(settings.learn_words)
    trained = [parameter for parameter in encoder.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=settings.rate, weight_decay=0.01)
    steps = len(batches)
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min((step + 1) / warm, 1 - step / (steps + 1)))
    checkpoint = settings.work / "trials" / f"{settings.name}.checkpoint"
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        encoder.load_state_dict(state["encoder"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = state["step"]
        print(f"going on after step {done}", flush=True)
    begun = kept = time.monotonic()
    running = []
    for step, batch in enumerate(batches, start=1):
        if step <= done:
            continue
        ids, lengths = pad(bags.lists(batch.texts, settings.limit))
        student = encoder(ids.to(device), lengths.to(device))
        taught = teaching.of(batch.texts).to(device)
        loss = loss_of(student, taught, batch, settings)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1)
        optimiser.step()
        schedule.step()
        running.append(loss.item())
        now = time.monotonic()
        if step % REPORT_EVERY == 0:
            print(f"step {step} of {steps}: loss {np.mean(running):.4f}, {now - begun:.0f} s", flush=True)
            running = []
        if now - kept > CHECKPOINT_SECONDS:
            kept = now
            state = {
                "encoder": encoder.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step,
            }
            torch.save(state, checkpoint.with_suffix(".partial"))
            checkpoint.with_suffix(".partial").rename(checkpoint)
    encoder.to("cpu").eval()
    return encoder


def main() -> None:
    parser = add_path_arguments(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--name", default="student")
    parser.add_argument("--layers", default="0,2,5", help="the teacher's layers to start from")
    parser.add_argument("--inner", type=int, default=768, help="units of a layer's feed-forward part")
    parser.add_argument("--rank", type=int, default=192, help=f"of the word embeddings; {WIDTH}: not factorised")
    parser.add_argument("--dimensions", type=int, default=384, help="of the vectors")
    parser.add_argument("--texts", type=int, help="learn from this many taught texts only")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--temperature", type=float, default=0.05)
    parser.add_argument("--divergence", type=float, default=0.5, help="weight of the similarities' divergence")
    parser.add_argument("--pairs", type=float, default=0, help="batches of pairs for each batch of texts")
    parser.add_argument("--contrast", type=float, default=0.1, help="weight of the pairs' contrastive loss")
    parser.add_argument("--learn-words", action="store_true", help="train the word embeddings, too")
    parser.add_argument("--limit", type=int, default=192, help="tokens of a text that training reads")
    parser.add_argument("--start", help="name of a trial of the same shape to go on from, instead of the teacher")
    parser.add_argument("--collections", help="evaluate on these only, comma-separated")
    settings = parser.parse_args()
    torch.manual_seed(SEED)
    work = settings.work
    (work / "trials").mkdir(exist_ok=True)

    vocabulary = (work / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    tokenizer = WordPieceTokenizer(vocabulary)
    bags = load_bags(work, tokenizer)
    pairs = dict(np.load(work / "pairs.npz"))
    teaching = Teaching.load(work, len(bags))
    taught = np.flatnonzero(teaching.row_of >= 0)
    # In the order in which the teacher embedded them: the first ones are a sample of all.
    taught = taught[np.argsort(teaching.row_of[taught])][: settings.texts]
    started = None if settings.start is None else torch.load(work / "trials" / f"{settings.start}.pt", weights_only=False)
    # A student that was started with some axes has learned to give vectors in them.
    axes = main_axes(teaching.vectors[: len(taught)].numpy(), settings.dimensions) if started is None else started["axes"]
    teaching = Teaching((teaching.vectors.float() @ torch.from_numpy(axes.T)).half(), teaching.row_of)
    layers = tuple(int(layer) for layer in settings.layers.split(","))
    shape = Shape(layers, settings.inner, settings.rank, settings.dimensions)
    texts = StudentTexts(bags, vocabulary)
    bert = load_teacher(MAX_TOKENS)[0].auto_model
    sample = texts.lists(taught[:USAGE_TEXTS], settings.limit)
    usage = Usage(np.bincount(bags.ids, minlength=len(vocabulary)), inner_usage(whole(bert), sample))
    if settings.start is None:
        encoder = from_teacher(bert, shape, axes, usage)
    else:
        encoder = load_student(work / "trials" / f"{settings.start}.pt")
        if encoder.shape != shape:
            parser.error(f"the trial {settings.start} has another shape: {encoder.shape}")
    print(f"{len(taught)} texts, {sum(p.numel() for p in encoder.parameters()):,} weights", flush=True)
    begun = time.monotonic()
    encoder = train(encoder, texts, Batches(bags, taught, pairs, settings), teaching, settings)
    seconds = time.monotonic() - begun

    saved = {"shape": shape.as_dict(), "axes": axes, "weights": encoder.state_dict()}
    torch.save(saved, work / "trials" / f"{settings.name}.pt")
    only = settings.collections.split(",") if settings.collections else None
    figures = evaluate(embed_by_length(encoder, tokenizer), settings.shared, work, only)
    print(as_table(figures))
    record = {name: value for name, value in vars(settings).items() if not isinstance(value, Path)}
    record |= {"taught": len(taught), "seconds": round(seconds), "figures": figures}
    (work / "trials" / f"{settings.name}.json").write_text(json.dumps(record, indent=1))


if __name__ == "__main__":
    main()
