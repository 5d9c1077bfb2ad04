"""The virtual key as python3-fido2 sees it: older keys (U2F, CTAP 2.0), and the misbehaviour that tests may order.

Run by ctest; by hand: KEYDESK_BIN_DIR=build/dev/bin /usr/bin/python3 tests/virtual/key/judge_generations.py
"""

import hashlib
import unittest

from fido2.client import ClientError, Fido2Client
from fido2.ctap1 import APDU, ApduError, Ctap1
from fido2.ctap2 import ClientPin, Ctap2
from fido2.server import Fido2Server

from keytest import ADA, ERR, HASH, KeyTest, ORIGIN, RP, TrustInRoot, descriptor


class U2fTest(KeyTest):
    APP = hashlib.sha256(b"example.org").digest()

    def register(self):
        registration = Ctap1(self.device).register(HASH, self.APP)
        registration.verify(self.APP, HASH)
        return registration

    def test_registers_and_authenticates(self):
        ctap = Ctap1(self.device)
        self.assertEqual(ctap.get_version(), "U2F_V2")
        registration = self.register()
        first = ctap.authenticate(HASH, self.APP, registration.key_handle)
        second = ctap.authenticate(HASH, self.APP, registration.key_handle)
        for signature in (first, second):
            signature.verify(self.APP, HASH, registration.public_key)
        self.assertGreater(second.counter, first.counter)
        with self.assertRaises(ApduError) as refused:
            ctap.authenticate(HASH, self.APP, registration.key_handle, check_only=True)
        self.assertEqual(refused.exception.code, APDU.USE_NOT_SATISFIED)
        for handle, app in ((b"x" * 32, self.APP), (registration.key_handle, HASH)):
            with self.assertRaises(ApduError) as refused:
                ctap.authenticate(HASH, app, handle, check_only=True)
            self.assertEqual(refused.exception.code, APDU.WRONG_DATA)

    def test_touch_between_two_questions(self):
        self.key.control("touch-mode", mode="manual")
        with self.assertRaises(ApduError) as refused:
            self.register()
        self.assertEqual(refused.exception.code, APDU.USE_NOT_SATISFIED)
        self.assertTrue(self.key.control("state")["touchNeeded"])
        self.assertTrue(self.key.control("touch")["taken"])
        self.register()
        with self.assertRaises(ApduError):
            self.register()  # One touch, one registration.

    def test_bad_messages(self):
        for message, word in ((b"\0\1\0\0", 0x6700), (b"\1\3\0\0\0\0\0", 0x6E00), (b"\0\x55\0\0\0\0\0", 0x6D00),
                              (b"\0", 0x6700), (b"\0\2\0\0\0\0\5abc", 0x6700)):
            answer = self.device.call(0x03, message)
            self.assertEqual(answer, word.to_bytes(2, "big"), message)


class U2fOnly(U2fTest):
    options = ("--generation", "u2f")

    def test_knows_no_ctap2(self):
        with self.assertRaises(ValueError):
            Ctap2(self.device)
        with self.refused(ERR.INVALID_COMMAND):
            self.device.call(0x10, b"\x04")

    def test_through_the_webauthn_client(self):
        server = Fido2Server(RP, "direct", verify_attestation=TrustInRoot(self.key))
        client = Fido2Client(self.device, ORIGIN)
        options, state = server.register_begin(ADA, user_verification="discouraged")
        made = client.make_credential(options["publicKey"])
        self.assertEqual(made.attestation_object.fmt, "fido-u2f")
        data = server.register_complete(state, made.client_data, made.attestation_object)
        options, state = server.authenticate_begin([data.credential_data], user_verification="discouraged")
        got = client.get_assertion(options["publicKey"]).get_response(0)
        server.authenticate_complete(state, [data.credential_data], got.credential_id, got.client_data,
                                     got.authenticator_data, got.signature)
        options, _ = server.register_begin(ADA, [data.credential_data], user_verification="discouraged")
        with self.assertRaises(ClientError) as refused:
            client.make_credential(options["publicKey"])
        self.assertEqual(refused.exception.code, ClientError.ERR.DEVICE_INELIGIBLE)


class Ctap20(KeyTest):
    options = ("--generation", "2.0")

    def test_says_little_of_itself(self):
        info = self.ctap.info
        self.assertEqual(info.versions, ["U2F_V2", "FIDO_2_0"])
        self.assertIsNone(info.algorithms)
        self.assertEqual(info.pin_uv_protocols, [1])
        self.assertEqual(set(info.options), {"rk", "up", "plat", "clientPin"})
        with self.refused(ERR.INVALID_COMMAND):
            self.ctap.send_cbor(Ctap2.CMD.SELECTION)

    def test_works_with_and_without_pin(self):
        made = self.make().auth_data.credential_data
        ClientPin(self.ctap).set_pin("1234")
        with self.refused(ERR.PIN_REQUIRED):
            self.make()
        self.make(pin="1234", options={"rk": True})
        self.use([descriptor(made.credential_id)])
        self.assertTrue(self.use(pin="1234")[0].auth_data.is_user_verified())


class Misbehaviour(KeyTest):
    def sign_in(self):
        made = self.make().auth_data.credential_data
        return made, self.use([descriptor(made.credential_id)])[0]

    def test_is_what_was_ordered(self):
        self.key.control("misbehave", setFlags=0x18, clearFlags=0x01, counter=5, relyingPartyId="evil.example")
        made, got = self.sign_in()
        self.assertEqual(got.auth_data.flags & 0x19, 0x18)
        self.assertEqual(got.auth_data.counter, 5)
        self.assertEqual(got.auth_data.rp_id_hash, hashlib.sha256(b"evil.example").digest())
        got.verify(HASH, made.public_key)  # Signed all the same.
        self.key.control("misbehave", brokenSignature=True)
        made, got = self.sign_in()
        with self.assertRaises(Exception):
            got.verify(HASH, made.public_key)
        self.key.control("misbehave")
        made, got = self.sign_in()
        got.verify(HASH, made.public_key)

    def test_certificates_are_refused(self):
        verifier = TrustInRoot(self.key)
        for certificate in ("authority", "other-unit", "other-aaguid"):
            self.key.control("misbehave", certificate=certificate)
            with self.assertRaises(Exception, msg=certificate):
                verifier.verify_attestation(self.make(), HASH)
        self.key.control("misbehave")
        verifier.verify_attestation(self.make(), HASH)


if __name__ == "__main__":
    unittest.main()
