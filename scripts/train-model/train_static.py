"""Step 4: learns the token table from the pairs and from the teacher's similarities.

Starts from the teacher's token vectors (centred, PCA, weighted by rarity), then lowers, batch after batch,
  - the contrastive loss: a query must be nearer its own passage than the batch's others, and vice versa;
  - the distillation loss: the batch's similarities should be distributed as the teacher's.
Writes trials/NAME.npy (float32 table) and trials/NAME.json (settings and figures) to the work folder.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from evaluate import as_table, evaluate
from paths import add_path_arguments
from static_reference import ReferenceEmbedder
from teaching import Teaching, contrastive_loss, distillation_loss
from word_piece import TokenBags, WordPieceTokenizer

DIMENSIONS = 256
REPORT_EVERY = 100
# Among fewer texts the teacher's distribution says little.
MIN_TAUGHT = 32
# Arora, Liang & Ma 2017, "A simple but tough-to-beat baseline for sentence embeddings": a = 1e-3.
RARITY = 1e-3
# Share of each source among the drawn pairs, before the shares are made to add up to 1. Chosen for variety, not by
# size; see TRIALS.md.
SHARES = {
    "wordnet": 0.28,
    "squad-train-sentences": 0.20,
    "keywords": 0.15,
    "docs-sections": 0.13,
    "medquad": 0.12,
    "docs-sentences": 0.10,
    "sentences": 0.10,
    "titles": 0.06,
    "headings": 0.04,
    "neighbours": 0.04,
    "pubmedqa": 0.04,
    "covid-qa": 0.03,
    "digitalgov-titles": 0.03,
    "summaries": 0.03,
    "clapnq": 0.01,
}


def rarity_weights(bags: TokenBags, tokens: int) -> np.ndarray:
    """a / (a + p) for each token, p its share of the training text."""
    counts = np.bincount(bags.ids, minlength=tokens)
    return RARITY / (RARITY + counts / counts.sum())


def starting_table(token_vectors: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Centred, projected on the main axes, rarity-weighted; the average row has length 1 before weighting."""
    centred = token_vectors - token_vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    projected = centred @ axes[:, ::-1][:, :DIMENSIONS]
    projected /= np.linalg.norm(projected, axis=1).mean()
    return (projected * weights[:, None]).astype(np.float32)


class Sampler:
    """Draws each step's pairs: every other batch from one source (harder negatives), else from all sources."""

    def __init__(self, pairs: dict[str, np.ndarray], shares: dict[str, float], usable: np.ndarray, size: int) -> None:
        """Only pairs where `usable` is true are drawn, sources by their share."""
        names = list(pairs["sources"])
        pools = {
            name: np.flatnonzero(usable & (pairs["source"] == names.index(name))) for name in shares if name in names
        }
        self.pools = [pool for pool in pools.values() if len(pool)]
        weights = np.array([shares[name] for name, pool in pools.items() if len(pool)])
        self.weights = weights / weights.sum()
        self.size = size

    def one_source(self, chance: np.random.Generator) -> np.ndarray:
        return self._some(chance, self.pools[chance.choice(len(self.pools), p=self.weights)], self.size)

    def all_sources(self, chance: np.random.Generator) -> np.ndarray:
        counts = chance.multinomial(self.size, self.weights)
        return np.concatenate([self._some(chance, pool, count) for pool, count in zip(self.pools, counts, strict=True)])

    def _some(self, chance: np.random.Generator, pool: np.ndarray, count: int) -> np.ndarray:
        return chance.choice(pool, size=min(count, len(pool)), replace=False)


def batches(everything: Sampler, taught: Sampler, taught_share: float, steps: int, seed: int) -> Iterator[np.ndarray]:
    """Pair numbers of each step, `taught_share` of the batches only from pairs that the teacher embedded."""
    chance = np.random.default_rng(seed)
    for step in range(steps):
        sampler = taught if chance.random() < taught_share else everything
        yield sampler.one_source(chance) if step % 2 else sampler.all_sources(chance)


def embed(table: torch.Tensor, bags: TokenBags, texts: np.ndarray, limit: int) -> torch.Tensor:
    """Unit vectors of the texts' first `limit` tokens."""
    ids, offsets = bags.gather(texts, limit)
    pooled = F.embedding_bag(torch.from_numpy(ids), table, torch.from_numpy(offsets), mode="sum")
    return F.normalize(pooled, dim=1)


