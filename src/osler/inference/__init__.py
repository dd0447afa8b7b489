"""Models run locally or remotely, behind protocols. None is ever required."""
