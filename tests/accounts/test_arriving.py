"""From a session's cookie to an actor."""

from __future__ import annotations

import pytest

from osler.accounts.role import Role, proven
from osler.gate.hosts import household


@pytest.mark.parametrize(
    ("roles", "second_factor", "counts"),
    [
        ({Role.READER}, False, {Role.READER}),
        ({Role.EDITOR}, False, {Role.EDITOR}),
        ({Role.REVIEWER}, False, {Role.READER}),
        ({Role.REVIEWER}, True, {Role.REVIEWER}),
        ({Role.EDITOR, Role.ADMIN}, False, {Role.READER}),
        ({Role.EDITOR, Role.ADMIN}, True, {Role.EDITOR, Role.ADMIN}),
    ],
)
def test_strict_roles_count_only_with_a_second_factor(
    roles: set[Role], second_factor: bool, counts: set[Role]
) -> None:
    assert proven(frozenset(roles), second_factor=second_factor) == frozenset(counts)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("x" * 500, "x" * 45),
    ],
)
def test_what_counts_as_one_address(address: str, counted: str) -> None:
    assert household(address) == counted
