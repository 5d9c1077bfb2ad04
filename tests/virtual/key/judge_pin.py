"""The virtual key as python3-fido2's client sees it: PIN, user verification, credential management, configuration.

Run by ctest; by hand: KEYDESK_BIN_DIR=build/dev/bin /usr/bin/python3 tests/virtual/key/judge_pin.py
"""

import hashlib
import unittest

from fido2.ctap1 import ApduError, Ctap1
from fido2.ctap2 import ClientPin, Config, CredentialManagement, Ctap2, PinProtocolV1, PinProtocolV2

from keytest import ADA, ERR, ES256, GRACE, HASH, KeyTest, RP, algorithms, descriptor


class Pin(KeyTest):
    def pin_client(self):
        return ClientPin(self.ctap, self.protocol())

    protocol = PinProtocolV2

    def get(self, pin):
        return self.pin_client().get_pin_token(pin, ClientPin.PERMISSION.GET_ASSERTION, RP["id"])

    def test_set_change_use(self):
        self.assertIs(self.ctap.info.options["clientPin"], False)
        self.pin_client().set_pin("1234")
        self.assertIs(self.ctap.info.options["clientPin"], True)
        with self.refused(ERR.PIN_AUTH_INVALID):
            self.pin_client().set_pin("5678")
        self.pin_client().change_pin("1234", "doğru şifre")
        self.get("doğru şifre")
        with self.refused(ERR.PIN_INVALID):
            self.get("1234")

    def test_policy(self):
        with self.refused(ERR.PIN_POLICY_VIOLATION):
            self.pin_client().set_pin("x" * 64)
        self.pin_client().set_pin("ğüşi")  # Four characters, seven bytes.
        with self.assertRaises(ValueError):  # fido2 itself refuses shorter ones; the key's own check: tst_authenticator.
            self.pin_client().change_pin("ğüşi", "123")

    def test_tries(self):
        self.pin_client().set_pin("1234")
        expected = [ERR.PIN_INVALID, ERR.PIN_INVALID, ERR.PIN_AUTH_BLOCKED]
        left = 8
        for error in expected:
            with self.refused(error):
                self.get("0000")
            left -= 1
            self.assertEqual(self.pin_client().get_pin_retries(), (left, left == 5))
        with self.refused(ERR.PIN_AUTH_BLOCKED):
            self.get("1234")  # Right, but not before a power cycle; costs nothing.
        self.assertEqual(self.pin_client().get_pin_retries(), (5, True))
        self.replug()
        self.assertEqual(self.pin_client().get_pin_retries(), (5, False))
        self.get("1234")
        self.assertEqual(self.pin_client().get_pin_retries(), (8, False))

    def test_blocked_for_good(self):
        self.pin_client().set_pin("1234")
        for attempt in range(1, 9):
            if attempt in (4, 7):
                self.replug()
            error = ERR.PIN_BLOCKED if attempt == 8 else ERR.PIN_AUTH_BLOCKED if attempt % 3 == 0 else ERR.PIN_INVALID
            with self.refused(error):
                self.get("0000")
        self.key.restart()
        self.connect()
        with self.refused(ERR.PIN_BLOCKED):
            self.get("1234")
        with self.refused(ERR.PIN_BLOCKED):
            self.pin_client().change_pin("1234", "5678")
        self.ctap.reset()
        self.assertEqual(self.pin_client().get_pin_retries()[0], 8)
        self.pin_client().set_pin("5678")

    def test_tries_survive_a_restart(self):
        self.pin_client().set_pin("1234")
        with self.refused(ERR.PIN_INVALID):
            self.get("0000")
        self.key.restart()
        self.connect()
        self.assertEqual(self.pin_client().get_pin_retries(), (7, False))

    def test_token_is_for_one_use_one_place_one_thing(self):
        self.pin_client().set_pin("1234")
        pin, token = self.pin_client(), None
        token = pin.get_pin_token("1234", ClientPin.PERMISSION.MAKE_CREDENTIAL, RP["id"])
        param = dict(pin_uv_param=pin.protocol.authenticate(token, HASH), pin_uv_protocol=pin.protocol.VERSION)
        with self.refused(ERR.PIN_AUTH_INVALID):
            self.ctap.get_assertion(RP["id"], HASH, **param)
        with self.refused(ERR.PIN_AUTH_INVALID):
            self.ctap.make_credential(HASH, {"id": "other.example", "name": ""}, ADA, algorithms(ES256), **param)
        self.assertTrue(self.make(**param).auth_data.is_user_verified())
        with self.refused(ERR.PIN_AUTH_INVALID):
            self.make(**param)

    def test_token_ends_with_time_and_power(self):
        self.pin_client().set_pin("1234")
        for end in (lambda: self.key.control("advance", milliseconds=31_000), self.replug):
            pin = self.pin_client()
            token = pin.get_pin_token("1234", ClientPin.PERMISSION.MAKE_CREDENTIAL, RP["id"])
            end()
            with self.refused(ERR.PIN_AUTH_INVALID):
                self.make(pin_uv_param=pin.protocol.authenticate(token, HASH), pin_uv_protocol=pin.protocol.VERSION)

    def test_permissions(self):
        self.pin_client().set_pin("1234")
        with self.refused(ERR.UNAUTHORIZED_PERMISSION):
            self.pin_client().get_pin_token("1234", ClientPin.PERMISSION.BIO_ENROLL)
        with self.refused(ERR.MISSING_PARAMETER):
            self.pin_client().get_pin_token("1234", ClientPin.PERMISSION.MAKE_CREDENTIAL)
        with self.refused(ERR.INVALID_PARAMETER):
            self.pin_client().get_pin_token("1234", 0)
        with self.refused(ERR.INVALID_SUBCOMMAND):
            self.pin_client().get_uv_retries()

    def test_resident_key_needs_the_pin(self):
        self.pin_client().set_pin("1234")
        self.make()
        with self.refused(ERR.PIN_REQUIRED):
            self.make(options={"rk": True})
        self.make(pin="1234", options={"rk": True})

    def test_choosing_among_keys(self):
        probe = dict(pin_uv_param=b"", pin_uv_protocol=self.protocol.VERSION)
        with self.refused(ERR.PIN_NOT_SET):
            self.make(**probe)
        self.pin_client().set_pin("1234")
        with self.refused(ERR.PIN_INVALID):
            self.make(**probe)
        self.assertEqual(self.key.control("state")["credentials"], 0)
        self.ctap.send_cbor(Ctap2.CMD.SELECTION)


