"""Where rooms are put together from settings: one module for asking, one for laying in."""
