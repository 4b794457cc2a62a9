"""Turns text into WordPiece ids exactly as BERT (uncased) does, and lists of ids into flat arrays.

This is the embedding rule's first half; `static_reference.py` has the second. The tokenizer is built from the
vocabulary alone, so no "added tokens" exist: a literal "[CLS]" in a text is four ordinary pieces, and
neither [CLS] nor [SEP] is ever put around a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

UNKNOWN_TOKEN = "[UNK]"
CONTINUATION_PREFIX = "##"
# BERT's own limit: a longer word becomes one [UNK].
MAX_WORD_CHARACTERS = 100


class WordPieceTokenizer:
    """Text to token ids; unknown tokens are left out because their row can carry no meaning."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        ids = {token: number for number, token in enumerate(vocabulary)}
        if len(ids) != len(vocabulary):
            raise ValueError("the vocabulary names a token twice")
        self.vocabulary = list(vocabulary)
        self.unknown_id = ids[UNKNOWN_TOKEN]
        self._tokenizer = Tokenizer(
            WordPiece(
                vocab=ids,
                unk_token=UNKNOWN_TOKEN,
                max_input_chars_per_word=MAX_WORD_CHARACTERS,
                continuing_subword_prefix=CONTINUATION_PREFIX,
            )
        )
        self._tokenizer.normalizer = BertNormalizer(
            clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True
        )
        self._tokenizer.pre_tokenizer = BertPreTokenizer()

    def encode(self, texts: Sequence[str]) -> list[np.ndarray]:
        """The known ids of each text, in order, int32."""
        encoded = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [self._known(encoding.ids) for encoding in encoded]

    def _known(self, ids: Iterable[int]) -> np.ndarray:
        array = np.asarray(ids, dtype=np.int32)
        return array[array != self.unknown_id]


class TokenBags:
    """Many texts' ids in one array: text i is `ids[starts[i]:starts[i + 1]]`."""

    def __init__(self, lists: Sequence[np.ndarray]) -> None:
        self.starts = np.zeros(len(lists) + 1, dtype=np.int64)
        np.cumsum([len(ids) for ids in lists], out=self.starts[1:])
        self.ids = np.concatenate(lists) if lists else np.zeros(0, dtype=np.int32)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def gather(self, texts: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
        """The first `limit` ids of each named text, flat, and where each begins."""
        begins = self.starts[texts]
        lengths = np.minimum(self.starts[texts + 1] - begins, limit)
        offsets = np.zeros(len(texts), dtype=np.int64)
        np.cumsum(lengths[:-1], out=offsets[1:])
        positions = np.arange(lengths.sum()) + np.repeat(begins - offsets, lengths)
        return self.ids[positions].astype(np.int64), offsets
