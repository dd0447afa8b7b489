"""`python -m osler`."""

from osler.cli.main import run

if __name__ == "__main__":  # parsing processes import this module and must not run it
    run()
