"""The main journey, end to end: a person signs in, scans the code, proves that it works, and leaves.

Separate processes over TLS, a real mail, the QR code decoded by zbar from a picture of the display, the codes made by
oathtool, the app driven by keyboard through the accessibility bus. Run under dbus-run-session.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

from desk import Desk, Words
from leaks import Secrets, access_token_of
from stand import PEOPLE, Display, Stand, code_in, default_binaries, until

APP_NAME = "SecTrail Authenticator"  # of the branding, the same in every language


class IndependentPhone:
    """zbar reads the picture and oathtool makes the codes: no line of it is ours."""

    def read(self, picture):
        """The text of the QR code in a picture, or an empty one."""
        answer = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture],
                                capture_output=True, text=True)
        return answer.stdout.strip()

    def code(self, uri, shift=0):
        """The RFC 6238 code of this moment, or of one shifted by seconds."""
        moment = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(time.time() + shift))
        answer = subprocess.run(["oathtool", "--totp", "--base32", f"--now={moment}", secret_of(uri)],
                                capture_output=True, text=True, check=True)
        return answer.stdout.strip()


def secret_of(uri):
    return urllib.parse.parse_qs(urllib.parse.urlsplit(uri).query)["secret"][0]


class Journey:
    """One person's visit; keeps every secret that was used, and calls picture(name) at every page."""

    def __init__(self, stand, app, display, language, user, phone=None, picture=lambda desk, name: None):
        self.stand, self.user, self.language = stand, user, language
        self.phone = phone or IndependentPhone()
        os.environ["DISPLAY"] = display.name
        self.desk = Desk(app, Words(language), display.name)
        self.secrets = Secrets()
        self.mails = 0  # received before the sign-in
        self._picture = picture

    def page(self, title, picture):
        self.desk.wait_for(title)
        self._picture(self.desk, picture)

    def begin(self):
        self.mails = len(self.stand.mails(f"{self.user}@example.org"))
        self.desk.take_keyboard()
        self.page("Set up how you sign in", "welcome")
        self.desk.push("Start")

    def sign_in(self):
        desk = self.desk
        password = PEOPLE[self.user]["password"]
        self.secrets.add("password", password)
        self.page("Sign in", "sign-in")
        desk.enter("User name", self.user)
        desk.enter("Password", password)
        desk.push("Continue")
        self.answer_code()

    def sent_code(self):
        if self.stand.second_factor == "sms_code":
            self.page("Enter the code from the text message", "code")
            number, text = self.stand.next_sms()
            expect(number == PEOPLE[self.user]["mobile"], f"an SMS to {number}")
            return code_in(text)
        self.page("Enter the code from your mail", "code")
        return self.stand.wait_for_mailed_code(f"{self.user}@example.org", self.mails)

    def answer_code(self):
        desk = self.desk
        code = self.sent_code()
        self.secrets.add("sent code", code)
        desk.enter("Six-digit code", code)
        desk.push("Continue")
        desk.wait_for_text(desk.words("Hello, %1").replace("%1", ""))
        self._picture(desk, "home")

    def open_scan_page(self):
        desk = self.desk
        desk.tab_to_name(APP_NAME)
        desk.press("space")
        desk.wait_for("Register a phone")
        desk.wait_for_name(APP_NAME, "panel")
        self._picture(desk, "phones-empty")
        desk.push("Register a phone")
        desk.wait_for("I have the app")
        self._picture(desk, "get-the-app")
        desk.push("I have the app")
        desk.wait_for("Scan this code with your phone")
        desk.wait_for("QR code for the authenticator app")

    def scan(self):
        """Decodes the QR code from a picture of the whole display."""
        path = os.path.join(self.stand.folder, "scan.png")

        def seen():
            self.desk.picture(path)
            return self.phone.read(path)
        self.uri = until(seen, "the QR code to be read from the display")
        os.remove(path)
        self._picture(self.desk, "scan")
        parts = urllib.parse.urlsplit(self.uri)
        assert (parts.scheme, parts.netloc) == ("otpauth", "totp"), "not an otpauth key URI"
        seed = secret_of(self.uri)
        assert re.fullmatch(r"[A-Z2-7]{32}", seed), "not 20 bytes in Base32"
        self.secrets.add("seed", seed)
        self.secrets.add("seed in groups", " ".join(re.findall("....", seed)))

    def be_explained(self):
        """A phone whose clock is 200 s slow: the page says so."""
        desk = self.desk
        desk.enter("Code shown in the app", self.phone.code(self.uri, shift=-200))
        desk.push("Check the code")
        desk.wait_for_text("3 min" if self.language == "en" else "3 dk")
        self._picture(desk, "code-explained")

    def prove(self):
        desk = self.desk
        code = self.phone.code(self.uri)
        self.secrets.add("soft OTP code", code)
        desk.enter("Code shown in the app", code)
        desk.push("Check the code")
        self.page("Your phone is registered", "registered")

    def register(self):
        """From the welcome page to the success."""
        self.begin()
        self.sign_in()
        self.open_scan_page()
        self.scan()
        self.be_explained()
        self.prove()

    def note_token(self):
        """The person never sees it: it is taken from the app's memory. Needs the right to trace the app (root)."""
        self.secrets.add("access token", access_token_of(self.desk.process.pid, self.stand.token_hashes()))

    def leave(self):
        self.desk.push("Sign out")
        self.page("You are signed out", "signed-out")

    def leave_with_few(self):
        """With fewer than two good factors the page says so first, and lets go."""
        self.desk.push("Sign out")
        self.page("Sign out anyway", "few-factors")
        self.desk.push("Sign out anyway")
        self.page("You are signed out", "signed-out")


