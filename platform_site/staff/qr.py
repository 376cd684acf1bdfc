"""A QR code as the outline of one SVG path: no image, no data: address."""

import qrcode  # type: ignore[import-untyped]


def outline(text: str) -> tuple[int, str]:
    """The side in modules, and the path's `d`."""
    code = qrcode.QRCode(border=2)
    code.add_data(text)
    rows = code.get_matrix()
    dark = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, filled in enumerate(row)
        if filled
    )
    return len(rows), "".join(dark)
