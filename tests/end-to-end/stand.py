"""The stand on which a journey happens: Keydesk's programs and a mail receiver, each a process of its own on loopback.

A context manager; leaving it ends every process that it started, by process id.
"""

import ctypes
import email
import email.policy
import glob
import json
import os
import re
import secrets
import select
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse

PR_SET_PDEATHSIG = 1
PYTHON = "/usr/bin/python3"  # the system's own, which has the packaged modules
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

PEOPLE = {
    "ada": {"name": "Ada Example", "password": "bright-harbour-27", "groups": "engineering", "mobile": "+905550000041"},
    "grace": {"name": "Grace Example", "password": "quiet-lantern-58", "groups": "operations", "mobile": "+905550000058"},
    "alan": {"name": "Alan Example", "password": "silver-orchard-91", "groups": "research", "mobile": "+905550000091"},
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def end_with_parent():
    """In the child: do not outlive the process that started it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def until(condition, what, patience=20.0):
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience:.0f} s for {what}")
        time.sleep(0.01)


def code_in(text):
    """The first six digits that stand alone, or None."""
    found = re.search(r"\b\d{6}\b", text)
    return found and found[0]


class Stand:
    def __init__(self, folder, binaries, database="", settings=(), second_factor="mail_code,webauthn", say=lambda text: None):
        self.folder = os.path.abspath(folder)
        self.binaries = binaries
        self.database = database
        self.settings = list(settings)  # "name=value", for keydeskd init
        self.second_factor = second_factor  # of the Registration profile
        self.say = say
        self.processes = []
        self.key_sockets = []  # of virtual security keys; the app is told them
        self.accessibility = self.runtime = None
        self.logs = os.path.join(self.folder, "logs")
        self.mail_folder = os.path.join(self.folder, "mail")
        self.data = os.path.join(self.folder, "service")
        self.ca = os.path.join(self.folder, "ca.pem")

    def __enter__(self):
        os.makedirs(self.logs, mode=0o700)
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            self.end(process)
        if self.runtime:
            self.runtime.cleanup()

    # -- processes -------------------------------------------------------------------------------------------------

    def program(self, name):
        return os.path.join(self.binaries, name)

    def start(self, name, command, **options):
        """Starts a process with its output in logs/<name>.log; the stand ends it."""
        log = open(os.path.join(self.logs, name + ".log"), "ab")
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   preexec_fn=end_with_parent, **options)
        log.close()
        self.processes.append(process)
        return process

    def end(self, process, patience=10.0):
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process in self.processes:
            self.processes.remove(process)
        return process.returncode

    def log(self, name):
        with open(os.path.join(self.logs, name + ".log"), encoding="utf-8", errors="replace") as file:
            return file.read()

    # -- parts -----------------------------------------------------------------------------------------------------

    def make_certificates(self):
        """An own certificate authority, and a certificate for the local name."""
        def openssl(*arguments):
            subprocess.run(["openssl", *arguments], check=True, cwd=self.folder, capture_output=True)
        new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        openssl("req", "-x509", *new_key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "30",
                "-subj", "/CN=Keydesk demonstration authority", "-addext", "basicConstraints=critical,CA:TRUE",
                "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        openssl("req", "-x509", "-CA", "ca.pem", "-CAkey", "ca.key", *new_key, "-keyout", "service.key",
                "-out", "service.pem", "-days", "30", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE",
                "-addext", "extendedKeyUsage=serverAuth")
        for key in ("ca.key", "service.key"):
            os.chmod(os.path.join(self.folder, key), 0o600)

    def start_postgresql(self):
        """A throw-away PostgreSQL; it ends when its standard input does."""
        cluster = subprocess.Popen([os.path.join(TOP, "tests", "fakes", "postgres-cluster"),
                                    os.path.join(TOP, "build", "postgresql-template")],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.processes.append(cluster)
        self.database = cluster.stdout.readline().strip()
        if not self.database:
            raise AssertionError("PostgreSQL did not start")

    def start_mail(self):
        """aiosmtpd with STARTTLS required, writing a Maildir."""
        self.mail_port = free_port()
        self.mail = self.start("mail", [
            PYTHON, "-m", "aiosmtpd", "-n", "-l", f"localhost:{self.mail_port}", "-c", "aiosmtpd.handlers.Mailbox",
            "--tlscert", os.path.join(self.folder, "service.pem"), "--tlskey", os.path.join(self.folder, "service.key"),
            self.mail_folder])
        until(lambda: self._answers(self.mail_port), "the mail receiver")

    @staticmethod
    def _answers(port):
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
            return True
        except OSError:
            return False

    def mails(self, recipient=None):
        """All mails received so far, oldest first."""
        found = []
        for path in sorted(glob.glob(os.path.join(self.mail_folder, "new", "*")), key=os.path.getmtime):
            with open(path, "rb") as file:
                message = email.message_from_binary_file(file, policy=email.policy.default)
            if recipient is None or recipient in message["To"]:
                found.append(message)
        return found

    def wait_for_mailed_code(self, recipient, before):
        """The code in a mail to the recipient that was not among the first ones."""
        return until(lambda: code_in("\n".join(mail.get_content() for mail in self.mails(recipient)[before:])),
                     f"a code by mail to {recipient}")

    def start_sms_gateway(self):
        """The stand-in for an SMS gateway: HTTPS, and it lets in only who sends the header that it gave out."""
        token = secrets.token_urlsafe(24)
        header = os.path.join(self.folder, "sms-header")
        with open(header, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(f"Authorization: Bearer {token}\n")
        gateway = subprocess.Popen([PYTHON, os.path.join(TOP, "tests", "fakes", "sms-gateway"),
                                    "--certificate", os.path.join(self.folder, "service.pem"),
                                    "--key", os.path.join(self.folder, "service.key"), "--authorization-file", header],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.processes.append(gateway)
        self.sms_gateway = gateway.stdout
        port = json.loads(self.sms_gateway.readline())["port"]
        self.settings += [f"sms.url=https://localhost:{port}/messages", f"sms.ca_file={self.ca}",
                          f"sms.header_file={header}", 'sms.body={"to": "{number}", "message": "{text}"}',
                          "sms.expected_status=200"]

    def next_sms(self):
        """What the gateway was asked to send next: number and text. Waits for it."""
        if not select.select([self.sms_gateway], [], [], 20)[0]:
            raise AssertionError("waited 20 s for an SMS")
        sms = json.loads(json.loads(self.sms_gateway.readline())["body"])
        return sms["to"], sms["message"]

    def init_service(self, port=None):
        """`keydeskd init`; keeps the administrator's one-time code."""
        self.port = port or free_port()
        self.url = f"https://localhost:{self.port}"
        command = [self.program("keydeskd"), "init", "--data", self.data, "--panel-url", self.url,
                   "--identity-provider-url", self.url, "--rp-id", "localhost", "--organisation", "Example Corp",
                   "--certificate", os.path.join(self.folder, "service.pem"),
                   "--certificate-key", os.path.join(self.folder, "service.key")]
        if self.database:
            command += ["--database", self.database]
        for setting in (f"http.address=127.0.0.1:{self.port}", f"mail.server=smtp://localhost:{self.mail_port}",
                        "mail.from=keydesk@example.org", f"mail.ca_file={self.ca}",
                        f"service.ca_file={self.ca}", "branding.app_store=https://apps.example.org/ios",
                        "branding.play_store=https://apps.example.org/android", *self.settings):
            command += ["--set", setting]
        answer = subprocess.run(command, capture_output=True, text=True)
        if answer.returncode:
            raise AssertionError(f"keydeskd init failed:\n{answer.stdout}{answer.stderr}")
        self.administrator_code = re.search(r"\b[A-Z2-7]{4}(?:[- ][A-Z2-7]{4})+\b", answer.stdout)[0]
        self.config = os.path.join(self.data, "keydeskd.toml")

    def start_service(self):
        self.service = self.start("keydeskd", [self.program("keydeskd"), "--config", self.config])
        until(self.describe, "keydeskd's first answer")

    def describe(self):
        """GET /info, or None while nobody answers."""
        import urllib.error
        import urllib.request
        if self.service.poll() is not None:
            raise AssertionError(f"keydeskd ended with {self.service.returncode}:\n{self.log('keydeskd')}")
        try:
            context = ssl.create_default_context(cafile=self.ca)
            with urllib.request.urlopen(f"{self.url}/api/v1/info", context=context, timeout=5) as answer:
                return json.load(answer)
        except (OSError, urllib.error.URLError):
            return None

    def kept_in(self):
        """The folders where the service keeps what it keeps."""
        if not self.database:
            return [self.data]
        sockets = urllib.parse.parse_qs(urllib.parse.urlsplit(self.database).query)["host"][0]
        return [self.data, os.path.join(sockets, "data")]

    def token_hashes(self):
        """The SHA-256 of every access token, from the service's database."""
        if self.database:
            command = ["psql", "--no-psqlrc", "-At", "-c", "SELECT encode(token_hash, 'hex') FROM access_tokens",
                       self.database]
        else:
            command = ["sqlite3", "-readonly", os.path.join(self.data, "keydesk.db"),
                       "SELECT lower(hex(token_hash)) FROM access_tokens"]
        return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())

    def admin(self, *arguments, stdin=""):
        """Runs keydesk-admin and gives back what it printed."""
        environment = {**os.environ, "XDG_CONFIG_HOME": os.path.join(self.folder, "administrator")}
        answer = subprocess.run([self.program("keydesk-admin"), *arguments], input=stdin, text=True,
                                capture_output=True, env=environment)
        if answer.returncode:
            raise AssertionError(f"keydesk-admin {' '.join(arguments)} failed with {answer.returncode}:\n"
                                 f"{answer.stdout}{answer.stderr}")
        return answer.stdout

    def populate(self):
        """Enrols the administrator's command line, adds three people and the Registration profile, makes a kiosk's code."""
        self.admin("enrol", "--url", self.url, "--ca", self.ca, "--code-file", "-", stdin=self.administrator_code + "\n")
        people = os.path.join(self.folder, "people.csv")
        with open(people, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write("user_name,display_name,mail,mobile,locale,groups,password\n")
            for user, person in PEOPLE.items():
                file.write(f"{user},{person['name']},{user}@example.org,{person['mobile']},en,{person['groups']},"
                           f"{person['password']}\n")
        self.admin("user", "import", people)
        os.remove(people)
        self.admin("profile", "create", "Registration panel", "--type", "registration",
                   "--factor", "password", "--factor", self.second_factor)
        self.kiosk_code = self.enrolment_code("Demonstration desk", "Lobby", "kiosk")

    def enrolment_code(self, name, place, kind):
        answer = json.loads(self.admin("--json", "installation", "enrol", name, "--place", place, "--kind", kind))
        return answer["code"]

    def prepare(self):
        self.say("making an own certificate authority")
        self.make_certificates()
        if self.database == "postgresql":
            self.say("starting PostgreSQL")
            self.start_postgresql()
        self.say("starting the mail receiver")
        self.start_mail()
        if self.second_factor == "sms_code":
            self.say("starting the stand-in for an SMS gateway")
            self.start_sms_gateway()
        self.say("starting the registration service")
        self.init_service()
        self.start_service()
        self.say("adding ada, grace and alan, and the Registration profile")
        self.populate()

    def start_accessibility(self):
        """The accessibility bus, once; session-bus.conf starts nothing by itself."""
        if self.accessibility is None:
            # Its socket lies in the runtime folder: stands that shared one would take each other's socket away.
            self.runtime = tempfile.TemporaryDirectory(prefix="keydesk-")
            self.accessibility = self.start("accessibility", ["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"],
                                            env={**os.environ, "XDG_RUNTIME_DIR": self.runtime.name})
            ask = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                   "org.freedesktop.DBus.NameHasOwner", "string:org.a11y.Bus"]
            until(lambda: b"true" in subprocess.run(ask, capture_output=True).stdout, "the accessibility bus")

    # -- the app ---------------------------------------------------------------------------------------------------

    def app_command(self, data="app", *arguments):
        """The command that starts the app; its installation enrols itself at the first start."""
        folder = os.path.join(self.folder, data)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        command = [self.program("keydesk"), "--service", self.url, "--ca", self.ca, "--data", folder, *arguments]
        for path in self.key_sockets:
            command += ["--key-socket", path]
        if not os.listdir(folder):
            code = os.path.join(self.folder, data + ".code")
            with open(code, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
                file.write(self.kiosk_code)
            command += ["--enrol-code-file", code]
        return command


class Display:
    """A virtual display with its own session bus and accessibility bus; a context manager."""

    def __init__(self, stand, size="1280x800", name="display"):
        self.stand, self.size, self.log_name = stand, size, name

    def __enter__(self):
        self.stand.start_accessibility()
        read, write = os.pipe()
        self.server = self.stand.start(self.log_name, [
            "Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise AssertionError(f"Xvfb did not start:\n{self.stand.log(self.log_name)}")
        self.name = f":{number}"
        self.environment = {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                            "LC_ALL": "C.UTF-8"}
        return self

    def __exit__(self, *_):
        self.stand.end(self.server)


def default_binaries():
    return os.environ.get("KEYDESK_BIN_DIR", os.path.join(TOP, "build", "dev", "bin"))


if __name__ == "__main__":
    sys.exit("stand.py is a part of the journeys; see tour.py and journey.py")
