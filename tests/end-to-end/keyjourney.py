"""Security keys, end to end: a person registers one without a browser, leaves, and signs in with it.

Real programs over TLS, driven by keyboard alone through the accessibility bus; keydesk-key stands in for the key, as a process
of its own. Run under dbus-run-session.
"""

import argparse
import os
import shutil
import sys
import tempfile

from journey import Journey, expect, expect_audited, expect_no_secret
from stand import PEOPLE, Display, Stand, default_binaries
from virtualkey import VirtualKey


class KeyJourney(Journey):
    """A visit with security keys. PINs are among the secrets that may stay nowhere."""

    def __init__(self, stand, app, display, key, **how):
        super().__init__(stand, app, display, **how)
        self.key = key

    def use_pin(self, pin):
        self.secrets.add("PIN of the key", pin)
        return pin

    def open_keys(self):
        self.desk.tab_to("WebAuthn")
        self.desk.press("space")
        self.desk.wait_for("The security keys that sign you in.")

    def begin_registration(self):
        self.desk.push("Register security key")

    def insert(self):
        self.page("Insert your security key", "insert-key")
        self.key.tell("plug")

    def choose_pin(self, pin):
        desk = self.desk
        desk.wait_for("Choose a PIN for your key")
        desk.enter("New PIN", pin)
        desk.enter("The new PIN once more", pin)
        self._picture(desk, "set-pin")
        desk.push("Set the PIN")

    def enter_pin(self, pin):
        desk = self.desk
        desk.wait_for("Enter the PIN of your key")
        desk.enter("PIN of the key", pin)
        self._picture(desk, "enter-pin")
        desk.push("Continue")

    def touch(self):
        self.page("Touch your security key", "touch")
        self.key.touch()

    def name_it(self, name):
        desk = self.desk
        self.page("Your security key is registered", "key-registered")
        desk.tab_to("Name of the key")
        desk.press("ctrl+a")
        desk.type(name)
        desk.push("Done")
        desk.wait_for_text(name)
        self._picture(desk, "keys")

    def register_key(self, pin, name):
        """From the home page to the list with the key in it."""
        self.open_keys()
        self._picture(self.desk, "keys-empty")
        self.begin_registration()
        self.insert()
        self.choose_pin(self.use_pin(pin))
        self.touch()
        self.name_it(name)

    def clean_up(self, count):
        """What is left over of the person's own account is checked already."""
        self._picture(self.desk, "left-over")
        self.desk.tab_to_name(self.desk.words("Clean up (%1)").replace("%1", str(count)), "push button")
        self.desk.press("space")

    def sign_in_with_key(self, pin):
        """The key says who it is; the password follows."""
        desk = self.desk
        self.begin()
        desk.push("Sign in with a security key")
        self.enter_pin(pin)
        self.touch()
        desk.wait_for("Password")
        desk.enter("Password", PEOPLE[self.user]["password"])
        desk.push("Continue")
        desk.wait_for_text(desk.words("Hello, %1").replace("%1", ""))


def visit_register(stand, app, display, key, options):
    """Registers a key that has no PIN yet, leaves, and comes back with it, without a user name."""
    journey = KeyJourney(stand, app, display, key, language=options.language, user=options.user)
    journey.begin()
    journey.sign_in()
    journey.register_key("4821-shore", "Anahtarlık" if options.language == "tr" else "Key ring")
    journey.note_token()
    expect(len(key.accounts()) == 1, f"on the key: {key.accounts()}")
    journey.leave_with_few()
    expect_audited(stand, "sign_in.succeeded", "security_key.registered", "sign_in.signed_out")
    expect_no_secret(stand, journey, app)
    journey.desk.push("Sign in again")
    journey.sign_in_with_key("4821-shore")


def visit_hard(stand, app, display, key, options):
    """Everything that goes wrong with a key has a way on; what is left on it is found and cleaned up."""
    journey = KeyJourney(stand, app, display, key, language=options.language, user=options.user)
    desk = journey.desk
    pin, other = journey.use_pin("4821-key"), journey.use_pin("1749-key")
    journey.begin()
    journey.sign_in()
    journey.open_keys()
    journey.begin_registration()
    journey.insert()
    journey.choose_pin(pin)
    desk.wait_for("Touch your security key")
    key.tell("unplug")
    desk.wait_for("The key was taken out")
    key.tell("plug")
    desk.push("Try again")
    desk.wait_for("Enter the PIN of your key")
    desk.enter("PIN of the key", "9999-wrong")
    desk.push("Continue")
    desk.wait_for_text(desk.words("That PIN was wrong."))
    journey.enter_pin(pin)
    journey.touch()
    journey.name_it("Drawer")

    desk.push("Manage a plugged-in key")
    desk.push("Change the PIN")
    desk.enter("Present PIN", pin)
    desk.enter("New PIN", other)
    desk.enter("The new PIN once more", other)
    desk.push("Change the PIN")
    desk.wait_for_text(desk.words("The PIN is changed."))
    desk.push("Back")

    desk.tab_to_name("Drawer")
    desk.press("space")
    desk.push("Remove")
    desk.push("Remove the key")
    desk.wait_for_text(desk.words("This key is your last good factor."))
    desk.push("I lost this key")
    desk.push("Yes, I lost it")
    desk.wait_for_text(desk.words("“%1” no longer works.").replace("%1", "Drawer"))

    expect(len(key.accounts()) == 1, f"on the key: {key.accounts()}")
    desk.push("Manage a plugged-in key")
    desk.push("See what is on it")
    journey.enter_pin(other)
    desk.wait_for("What is on this key")
    journey.clean_up(1)
    desk.wait_for_text(desk.words("Cleaned up."))
    expect(key.accounts() == [], f"on the key: {key.accounts()}")
    expect_audited(stand, "security_key.registered", "security_key.lost")


VISITS = {"register": visit_register, "hard": visit_hard}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--language", choices=["en", "tr"], default="en")
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options.add_argument("--user", default="ada", choices=list(PEOPLE))
    options.add_argument("--visit", default="register", choices=list(VISITS))
    options = options.parse_args()
    folder = tempfile.mkdtemp(prefix="keydesk-journey-")
    try:
        with Stand(folder, default_binaries(), database="" if options.database == "sqlite" else "postgresql") as stand:
            stand.prepare()
            key = VirtualKey(stand, "key", "--unplugged").start()
            with Display(stand) as display:
                app = stand.start("keydesk", stand.app_command("app", "--language", options.language),
                                  env={**os.environ, **display.environment})
                VISITS[options.visit](stand, app, display, key, options)
                expect(stand.end(app) == 0, f"keydesk ended with {app.returncode}: {stand.log('keydesk')}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{options.visit} visit of {options.user} ({options.language}, {options.database}): all seen")


if __name__ == "__main__":
    sys.exit(main())
