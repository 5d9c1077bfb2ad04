"""The virtual key as python3-fido2's client sees it: touch, plugging, time, reset, and the frames beneath.

Run by ctest; by hand: KEYDESK_BIN_DIR=build/dev/bin /usr/bin/python3 tests/virtual/key/judge_touch.py
"""

import os
import threading
import unittest

from fido2.ctap import STATUS
from fido2.ctap2 import ClientPin, Ctap2

from keytest import ADA, ERR, ES256, HASH, KeyTest, algorithms, descriptor


class Touch(KeyTest):
    options = ("--touch", "manual")

    def in_background(self, act):
        """Starts the act in a thread; returns a function that waits for its result or raises what it raised."""
        outcome = {}

        def run():
            try:
                outcome["result"] = act()
            except Exception as error:  # pylint: disable=broad-except
                outcome["error"] = error

        thread = threading.Thread(target=run)
        thread.start()

        def result():
            thread.join()
            if "error" in outcome:
                raise outcome["error"]
            return outcome.get("result")

        return result

    def test_waits_and_says_so(self):
        seen = []
        result = self.in_background(lambda: self.make(on_keepalive=seen.append))
        self.key.control("wait", **{"for": "touch-needed"})
        self.assertTrue(self.key.control("touch")["taken"])
        result()
        self.assertEqual(seen[:1], [STATUS.UPNEEDED])
        self.assertFalse(self.key.control("touch")["taken"])

    def test_denied(self):
        for act in (self.make, self.ctap.reset, lambda: self.ctap.send_cbor(Ctap2.CMD.SELECTION)):
            result = self.in_background(act)
            self.key.control("wait", **{"for": "touch-needed"})
            self.key.control("deny")
            with self.refused(ERR.OPERATION_DENIED):
                result()
        self.assertEqual(self.key.control("state")["credentials"], 0)

    def test_cancelled(self):
        stop = threading.Event()
        result = self.in_background(lambda: self.make(event=stop))
        self.key.control("wait", **{"for": "touch-needed"})
        stop.set()
        with self.refused(ERR.KEEPALIVE_CANCEL):
            result()
        self.assertFalse(self.key.control("state")["touchNeeded"])
        self.ctap.get_info()

    def test_excluded_only_after_a_touch(self):
        self.key.control("touch-mode", mode="auto")
        made = self.make().auth_data.credential_data
        self.key.control("touch-mode", mode="manual")
        for answer in ("touch", "deny"):
            result = self.in_background(lambda: self.make(exclude_list=[descriptor(made.credential_id)]))
            self.key.control("wait", **{"for": "touch-needed"})
            self.key.control(answer)
            with self.refused(ERR.CREDENTIAL_EXCLUDED):
                result()
        self.key.control("touch-mode", mode="auto")
        other = {"id": "other.example", "name": "Other"}
        self.ctap.make_credential(HASH, other, ADA, algorithms(ES256), exclude_list=[descriptor(made.credential_id)])

    def test_unplugged_while_waiting(self):
        result = self.in_background(self.make)
        self.key.control("wait", **{"for": "touch-needed"})
        self.key.control("unplug")
        with self.assertRaises(OSError):
            result()
        with self.assertRaises(OSError):
            self.key.connect()
        self.key.control("plug")
        self.connect()
        self.assertFalse(self.key.control("state")["touchNeeded"])

    def test_second_client(self):
        with self.assertRaises(OSError):
            self.key.connect()
        self.ctap.get_info()
        self.device.close()
        self.connect()
        self.ctap.get_info()

    def test_goes_on_waiting_for_a_client_that_left(self):
        result = self.in_background(self.make)
        self.key.control("wait", **{"for": "touch-needed"})
        self.device._connection.socket.shutdown(2)
        with self.assertRaises(OSError):
            result()
        self.device.close()
        self.connect(skips_others=True)
        with self.refused(ERR.CHANNEL_BUSY):
            self.ctap.get_info()
        self.key.control("touch")
        self.ctap.get_info()
        self.assertEqual(self.key.control("state")["credentials"], 1)  # Nobody knows of it.


class NeverTouched(KeyTest):
    options = ("--touch", "never", "--touch-timeout", "0")

    def test_time_is_over(self):
        with self.refused(ERR.USER_ACTION_TIMEOUT):
            self.make()


class Reset(KeyTest):
    def test_only_just_after_plugging_in(self):
        ClientPin(self.ctap).set_pin("1234")
        self.make(pin="1234", options={"rk": True})
        self.key.control("advance", milliseconds=11_000)
        with self.refused(ERR.NOT_ALLOWED):
            self.ctap.reset()
        self.assertEqual(self.key.control("state")["credentials"], 1)
        self.replug()
        self.ctap.reset()
        state = self.key.control("state")
        self.assertEqual((state["credentials"], state["hasPin"]), (0, False))
        self.key.restart()
        self.assertEqual(self.key.control("state")["credentials"], 0)


class Hid(KeyTest):
    def test_ping(self):
        for size in (1, 57, 58, 1024, 7609):
            data = os.urandom(size)
            self.assertEqual(self.device.ping(data), data)

    def test_wink(self):
        self.key.control("watch")
        self.device.wink()
        self.assertEqual(self.key.control.line(), {"event": "wink"})

    def test_unknown_command(self):
        with self.refused(ERR.INVALID_COMMAND):
            self.device.call(0x40, b"x")


if __name__ == "__main__":
    unittest.main()