class PinOne(Pin):
    """The same with PIN/UV auth protocol 1."""

    protocol = PinProtocolV1


class AlwaysPin(KeyTest):
    options = ("--always-pin",)

    def test_every_credential_needs_it(self):
        self.assertIs(self.ctap.info.options["makeCredUvNotRqd"], False)
        self.make()
        ClientPin(self.ctap).set_pin("1234")
        with self.refused(ERR.PIN_REQUIRED):
            self.make()
        self.make(pin="1234")


class Management(KeyTest):
    def setUp(self):
        super().setUp()
        ClientPin(self.ctap).set_pin("1234")

    def management(self, rp_id=None):
        protocol, token = self.token("1234", ClientPin.PERMISSION.CREDENTIAL_MGMT, rp_id)
        return CredentialManagement(self.ctap, protocol, token)

    def test_lists_and_deletes(self):
        manage = self.management()
        result = CredentialManagement.RESULT
        self.assertEqual(manage.get_metadata(), {result.EXISTING_CRED_COUNT: 0, result.MAX_REMAINING_COUNT: 25})
        with self.refused(ERR.NO_CREDENTIALS):
            manage.enumerate_rps()
        public_keys = {}
        for user in (ADA, GRACE):
            data = self.make(user, pin="1234", options={"rk": True}).auth_data.credential_data
            public_keys[user["name"]] = data.public_key
        self.make(pin="1234")  # Not discoverable: not listed.
        protocol, token = self.token("1234", ClientPin.PERMISSION.MAKE_CREDENTIAL, "other.example")
        self.ctap.make_credential(HASH, {"id": "other.example", "name": "Other"}, ADA, algorithms(ES256),
                                  options={"rk": True}, pin_uv_param=protocol.authenticate(token, HASH),
                                  pin_uv_protocol=protocol.VERSION)

        manage = self.management()
        self.assertEqual(manage.get_metadata(), {result.EXISTING_CRED_COUNT: 3, result.MAX_REMAINING_COUNT: 22})
        rps = manage.enumerate_rps()
        self.assertEqual([rp[result.RP]["id"] for rp in rps], ["example.org", "other.example"])
        self.assertEqual(rps[0][result.RP_ID_HASH], hashlib.sha256(b"example.org").digest())
        found = manage.enumerate_creds(rps[0][result.RP_ID_HASH])
        self.assertEqual([one[result.USER] for one in found], [ADA, GRACE])
        self.assertEqual([one[result.PUBLIC_KEY] for one in found], list(public_keys.values()))
        manage.delete_cred(found[0][result.CREDENTIAL_ID])
        self.assertEqual(len(manage.enumerate_creds(rps[0][result.RP_ID_HASH])), 1)
        with self.refused(ERR.NO_CREDENTIALS):
            manage.delete_cred(found[0][result.CREDENTIAL_ID])
        self.assertEqual(self.ctap.info.remaining_disc_creds, 23)

    def test_renames(self):
        self.make(pin="1234", options={"rk": True})
        result = CredentialManagement.RESULT
        manage = self.management()
        rp_hash = hashlib.sha256(b"example.org").digest()
        credential = manage.enumerate_creds(rp_hash)[0][result.CREDENTIAL_ID]
        manage.update_user_info(credential, {"id": ADA["id"], "name": "lovelace"})
        self.assertEqual(manage.enumerate_creds(rp_hash)[0][result.USER], {"id": ADA["id"], "name": "lovelace"})
        with self.refused(ERR.INVALID_PARAMETER):
            manage.update_user_info(credential, {"id": b"somebody else", "name": "x"})

    def test_token_for_one_relying_party(self):
        self.make(pin="1234", options={"rk": True})
        manage = self.management("other.example")
        for act in (manage.get_metadata, manage.enumerate_rps,
                    lambda: manage.enumerate_creds_begin(hashlib.sha256(b"example.org").digest())):
            with self.refused(ERR.PIN_AUTH_INVALID):
                act()
        self.assertEqual(len(self.management("example.org").enumerate_creds(hashlib.sha256(b"example.org").digest())), 1)

    def test_needs_a_token(self):
        with self.refused(ERR.PIN_REQUIRED):
            self.ctap.credential_mgmt(1)
        protocol, token = self.token("1234", ClientPin.PERMISSION.GET_ASSERTION, RP["id"])
        with self.refused(ERR.PIN_AUTH_INVALID):
            CredentialManagement(self.ctap, protocol, token).get_metadata()


