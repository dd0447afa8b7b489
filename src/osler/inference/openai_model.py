"""A model behind an OpenAI-compatible endpoint, through the official client."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

from osler.inference.faults import (
    ModelBusy,
    ModelDenied,
    ModelDown,
    ModelSlow,
    ModelUnavailable,
    WritingFault,
)
from osler.inference.language_model import Prices, Prompt, Stream
from osler.inference.reply import PER_TOKEN, Reply, Sink

DEFAULT_URL = "https://api.openai.com/v1"
_ROOM = 64 << 10  # bytes of a reply beside its words; each piece comes in some wrapping
_WRAPPING = 64  # times its words that a reply may be long, on the wire


class OpenAIModel:
    """`LanguageModel` at any address that speaks OpenAI's chat completions: OpenAI, Azure, vLLM,
    llama.cpp, Ollama and others.
    """

    def __init__(
        self,
        model: str,
        url: str | None = None,
        key: str | None = None,
        prices: Prices | None = None,
    ) -> None:
        """`url`: up to and with `/v1`; `key` is sent as a bearer token and told to nobody."""
        self.name = f"openai:{model}"
        self._model = model
        self._url = url or DEFAULT_URL
        self._key = key
        self._prices = prices

    def __repr__(self) -> str:
        return f"OpenAIModel({self._model!r}, {self._url!r})"

    def write(self, prompt: Prompt) -> Stream:
        """See `LanguageModel`."""
        return Reply(lambda sink: self.produce(prompt, sink), prompt, self._prices)

    def produce(self, prompt: Prompt, sink: Sink) -> None:
        """Say the reply to `sink`. Raises `ModelFault`."""
        if self._url == DEFAULT_URL and not self._key:
            raise ModelDenied(
                "needs a key (model_key), or the address of another server (model_url)"
            )
        library = _library()
        with self._client(library, prompt) as client:
            try:
                self._say(client, prompt, sink, library)
            except library.OpenAIError as error:
                raise _fault(error, library, begun=sink.begun) from None

    def _say(self, client: Any, prompt: Prompt, sink: Sink, library: Any) -> None:
        try:
            stream = client.chat.completions.create(**self._request(prompt))
        except (library.BadRequestError, library.UnprocessableEntityError):
            # Some servers take no schema, and some models no temperature or only the newer names.
            stream = client.chat.completions.create(**self._plain(prompt))
        with stream:
            for piece in _pieces(stream, sink):
                if not sink.say(piece):
                    return

    def _plain(self, prompt: Prompt) -> dict[str, Any]:
        return {
            "model": self._model,
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user},
            ],
            "max_completion_tokens": prompt.tokens,
            "stream": True,
        }

    def _request(self, prompt: Prompt) -> dict[str, Any]:
        asked = self._plain(prompt)
        del asked["max_completion_tokens"]
        asked |= {
            "max_tokens": prompt.tokens,
            "temperature": prompt.temperature,
            "seed": prompt.seed,
            "stream_options": {"include_usage": True},
        }
        if prompt.schema:
            shape = {"name": "reply", "schema": dict(prompt.schema), "strict": True}
            asked["response_format"] = {"type": "json_schema", "json_schema": shape}
        return asked

    def _client(self, library: Any, prompt: Prompt) -> Any:
        """A client that tries once, follows nobody elsewhere and reads no more than it must."""
        http = importlib.import_module("httpx2")
        most = _ROOM + prompt.tokens * PER_TOKEN * _WRAPPING
        client = library.OpenAI(
            api_key=self._key or "none",  # local servers take any
            base_url=self._url,
            max_retries=0,
            timeout=prompt.seconds,
            http_client=http.Client(
                timeout=prompt.seconds,
                follow_redirects=False,
                transport=_bounded(http, most),
            ),
        )
        # The library takes these from variables of its own, and would tell them to any address.
        client.organization = client.project = None
        return client


def _pieces(stream: Any, sink: Sink) -> Iterator[str]:
    for chunk in stream:
        usage = getattr(chunk, "usage", None)
        if usage is not None:
            sink.count(usage.prompt_tokens, usage.completion_tokens)
        for choice in chunk.choices or ():
            if choice.delta is not None and isinstance(choice.delta.content, str):
                yield choice.delta.content


def _library() -> Any:
    """The `openai` package takes a second to import: only here, when a model is first asked."""
    try:
        return importlib.import_module("openai")
    except ImportError as error:
        said = f"needs osler[model], which is not installed ({error})"
        raise ModelUnavailable(said) from error


def _bounded(http: Any, most: int) -> Any:
    """A transport that breaks off a reply of more than `most` bytes, line ends or none."""

    class Bounded(http.HTTPTransport):  # type: ignore[misc]
        def handle_request(self, request: Any) -> Any:
            response = super().handle_request(request)
            inner = response.stream

            class Counted(http.SyncByteStream):  # type: ignore[misc]
                def __iter__(self) -> Iterator[bytes]:
                    left = most
                    for part in inner:
                        left -= len(part)
                        if left < 0:
                            raise http.RemoteProtocolError("the reply is too long")
                        yield part

                def close(self) -> None:
                    inner.close()

            response.stream = Counted()
            return response

    return Bounded()


def _fault(error: Exception, library: Any, *, begun: bool) -> WritingFault:
    """What an error of the client means, without a word of the server's."""
    if isinstance(error, library.APITimeoutError):
        return ModelSlow("did not answer in time")
    status = getattr(error, "status_code", None)
    if status == 429:
        return ModelBusy("is asked too often or has no credit left (status 429)")
    if status in {401, 403}:
        return ModelDenied(f"refused the key (status {status})")
    if status == 404:
        return ModelDenied("is not known at this address (status 404)")
    if status is not None:
        return ModelDown(f"answered with status {status}")
    if isinstance(error, library.APIConnectionError) and not begun:
        return ModelDown("cannot be reached")
    return ModelDown("broke off")
