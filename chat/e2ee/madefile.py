"""Files that a vector describes instead of holding: how long, and what was done."""

from typing import Any

from chat.e2ee.files import PREFIX_BYTES, SEALED_BYTES, FileKey, open_file, seal_file


def pattern(length: int) -> bytes:
    return bytes((i * 7 + (i >> 8)) & 255 for i in range(length))


def _reordered(blob: bytes, order: list[int]) -> bytes:
    def chunk(i: int) -> bytes:
        start = PREFIX_BYTES + i * SEALED_BYTES
        return blob[start : start + SEALED_BYTES]

    return blob[:PREFIX_BYTES] + b"".join(chunk(i) for i in order)


def _changed(file: FileKey, blob: bytes, change: list[Any]) -> tuple[FileKey, bytes]:
    match change:
        case ["swap", i, j]:
            return file, _reordered(blob, [j, i])
        case ["repeat", i]:
            return file, _reordered(blob, [i, i, 1])
        case ["cut", length]:
            return file, blob[:length]
        case ["append", text]:
            return file, blob + bytes.fromhex(text)
        case ["fid", text]:
            return FileKey(file.kf, bytes.fromhex(text)), blob
        case ["flip", at]:
            return file, blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :]
    raise ValueError(change)


def open_made_file(given: dict[str, Any]) -> dict[str, int]:
    kf, fid, prefix = (bytes.fromhex(given[name]) for name in ("kf", "fid", "prefix"))
    file = FileKey(kf, fid)
    blob = seal_file(file, pattern(given["length"]), prefix=prefix)
    for change in given["changes"]:
        file, blob = _changed(file, blob, change)
    return {"blob": len(blob), "length": len(open_file(file, blob))}
