"""Stored types can be read by many threads from the first moment."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

from osler.answer.answer import Answer, Statement
from osler.articles.content import Content
from osler.articles.records import Article
from osler.gate import decoders

RACE = """
import sys, threading
sys.setswitchinterval(1e-6)
import msgspec
from osler.gate.decoders import KINDS
start = threading.Barrier(16)
def read():
    start.wait()
    for kind in KINDS:
        try:
            msgspec.json.decode(b'{"answer": {"question": "x"}, "question": "x"}', type=kind)
        except msgspec.ValidationError:
            pass
threads = [threading.Thread(target=read) for _ in range(16)]
for each in threads: each.start()
for each in threads: each.join()
"""


def test_every_stored_type_is_known_before_there_are_threads() -> None:
    assert {Answer, Content, Article} <= set(decoders.KINDS)
    for kind in (*decoders.KINDS, Statement):
        if dataclasses.is_dataclass(kind):
            assert hasattr(kind, "__msgspec_cache__"), kind


def test_threads_that_read_at_once_do_not_crash() -> None:
    for _ in range(4):
        done = subprocess.run([sys.executable, "-c", RACE], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
