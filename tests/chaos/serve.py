"""Starts the product in a process that may be killed, hurried, and broken if asked.

The product has no hooks for this: everything is changed from here, in this process.
"""

import argparse
import faulthandler
import os
import signal

import django
from django.core.management import call_command


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--without", default="")
    without = parser.parse_args().without
    # Where a process hangs, for who looks into it.
    faulthandler.register(signal.SIGUSR1)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "platform_site.settings")
    django.setup()
    # Only now: these modules import models.
    from tests.chaos import broken, hurry

    hurry.shorten()
    broken.make_bells_mutable()
    broken.remove(without)
    call_command("serve")


if __name__ == "__main__":
    main()
