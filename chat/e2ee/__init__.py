"""The formats of the encryption, in Python.

The web process imports `errors`, `boxes`, `header` and `checks` only: none of them
can hold a private key. The other modules are the peer of the browser's code, for tests,
demo, command line and benchmarks.
"""
