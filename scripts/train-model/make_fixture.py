"""Writes the texts, ids and vectors that an embedder of the shipped model must reproduce.

The texts are our own: hand-written ones for every corner of the tokenizer, and seeded strings of vocabulary
words. Ids leave out unknown tokens; vectors are base64 of little-endian float32. `--model` says of which model:
a `.onnx` file is a student.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import random
from pathlib import Path

from paths import add_path_arguments
from static_reference import ReferenceEmbedder
from student_reference import OnnxReference

SEED = 14
GENERATED = 80

WRITTEN = [
    # Nothing to embed.
    "",
    " ",
    " \t\r\n ",
    "\u00a0\u2003\u3000",
    "\u0000",
    "\u200b\u200d\ufeff",
    "\u0301\u0308",
    "\U0001f600\U0001f680",
    # Ordinary sentences and questions.
    "The library opens at nine and closes at five.",
    "How do I renew my parking permit?",
    "When was the old bridge closed to cars?",
    "Our gardeners plant bulbs in autumn because they need a cold winter to flower.",
    "What should I do if the kettle keeps switching itself off?",
    "the quick brown fox jumps over the lazy dog",
    "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG",
    "The Quick Brown Fox Jumps Over The Lazy Dog",
    "A reader asked whether the ferry runs on Sundays; it does, twice.",
    "He couldn't've known that it wasn't theirs.",
    'She said: "Don\'t touch the wet paint!"',
    "Why is my sourdough flat, dense and pale?",
    "Install the package, run the build, then open the page in a browser.",
    "Rising damp is often mistaken for condensation.",
    "Who pays when a neighbour's tree falls on a fence?",
    "Glaciers carve U-shaped valleys; rivers carve V-shaped ones.",
    "Two volunteers counted 412 puffins on the eastern cliff in June.",
    "Electroencephalography measures voltage fluctuations of neurons.",
    "antidisestablishmentarianism and pneumonoultramicroscopicsilicovolcanoconiosis",
    "unbelievableness, rewritability, hyperparameterisation",
    "one",
    "a",
    "Z",
    "word " * 600,
    "tide moon " * 40 + "harbour",
    # Numbers, punctuation, code.
    "3.14159 2,718,281 1/2 50% -40 +44 20 7946 0958",
    "1234567890123456789012345678901234567890",
    "On 2024-02-29 at 23:59:59 UTC the counter read 0x1F4A9.",
    "v1.2.3-beta.4+build.5",
    "!!!???...,,,;;;:::",
    "---___***~~~^^^|||",
    "$5 + \u20ac6 = \u00a37? \u00a56, \u20b98",
    "#hashtag @mention user@example.org https://example.org/a/b?c=d&e=f#g",
    "const total = items.reduce((sum, { price }) => sum + price, 0);",
    '<p class="note">Mind the gap</p>',
    "C:\\Users\\me\\notes.txt and /home/me/notes.txt",
    "snake_case kebab-case camelCase PascalCase SCREAMING_CASE",
    "\u201cCurly\u201d \u2018quotes\u2019 \u2013 en dash \u2014 em dash \u2026 ellipsis",
    "\u00abguillemets\u00bb \u2039single\u203a \u201elow\u201c",
    "\u00bfQu\u00e9 hora es? \u00a1Ya es tarde!",
    "a\u00b7b\u2022c\u2027d\u30fbe",
    "\u00a9 \u00ae \u2122 \u00b0 \u00b1 \u00d7 \u00f7 \u2260 \u2264 \u221e \u2211",
    "`backtick` ~tilde~ ^caret^ |pipe| +plus+ =equals= <less> $dollar$",
    "e=mc\u00b2, H\u2082O, x\u00b3 and 10\u207b\u2079",
    "\u00bd cup, \u00bc spoon, \u2153 of a litre",
    "\u2160 \u2161 \u2162 \u2163 \u24d0 \u2460",
    "\u2192 \u2190 \u21d2 \u2713 \u2717 \u2605",
    # Special tokens written out are ordinary text.
    "[CLS] hello [SEP] world [PAD] [MASK] [UNK]",
    "[unused1] ##ing ## ing##",
    # Accents, combining marks, ligatures, case.
    "Caf\u00e9 na\u00efve r\u00e9sum\u00e9 \u00fcber fa\u00e7ade jalape\u00f1o",
    "Cafe\u0301 nai\u0308ve re\u0301sume\u0301",
    "\u00c5ngstr\u00f6m \u212bngstr\u00f6m A\u030angstro\u0308m",
    "Stra\u00dfe STRASSE STRA\u1e9eE stra\u00dfe",
    "\u0130stanbul \u0131l\u0131k I\u0307zmir diyarbak\u0131r D\u0130YARBAKIR",
    "\ufb01nd the \ufb02ow o\ufb03ce e\ufb00ort \ufb06art",
    "\u0152uvre \u0153uvre \u00c6sir \u00e6on \u00d8rsted \u0141\u00f3d\u017a \u0110\u00e0 N\u1eb5ng",
    "\u01c4ungla \u01c5ungla \u01c6ungla",
    "Vi\u1ec7t Nam, Ti\u1ebfng Vi\u1ec7t, H\u00e0 N\u1ed9i",
    "z\u0335a\u0322l\u0334g\u0327o\u0336 t\u0361ext",
    "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308b",
    "q\u0323\u0307 versus q\u0307\u0323",
    "k\u20dd enclosing mark",
    "\u1e9b\u0323 long s dot",
    "\uff26\uff55\uff4c\uff4c\uff0d\uff57\uff49\uff44\uff54\uff48 \uff21\uff22\uff23 \uff11\uff12\uff13 \uff01\uff1f",
    "\uff76\uff9e\uff77\uff9e half-width kana",
    "\u212a kelvin \u2126 ohm \u00b5 micro \u03bc mu",
    "\U0001d4d7\U0001d4ee\U0001d4f5\U0001d4f5\U0001d4f8 \U0001d54e\U0001d560\U0001d563\U0001d55d\U0001d555",
    "\U00010400\U00010401 Deseret \U00010428",
    # Invisible and control characters.
    "soft\u00adhyphen hy\u00adphen\u00ada\u00adtion",
    "zero\u200bwidth\u200bspace",
    "zero\u200cwidth\u200cnon\u200cjoiner",
    "join\u200ded",
    "\ufeffbyte order mark at the start",
    "byte order \ufeff mark inside",
    "null\u0000byte bell\u0007 escape\u001b[31mred\u001b[0m",
    "tab\tseparated\tvalues",
    "line one\nline two\r\nline three\rline four",
    "line\u2028separator paragraph\u2029separator",
    "next\u0085line vertical\u000btab form\u000cfeed",
    "file\u001cgroup\u001drecord\u001eunit\u001f",
    "no\u00a0break\u202fnarrow\u2009thin\u3000ideographic\u1680ogham",
    "replacement \ufffd character",
    "private \ue000 use \U000f0000 area",
    "unassigned \u0378 \u0e00 code points",
    "noncharacter \ufdd0 \uffff \U0001ffff",
    "\u202eright to left override\u202c and \u2066isolate\u2069",
    "variation\ufe0f selector \u2764\ufe0f",
    "language \U000e0001\U000e0065\U000e006e tag",
    "\u180emongolian vowel separator",
    # Other scripts.
    "\u5317\u4eac\u662f\u4e2d\u56fd\u7684\u9996\u90fd\u3002",
    "\u6771\u4eac\u306e\u5929\u6c17\u306f\u3069\u3046\u3067\u3059\u304b\uff1f",
    "\u30ab\u30bf\u30ab\u30ca\u3068\u3072\u3089\u304c\u306a \u304c \u304b\u3099",
    "\ud55c\uad6d\uc5b4 \ubb38\uc7a5\uc785\ub2c8\ub2e4.",
    "mixed\u4e2d\u6587and\u82f1\u6587words",
    "\U00020000\U0002a6d6 rare ideographs \U0002f81a \uf900",
    "\u3007 \u3005 \u3006 \u2f00 \u31c0 \u3400 \u4dbf \u9fff",
    "\u041c\u043e\u0441\u043a\u0432\u0430 \u2014 \u0441\u0442\u043e\u043b\u0438\u0446\u0430 \u0420\u043e\u0441\u0441\u0438\u0438, \u0439\u043e\u0433 \u0438 \u0451\u043b\u043a\u0430",
    "\u041a\u0438\u0457\u0432 \u0456 \u041b\u044c\u0432\u0456\u0432",
    "\u0391\u03b8\u03ae\u03bd\u03b1, \u1f08\u03b8\u1fc6\u03bd\u03b1\u03b9, \u039f\u0394\u039f\u03a3 \u03bf\u03b4\u03cc\u03c2 \u03a3",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645\u060c \u0643\u064e\u064a\u0652\u0641\u064e \u062d\u0627\u0644\u0643\u061f",
    "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd \u05e2\u05d5\u05dc\u05dd",
    "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e\u0964",
    "\u09ac\u09be\u0982\u09b2\u09be \u09ad\u09be\u09b7\u09be",
    "\u0ba4\u0bae\u0bbf\u0bb4\u0bcd \u0bae\u0bca\u0bb4\u0bbf",
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01",
    "\u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8 \u1c94\u1c90\u1c9b\u1c94",
    "\u0540\u0561\u0575\u0565\u0580\u0565\u0576 \u0587",
    "\u12a0\u121b\u122d\u129b \u1361 \u1228\u1235",
    "\u13a3\u13b3\u13a9 \uab73\uab83 Cherokee",
    # Emoji between words.
    "pizza \U0001f355 and coffee \u2615 at noon",
    "family \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 flag \U0001f1eb\U0001f1f7 thumbs \U0001f44d\U0001f3fd",
    "rocket\U0001f680launch",
    # Words around BERT's limit of 100 characters.
    "a" * 99 + " short",
    "a" * 100 + " short",
    "a" * 101 + " short",
    "\u00e9" * 100 + " accents count after normalising",
    "e\u0301" * 60 + " combining marks are dropped first",
    "\U0001d4ea" * 100 + " " + "\U0001d4ea" * 101 + " astral letters",
    "\u00ad" * 150 + "hidden",
    "loremipsumdolor" * 12,
    "before " + "x" * 500 + " after",
    "-".join(["part"] * 60),
    "\u3042" * 150,
    "\u4e00" * 150,
]


def generated_texts(vocabulary: list[str], chance: random.Random) -> list[str]:
    """Strings of vocabulary words, some glued, capitalised or punctuated."""
    words = [token for token in vocabulary if token.isalpha() and len(token) > 1]
    texts = []
    for _ in range(GENERATED):
        chosen = chance.choices(words, k=chance.randint(1, 40))
        styled = [chance.choice((str, str, str.upper, str.title))(word) for word in chosen]
        texts.append("".join(word + chance.choice((" ", " ", " ", " ", ", ", ". ", "", "-", "'s ")) for word in styled))
    return texts


def main() -> None:
    parser = add_path_arguments(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    is_student = arguments.model.suffix == ".onnx"
    embedder = OnnxReference(arguments.model) if is_student else ReferenceEmbedder.load(arguments.model)
    texts = WRITTEN + generated_texts(embedder.tokenizer.vocabulary, random.Random(SEED))
    lists = embedder.tokenizer.encode(texts)
    vectors = embedder.embed(texts).astype("<f4")
    fixture = {
        "model": hashlib.sha256(arguments.model.read_bytes()).hexdigest(),
        "texts": [
            {"text": text, "ids": ids.tolist(), "vector": base64.b64encode(vector.tobytes()).decode("ascii")}
            for text, ids, vector in zip(texts, lists, vectors, strict=True)
        ],
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    # ASCII escapes keep invisible characters visible to whoever reads the file.
    arguments.out.write_text(json.dumps(fixture, ensure_ascii=True, indent=1) + "\n", encoding="utf-8")
    print(f"{arguments.out}: {len(texts)} texts, {sum(not len(ids) for ids in lists)} of them without a known token")


if __name__ == "__main__":
    main()
