"""The return code in words and digits, as people type it."""

from chat.e2ee.words_nl import WORDS

DIGITS = "46733638687775316844"
CODE = int(DIGITS).to_bytes(9)


def words_of(code):
    value = int.from_bytes(code)
    return [WORDS[value >> 11 * i & 2047] for i in range(5, -1, -1)]


def code_spellings():
    words = words_of(CODE)
    grouped = " ".join(DIGITS[i : i + 4] for i in range(0, 20, 4))
    yield "grouped", grouped, True
    yield "dashes", grouped.replace(" ", "-"), True
    yield (
        "arabic-digits",
        DIGITS.translate({48 + i: 0x660 + i for i in range(10)}),
        True,
    )
    yield (
        "persian-digits",
        DIGITS.translate({48 + i: 0x6F0 + i for i in range(10)}),
        True,
    )
    yield "wide-digits", DIGITS.translate({48 + i: 0xFF10 + i for i in range(10)}), True
    yield "words", " ".join(words), True
    yield "words-capitals", " ".join(words).title(), True
    yield "words-commas", ", ".join(words) + ".", True
    yield "words-lines", "\n".join(words), True
    yield "words-short", " ".join(word[:4] for word in words), True
    yield "words-slip", " ".join(word[:4] + "xx" for word in words), True
    yield (
        "words-accents",
        " ".join(word[0] + "\u0301" + word[1:] for word in words),
        True,
    )
    yield "five-words", " ".join(words[:5]), "code"
    yield "seven-words", " ".join([*words, words[0]]), "code"
    yield "unknown-word", " ".join([*words[:5], "qqqqqq"]), "word"
    yield "three-letters", " ".join([*words[:5], "qqq"]), "word"
    yield "words-and-digits", " ".join([*words[:5], "1234"]), "code"
    yield "six-words-and-digit", " ".join([*words, "1"]), "code"
    yield "digits-and-letter", DIGITS + " a", "code"
    yield "nineteen-digits", DIGITS[:-1], "code"
    yield "twenty-one-digits", DIGITS + "0", "code"
    yield "too-large", str(1 << 66), "code"
    yield "nothing", " - ", "code"


def vectors():
    for name, typed, met in code_spellings():
        expected = {"out": CODE.hex()} if met is True else {"error": met}
        known = {"id": f"code-{name}", "op": "parse_code"}
        yield {**known, "in": {"s": typed}, **expected}
    for code in (CODE, bytes(9), b"\3" + b"\xff" * 8):
        digits = f"{int.from_bytes(code):020d}"
        out = {
            "words": " ".join(words_of(code)),
            "digits": " ".join(digits[i : i + 4] for i in range(0, 20, 4)),
        }
        known = {"id": f"code-forms-{digits}", "op": "code_forms"}
        yield {**known, "in": {"code": code.hex()}, "out": out}
    unknown = {"code": CODE.hex(), "deploy": bytes(16).hex(), "ver": 2}
    yield {"id": "code-kdf", "op": "derive_code", "in": unknown, "error": "kdf"}