def train(
    settings: argparse.Namespace, start: np.ndarray, bags: TokenBags, pairs: dict[str, np.ndarray], teaching: Teaching
) -> np.ndarray:
    table = torch.nn.Parameter(torch.from_numpy(start.copy()))
    optimiser = torch.optim.Adam([table], lr=settings.rate, fused=True)
    # A twentieth of the steps to warm up, then linear decay to zero.
    warm = max(1, settings.steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, 1 - step / max(1, settings.steps))
    )
    is_taught = (teaching.row_of[pairs["query"]] >= 0) & (teaching.row_of[pairs["passage"]] >= 0)
    everything = Sampler(pairs, settings.shares, np.ones_like(is_taught), settings.batch)
    taught_share = settings.taught_share if is_taught.any() else 0
    taught_only = Sampler(pairs, settings.shares, is_taught, settings.batch) if taught_share else everything
    drawn = batches(everything, taught_only, taught_share, settings.steps, settings.seed)
    begun, running = time.monotonic(), np.zeros(2)
    for step, chosen in enumerate(drawn, start=1):
        query, passage = pairs["query"][chosen], pairs["passage"][chosen]
        queries = embed(table, bags, query, settings.limit)
        passages = embed(table, bags, passage, settings.limit)
        similarities = queries @ passages.T
        contrast = contrastive_loss(similarities, query, passage, settings.temperature)
        distil = torch.zeros(())
        known = np.flatnonzero(is_taught[chosen])
        if settings.distil and len(known) >= MIN_TAUGHT:
            taught = teaching.of(query[known]) @ teaching.of(passage[known]).T
            distil = distillation_loss(similarities[known][:, known], taught, settings.temperature)
        loss = settings.contrast * contrast + settings.distil * distil
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        schedule.step()
        running += (contrast.item(), distil.item())
        if step % REPORT_EVERY == 0:
            contrast_mean, distil_mean = running / REPORT_EVERY
            seconds = time.monotonic() - begun
            print(f"step {step}: contrast {contrast_mean:.3f}, distil {distil_mean:.3f}, {seconds:.0f} s", flush=True)
            running[:] = 0
    return table.detach().numpy()


def main() -> None:
    parser = add_path_arguments(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--name", default="final")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--batch", type=int, default=768)
    parser.add_argument("--rate", type=float, default=2e-3, help="Adam's learning rate of the table")
    parser.add_argument("--temperature", type=float, default=0.05)
    parser.add_argument("--contrast", type=float, default=1, help="weight of the contrastive loss")
    parser.add_argument("--distil", type=float, default=6, help="weight of the distillation loss")
    parser.add_argument("--taught-share", type=float, default=0.8, help="share of batches of taught pairs only")
    parser.add_argument("--limit", type=int, default=160, help="tokens of a text that training reads")
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--shares", type=json.loads, default={}, help="JSON: shares that replace or join the defaults")
    settings = parser.parse_args()
    settings.shares = SHARES | settings.shares

    work = settings.work
    vocabulary = (work / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    tokenizer = WordPieceTokenizer(vocabulary)
    bags = load_bags(work, tokenizer)
    pairs = dict(np.load(work / "pairs.npz"))
    start = starting_table(np.load(work / "tokens.npy"), rarity_weights(bags, len(vocabulary)))
    teaching = Teaching.load(work, len(bags))
    print(f"{len(teaching.vectors)} texts taught")
    table = train(settings, start, bags, pairs, teaching)

    (work / "trials").mkdir(exist_ok=True)
    np.save(work / "trials" / f"{settings.name}.npy", table)
    figures = evaluate(ReferenceEmbedder(table, tokenizer).embed, settings.shared, work)
    print(as_table(figures))
    record = {name: value for name, value in vars(settings).items() if not isinstance(value, Path)}
    record |= {"taught": len(teaching.vectors), "figures": figures}
    (work / "trials" / f"{settings.name}.json").write_text(json.dumps(record, indent=1))


def load_bags(work: Path, tokenizer: WordPieceTokenizer) -> TokenBags:
    """The training texts' token ids, kept in the work folder for the next trial."""
    kept = work / "tokens-of-texts.npz"
    if not kept.exists() or kept.stat().st_mtime < (work / "texts.jsonl").stat().st_mtime:
        with open(work / "texts.jsonl", encoding="utf-8") as lines:
            bags = TokenBags(tokenizer.encode([json.loads(line) for line in lines]))
        np.savez(kept, ids=bags.ids, starts=bags.starts)
    saved = np.load(kept)
    bags = TokenBags([])
    bags.ids, bags.starts = saved["ids"], saved["starts"]
    return bags


if __name__ == "__main__":
    main()
