"""Settings from `osler.toml` and `OSLER_*` variables; nothing else reads the environment."""

from osler.settings.reading import hand_down, is_set, read_settings, unknown
from osler.settings.settings import Settings, SettingsError

__all__ = ["Settings", "SettingsError", "hand_down", "is_set", "read_settings", "unknown"]
