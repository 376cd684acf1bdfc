class E2eeError(Exception):
    """A refusal with a name; `code` is the same in every language."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def need(condition: bool, code: str) -> None:
    if not condition:
        raise E2eeError(code)
