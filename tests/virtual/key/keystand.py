"""A running keydesk-key, its control socket, and connections of python3-fido2 to it."""

import json
import os
import socket
import subprocess
import tempfile

from fido2.hid import CtapHidDevice
from fido2.hid.base import CtapHidConnection, HidDescriptor

REPORT = 64
PATIENCE = 20  # Seconds until a test is given up; never waited for when all is well.


class Connection(CtapHidConnection):
    """What fido2 has for /dev/hidraw*, on the key's socket."""

    def __init__(self, path):
        self.skips_others = False  # fido2 itself gives up on a report for another client's channel.
        self.channel = None
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(PATIENCE)
        try:
            self.socket.connect(path)
        except OSError:
            self.close()
            raise

    def read_packet(self):
        report = self.read_report()
        while self.skips_others and report[:4] != self.channel:
            report = self.read_report()
        return report

    def read_report(self):
        report = b""
        while len(report) < REPORT:
            more = self.socket.recv(REPORT - len(report))
            if not more:
                raise OSError("the key is gone")
            report += more
        return report

    def write_packet(self, data):
        self.channel = data[:4]
        self.socket.sendall(data)

    def close(self):
        self.socket.close()


class Control:
    """The control socket: one order, one answer."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(path)
        self.lines = self.socket.makefile("r", encoding="utf-8")

    def __call__(self, command, **more):
        self.send(command, **more)
        answer = self.line()
        if not answer["ok"]:
            raise ValueError(answer["error"])
        return answer

    def send(self, command, **more):
        self.socket.sendall(json.dumps({"command": command, **more}).encode() + b"\n")

    def line(self):
        return json.loads(self.lines.readline())

    def close(self):
        self.lines.close()
        self.socket.close()


class Key:
    """The program as a process of its own, with a fresh memory unless told which."""

    def __init__(self, *options, data=None):
        self.folder = tempfile.TemporaryDirectory()
        self.data = data or self.path("data")
        self.options = options
        self.start()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def start(self):
        program = os.path.join(os.environ["KEYDESK_BIN_DIR"], "keydesk-key")
        self.process = subprocess.Popen(
            [program, "--headless", "--socket", self.path("key"), "--control", self.path("control"),
             "--data", self.data, *self.options], stdout=subprocess.PIPE, text=True)
        if "ready" not in self.process.stdout.readline():
            raise RuntimeError("keydesk-key did not start")
        self.control = Control(self.path("control"))

    def kill(self):
        self.control.close()
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def restart(self):
        self.kill()
        self.start()

    def stop(self):
        self.kill()
        self.folder.cleanup()

    def replug(self):
        self.control("unplug")
        self.control("plug")

    def connect(self, skips_others=False):
        path = self.path("key")
        connection = Connection(path)
        connection.skips_others = skips_others
        try:
            return CtapHidDevice(HidDescriptor(path, 0, 0, REPORT, REPORT), connection)
        except OSError:
            connection.close()
            raise

    def root_certificate(self):
        with open(os.path.join(self.data, "manufacturer", "root.pem"), "rb") as file:
            return file.read()
