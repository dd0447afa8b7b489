"""A process of its own that runs a GGUF file through xllamacpp (llama.cpp), for `local_model.py`.

`python -m osler.inference.local_server FILE THREADS`: reads a key from its input, loads the file,
prints the address at which it answers whoever has the key, and ends when its input does.
"""

from __future__ import annotations

import importlib
import os
import sys

CONTEXT = 8192  # tokens of prompt and reply together
NOT_INSTALLED, UNREADABLE = 3, 4  # exit codes


def main() -> None:
    """See the module."""
    file, threads = sys.argv[1], int(sys.argv[2])
    key = sys.stdin.readline().strip()
    try:
        library = importlib.import_module("xllamacpp")  # heavy, and nowhere else
    except ImportError:
        os._exit(NOT_INSTALLED)
    wanted = library.CommonParams()
    wanted.model.path = file
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = threads
    wanted.n_ctx = CONTEXT
    wanted.n_parallel = 1
    wanted.n_gpu_layers = 0
    wanted.warmup = False
    wanted.ui = False
    wanted.verbosity = -1
    wanted.api_keys = [key]
    try:
        server = library.Server(wanted)
    except Exception:
        os._exit(UNREADABLE)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)  # threads of the library may be in the middle of a reply


if __name__ == "__main__":
    main()
