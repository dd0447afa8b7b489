"""Whatever the OpenAPI document allows or forbids: no server error, and no undescribed response."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from made_api import Callers
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from osler.accounts.role import Role

BASE = "http://127.0.0.1:8000/api"
# Values that fit the schema may still name what is not there, be no question, need another state,
# or be of an older revision.
_FITTING = ["2xx", "401", "403", "404", "409", "412", "422"]
_OTHER = ["400", "401", "403", "404", "405", "409", "412", "415", "422", "428"]
_CONFIG = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": _FITTING},
        "missing_required_header": {"expected-statuses": _OTHER},
        "negative_data_rejection": {"expected-statuses": _OTHER},
    }
}
_ANYTHING = {"getStatus", "getDocument", "getPassage", "getStanding"}  # nothing sent can be wrong
Headers = dict[str, str]


def _tried(api: Callers, callers: Iterator[Headers], examples: int) -> set[int]:
    """Call every operation `examples` times with what fits its schema, as often with what does
    not, and as often on an article that there is, each time as the next caller; returns the
    statuses met.
    """
    document = api.client.get("/api/v1/openapi.json").json()
    config = SchemathesisConfig.from_dict(_CONFIG)
    schema = schemathesis.openapi.from_dict(document, config=config)
    schema.app = api.app
    met: set[int] = set()

    def call(case: schemathesis.Case) -> None:
        met.add(case.call_and_validate(BASE, headers=next(callers)).status_code)

    for found in schema.get_all_operations():
        operation = found.ok()
        for how in _ways(api, operation):
            _limited(examples)(given(case=operation.as_strategy(**how))(call))()
    return met


def _ways(api: Callers, operation: Any) -> Iterator[dict[str, Any]]:
    yield {}
    if operation.definition.raw["operationId"] not in _ANYTHING:
        yield {"generation_mode": GenerationMode.NEGATIVE}
    if "{slug}" in operation.path and "{" not in operation.path.replace("{slug}", ""):
        yield {"path_parameters": {"slug": api.made.under_review().slug}}


def _limited(examples: int) -> Callable[[Any], Any]:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )


def _headers(api: Callers, role: Role | None) -> Headers:
    return {} if role is None else {"Authorization": f"Bearer {api.keys[role]}"}


@pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True
)
def test_no_server_error_and_no_undescribed_response(api: Callers) -> None:
    callers = cycle([_headers(api, role) for role in (None, *Role)])
    assert {200, 404, 422} <= _tried(api, callers, 3)


@pytest.mark.slow
@pytest.mark.parametrize("role", [None, *Role])
def test_the_same_with_many_examples(api: Callers, role: Role | None) -> None:
    assert {200, 404, 422} <= _tried(api, cycle([_headers(api, role)]), 60)
