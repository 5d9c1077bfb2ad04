"""keydesk-key at the stand: the virtual security key as a process of its own, and its control socket."""

import glob
import json
import os
import socket

from stand import until

FIDO_USAGE_PAGE = b"\x06\xd0\xf1"  # HID usage page 0xF1D0, as an item of a report descriptor


def has_real_key():
    """A security key of flesh and blood is plugged in."""
    for path in glob.glob("/sys/class/hidraw/*/device/report_descriptor"):
        try:
            with open(path, "rb") as descriptor:
                if FIDO_USAGE_PAGE in descriptor.read():
                    return True
        except OSError:
            continue
    return False


class VirtualKey:
    """One key; the stand ends its process. The key's memory and its maker's certificates outlive it in the folder."""

    def __init__(self, stand, name="key", *options):
        self.stand, self.name = stand, name
        self._folder = os.path.join(stand.folder, name)
        os.makedirs(self._folder, mode=0o700)
        self.socket = os.path.join(self._folder, "Virtual security key")  # the app takes the file's name for the model's
        self._control = os.path.join(self._folder, "control")
        self._options = options
        stand.key_sockets.append(self.socket)

    def start(self, environment=None):
        """With a window where an environment with a display is given."""
        command = [self.stand.program("keydesk-key"), "--socket", self.socket, "--control", self._control,
                   "--data", os.path.join(self._folder, "data"), *self._options]
        if environment is None:
            command += ["--headless", "--touch", "manual"]
        self.process = self.stand.start(f"keydesk-{self.name}", command, env=environment)
        until(lambda: self.process.poll() is not None or os.path.exists(self._control), "the virtual key")
        if self.process.poll() is not None:
            raise AssertionError(f"keydesk-key ended:\n{self.stand.log('keydesk-' + self.name)}")
        return self

    def tell(self, command, **members):
        """One order (tests/virtual/key/keyorders.h), and its answer."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as control:
            control.settimeout(20)
            control.connect(self._control)
            control.sendall(json.dumps({"command": command, **members}).encode() + b"\n")
            answer = json.loads(control.makefile("r", encoding="utf-8").readline())
        if not answer["ok"]:
            raise AssertionError(f"the virtual key refused {command}: {answer['error']}")
        return answer

    def touch(self):
        """As soon as it blinks."""
        until(lambda: self.tell("touch")["taken"], f"{self.name} to ask for a touch")

    def accounts(self):
        return self.tell("credentials")["credentials"]
