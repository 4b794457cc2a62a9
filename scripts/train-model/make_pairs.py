"""Step 1: gathers every training pair and writes each distinct text once.

Writes to the work folder
  texts.jsonl   one JSON string a line; its line number is the text's id
  pairs.npz     query, passage (text ids), source (index into `sources`), sources (names)

Pairs come from the labelled file and, without labels, from articles: a title or a heading with the
paragraphs below it, a sentence with the rest of its paragraph, a paragraph with the next one, and a few
of a passage's own content words (what a person types into a search box) with that passage.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from paths import add_path_arguments

SEED = 11
# A paragraph below this carries no topic; above it, it is several topics.
MIN_PARAGRAPH_WORDS, MAX_PARAGRAPH_WORDS = 25, 220
MIN_SENTENCE_WORDS = 6
# Of the labelled sources, those whose passages are long enough to take keywords from.
KEYWORD_SOURCES = {"docs-sections", "docs-sentences", "medquad", "pubmedqa", "covid-qa", "clapnq"}
# "Water cannon" as such is only one way to ask for its definition; a third of the words are asked for in
# a question, so that question words learn to weigh little.
QUESTION_SHARE = 0.33
QUESTION_FORMS = (
    "what is {}",
    "what is a {}?",
    "what does {} mean?",
    "define {}",
    "meaning of {}",
    "what do you call {}",
)

Pair = tuple[str, str, str]


def labelled_pairs(train: Path) -> Iterator[Pair]:
    """The labelled pairs, with white space collapsed."""
    with gzip.open(train / "pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            yield squeeze(pair["query"]), squeeze(pair["passage"]), pair["source"]


def article_pairs(corpora: Path, chance: random.Random) -> Iterator[Pair]:
    """Self-supervised pairs of every article below the folder, in path order."""
    for path in sorted(corpora.rglob("*")):
        if path.suffix not in {".md", ".txt"} or path.name in {"_index.md", "SOURCE.md"}:
            continue
        title, summary, sections = read_article(path)
        paragraphs: list[str] = []
        for heading, section in sections:
            for number, paragraph in enumerate(section):
                if heading and number < 2:
                    yield f"{title}: {heading}" if chance.random() < 0.3 else heading, paragraph, "headings"
            paragraphs.extend(section)
        for number, paragraph in enumerate(paragraphs):
            if title and number < 4:
                yield title, paragraph, "titles"
            if summary and 1 <= number < 4:
                yield summary, paragraph, "summaries"
            if number:
                yield paragraphs[number - 1], paragraph, "neighbours"
            yield from sentence_pairs(paragraph, chance)
            yield keywords(paragraph, chance), paragraph, "keywords"


def sentence_pairs(paragraph: str, chance: random.Random) -> Iterator[Pair]:
    """One sentence with the rest of its paragraph: no word is shared for free."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z“\"'(])", paragraph)
    if len(sentences) < 3:
        return
    chosen = chance.randrange(len(sentences))
    if len(sentences[chosen].split()) >= MIN_SENTENCE_WORDS:
        rest = " ".join(sentences[:chosen] + sentences[chosen + 1 :])
        yield sentences[chosen], rest, "sentences"


def keywords(passage: str, chance: random.Random) -> str:
    """Two to six neighbouring content words of the passage, in its order."""
    words = [word for word in re.findall(r"[^\W_][\w'-]*", passage) if len(word) > 3 or word[0].isupper()]
    count = chance.randint(2, 6)
    window = chance.randrange(max(1, len(words) - 2 * count))
    nearby = words[window : window + 2 * count]
    kept = sorted(chance.sample(range(len(nearby)), min(count, len(nearby))))
    return " ".join(nearby[place] for place in kept)


def read_article(path: Path) -> tuple[str, str, list[tuple[str, list[str]]]]:
    """Title, summary, and (heading, paragraphs) of a Markdown post or a plain-text article."""
    text = path.read_text(encoding="utf-8", errors="replace")
    summary = ""
    front = re.match(r"---\n(.*?)\n---\n", text, re.S)
    if front:
        title, summary = front_matter(front[1], "title"), front_matter(front[1], "summary")
        text = text[front.end() :]
    else:
        title, _, text = text.partition("\n\n")
    sections: list[tuple[str, list[str]]] = [("", [])]
    for block in re.split(r"\n\s*\n", text):
        heading = re.match(r"\s*#{1,6}\s+(.+)", block)
        if heading:
            sections.append((plain(heading[1]), []))
            block = block[heading.end() :]
        paragraph = plain(block)
        if MIN_PARAGRAPH_WORDS <= len(paragraph.split()) <= MAX_PARAGRAPH_WORDS:
            sections[-1][1].append(paragraph)
    return plain(title), plain(summary), sections


def front_matter(front: str, name: str) -> str:
    found = re.search(rf"^{name}:\s*(.+)$", front, re.M)
    return found[1].strip().strip("'\"") if found else ""


def plain(markdown: str) -> str:
    """Markdown's visible words: no tags, short codes, link targets or emphasis marks."""
    text = re.sub(r"\{\{[<%].*?[>%]\}\}", " ", markdown, flags=re.S)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", " ", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<[^>]*>", " ", text)
    text = re.sub(r"https?://\S+", " ", text)
    text = re.sub(r"(?<!\w)[*_]+|[*_]+(?!\w)|`", "", text)
    return squeeze(html.unescape(text))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def as_question(words: str, chance: random.Random) -> str:
    if chance.random() >= QUESTION_SHARE:
        return words
    return chance.choice(QUESTION_FORMS).format(words.split(",")[0])


def gather(shared: Path) -> Iterator[Pair]:
    chance = random.Random(SEED)
    for query, passage, source in labelled_pairs(shared / "train"):
        yield (as_question(query, chance) if source == "wordnet" else query), passage, source
        if source in KEYWORD_SOURCES:
            yield keywords(passage, chance), passage, "keywords"
    yield from article_pairs(shared / "corpora", chance)


def main() -> None:
    arguments = add_path_arguments(argparse.ArgumentParser(description=__doc__)).parse_args()
    ids: dict[str, int] = {}
    sources: dict[str, int] = {}
    rows: dict[tuple[int, int], int] = {}
    for query, passage, source in gather(arguments.shared):
        if not query or not passage or query == passage:
            continue
        key = ids.setdefault(query, len(ids)), ids.setdefault(passage, len(ids))
        rows.setdefault(key, sources.setdefault(source, len(sources)))

    arguments.work.mkdir(parents=True, exist_ok=True)
    with open(arguments.work / "texts.jsonl", "w", encoding="utf-8") as file:
        for text in ids:
            file.write(json.dumps(text, ensure_ascii=False) + "\n")
    table = np.array([(query, passage, source) for (query, passage), source in rows.items()], dtype=np.int32)
    np.savez(
        arguments.work / "pairs.npz",
        query=table[:, 0],
        passage=table[:, 1],
        source=table[:, 2],
        sources=np.array(list(sources)),
    )
    print(f"{len(rows)} pairs of {len(ids)} texts")
    for name, number in sources.items():
        print(f"  {name:22} {int((table[:, 2] == number).sum())}")


if __name__ == "__main__":
    main()