class Configuration(KeyTest):
    def config(self, pin=None):
        if not pin:
            return Config(self.ctap)
        protocol, token = self.token(pin, ClientPin.PERMISSION.AUTHENTICATOR_CFG)
        return Config(self.ctap, protocol, token)

    def test_minimum_pin_length(self):
        self.config().set_min_pin_length(6)
        self.assertEqual(self.ctap.info.min_pin_length, 6)
        with self.refused(ERR.PIN_POLICY_VIOLATION):
            ClientPin(self.ctap).set_pin("12345")
        ClientPin(self.ctap).set_pin("123456")
        with self.refused(ERR.PIN_REQUIRED):
            self.config().set_min_pin_length(8)
        with self.refused(ERR.PIN_POLICY_VIOLATION):
            self.config("123456").set_min_pin_length(5)
        self.config("123456").set_min_pin_length(8, rp_ids=[RP["id"]])
        self.must_change("123456", "12345678")
        extensions = self.make(pin="12345678", extensions={"minPinLength": True}).auth_data.extensions
        self.assertEqual(extensions, {"minPinLength": 8})

    def must_change(self, old, new):
        self.assertIs(self.ctap.info.force_pin_change, True)
        with self.refused(ERR.PIN_INVALID):
            self.make(pin=old)
        with self.refused(ERR.PIN_POLICY_VIOLATION):
            ClientPin(self.ctap).change_pin(old, old)
        ClientPin(self.ctap).change_pin(old, new)
        self.assertIs(self.ctap.info.force_pin_change, False)

    def test_forced_change(self):
        with self.refused(ERR.PIN_NOT_SET):
            self.config().set_min_pin_length(force_change_pin=True)
        ClientPin(self.ctap).set_pin("1234")
        self.config("1234").set_min_pin_length(force_change_pin=True)
        self.must_change("1234", "5678")

    def test_always_verify(self):
        self.config().toggle_always_uv()
        self.assertEqual(self.ctap.info.versions, ["FIDO_2_0", "FIDO_2_1"])
        with self.refused(ERR.PIN_REQUIRED):
            self.make()
        with self.assertRaises(ApduError):
            Ctap1(self.device).get_version()
        ClientPin(self.ctap).set_pin("1234")
        made = self.make(pin="1234").auth_data.credential_data
        with self.refused(ERR.PIN_REQUIRED):
            self.use([descriptor(made.credential_id)])
        self.use([descriptor(made.credential_id)], pin="1234")
        self.config("1234").toggle_always_uv()
        self.use([descriptor(made.credential_id)])

    def test_unknown(self):
        with self.refused(ERR.INVALID_PARAMETER):
            self.ctap.config(Config.CMD.ENABLE_ENTERPRISE_ATT)


if __name__ == "__main__":
    unittest.main()