def register_phone(stand, app, display, **how):
    """From the welcome page to the signed-out one."""
    journey = Journey(stand, app, display, **how)
    journey.register()
    journey.leave_with_few()


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def expect_audited(stand, *events):
    """Waits for the last of it: the page is back before the service has been told."""
    def complete():
        records = stand.admin("audit", "show")
        return records if all(event in records for event in events) else None
    records = until(complete, lambda: f"{events} are not all in the audit log:\n{stand.admin('audit', 'show')}")
    stand.admin("audit", "verify")
    return records


def expect_no_secret(stand, journey, app):
    """Nowhere: not in a program's memory, not in a log, not in the service's files."""
    expect("access token" in journey.secrets.names(), "the access token was not noted")
    for name, process in (("app", app), ("service", stand.service)):
        found = journey.secrets.found_in_memory(process.pid)
        expect(not found, f"secrets in the {name}'s memory: {found}")
    found = journey.secrets.found_in_files(stand.logs)
    expect(not found, f"secrets in logs: {found}")
    for folder in stand.kept_in():
        found = journey.secrets.found_in_files(folder)
        expect(not found, f"secrets in the service's files: {found}")


def visit_whole(stand, app, display, options):
    """From the welcome page to the signed-out one, and what it left behind."""
    journey = Journey(stand, app, display, options.language, options.user)
    journey.register()
    journey.note_token()
    journey.leave_with_few()
    phone = "Telefon 1" if options.language == "tr" else "Phone 1"

    def notices():
        return [mail for mail in stand.mails(f"{options.user}@example.org") if phone in mail.get_content()]
    until(notices, f"the mail that tells about {phone!r}")
    expect_audited(stand, "sign_in.succeeded", "phone.registered", "sign_in.signed_out")
    expect_no_secret(stand, journey, app)


def visit_idle(stand, app, display, options):
    """A person walks away from the kiosk in the middle: it asks, then forgets them and signs them out on the service."""
    journey = Journey(stand, app, display, options.language, options.user)
    journey.begin()
    journey.sign_in()
    journey.note_token()
    until(lambda: journey.desk.sees("Are you still there?"), "the countdown", patience=90)
    until(lambda: journey.desk.sees("Start"), "the first page again", patience=60)
    expect_audited(stand, "sign_in.succeeded", "sign_in.signed_out")
    expect_no_secret(stand, journey, app)


def visit_trouble(stand, app, display, options):
    """The service goes away while a person signs in, and comes back: what was typed is still there. Then the program is
    ended in the middle of a registration: that is given up, and the person signed out, before it goes."""
    journey = Journey(stand, app, display, options.language, options.user)
    desk = journey.desk
    journey.begin()
    desk.wait_for("Sign in")
    stand.end(stand.service)
    desk.enter("User name", options.user)
    desk.enter("Password", PEOPLE[options.user]["password"])
    desk.push("Continue")
    desk.wait_for("No connection to the service")
    stand.start_service()
    desk.push("Try again")
    journey.answer_code()
    journey.open_scan_page()
    expect(stand.end(app) == 0, f"keydesk ended with {app.returncode}: {stand.log('keydesk')}")
    records = expect_audited(stand, "phone.registration_cancelled", "sign_in.signed_out")
    expect(records.index("phone.registration_cancelled") < records.index("sign_in.signed_out"), "signed out too early")


VISITS = {"whole": visit_whole, "idle": visit_idle, "trouble": visit_trouble}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--language", choices=["en", "tr"], default="en")
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options.add_argument("--user", default="ada", choices=list(PEOPLE))
    options.add_argument("--visit", default="whole", choices=list(VISITS))
    options.add_argument("--second-factor", default="mail_code,webauthn",
                         choices=["mail_code,webauthn", "sms_code"])
    options = options.parse_args()
    folder = tempfile.mkdtemp(prefix="keydesk-journey-")
    try:
        with Stand(folder, default_binaries(), database="" if options.database == "sqlite" else "postgresql",
                   second_factor=options.second_factor) as stand:
            stand.prepare()
            with Display(stand) as display:
                kiosk = ["--kiosk"] if options.visit == "idle" else []
                app = stand.start("keydesk", stand.app_command("app", "--language", options.language, *kiosk),
                                  env={**os.environ, **display.environment})
                VISITS[options.visit](stand, app, display, options)
                expect(stand.end(app) == 0, f"keydesk ended with {app.returncode}: {stand.log('keydesk')}")
                service = stand.service
                expect(stand.end(service) == 0, f"keydeskd ended with {service.returncode}: {stand.log('keydeskd')}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{options.visit} visit of {options.user} ({options.language}, {options.database}, {options.second_factor}): "
          "all seen")


if __name__ == "__main__":
    sys.exit(main())
