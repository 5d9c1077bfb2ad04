"""The demonstration behind ./run: everything is started, and a person tries it at their own display."""

import argparse
import os
import shutil
import sys
import time

from stand import PEOPLE, TOP, Stand, default_binaries
from virtualkey import VirtualKey, has_real_key


def main():
    options = argparse.ArgumentParser(prog="run")
    options.add_argument("--kiosk", action="store_true", help="full screen, as it stands in an IT office")
    options.add_argument("--language", choices=["en", "tr"])
    options = options.parse_args()

    folder = os.path.join(TOP, "build", "demonstration")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder, mode=0o700)
    with Stand(folder, default_binaries(), say=lambda text: print(f"· {text}", flush=True)) as stand:
        stand.prepare()
        if not has_real_key():
            VirtualKey(stand).start(dict(os.environ))
        arguments = ["--kiosk"] if options.kiosk else []
        if options.language:
            arguments += ["--language", options.language]
        app = stand.start("keydesk", stand.app_command("app", *arguments))
        phone = stand.start("keydesk-phone", [stand.program("keydesk-phone")])
        print("\nKeydesk is open. Sign in as one of these; the code that is mailed to you appears here:\n")
        for user, person in PEOPLE.items():
            print(f"    {user:<8}{person['password']}")
        print("\nThe virtual phone scans the code from a picture of the screen. "
              + ("The virtual security key is touched in its window." if stand.key_sockets else
                 "Your own security key works here, too.") + " Administration:\n"
              f"    XDG_CONFIG_HOME={folder}/administrator {stand.program('keydesk-admin')} --help\n"
              "Ctrl-C, or closing Keydesk, ends everything.\n", flush=True)
        seen = 0
        while app.poll() is None:
            mails = stand.mails()
            for mail in mails[seen:]:
                print(f"── mail to {mail['To']}: {mail['Subject']}\n{mail.get_content()}", flush=True)
            seen = len(mails)
            time.sleep(0.2)
        if app.returncode:
            sys.exit(f"keydesk ended with {app.returncode}:\n{stand.log('keydesk')}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print()
    except AssertionError as problem:
        sys.exit(f"keydesk: {problem}")
