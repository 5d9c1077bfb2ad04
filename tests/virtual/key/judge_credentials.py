"""The virtual key as python3-fido2 sees it: its relying party and its verifier judge what the key makes.

Run by ctest; by hand: KEYDESK_BIN_DIR=build/dev/bin /usr/bin/python3 tests/virtual/key/judge_credentials.py
"""

import unittest

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives import hashes
from fido2.client import Fido2Client
from fido2.ctap2 import ClientPin, CredentialManagement, Ctap2, PinProtocolV1, PinProtocolV2
from fido2.attestation import UntrustedAttestation
from fido2.server import Fido2Server

from keystand import Key
from keytest import ADA, ERR, ES256, EDDSA, ES384, GRACE, HASH, KeyTest, ORIGIN, RP, TrustInRoot, algorithms, descriptor


class Registration(KeyTest):
    def register_and_sign_in(self, pin=None, resident_key=False, algorithm=None):
        """The whole of WebAuthn as fido2 does it: client and relying party, attestation to the root included."""
        server = Fido2Server(RP, "direct", verify_attestation=TrustInRoot(self.key))
        if algorithm:
            server.allowed_algorithms = algorithms(algorithm)
        client = Fido2Client(self.device, ORIGIN)
        verification = "required" if pin else "discouraged"
        options, state = server.register_begin(ADA, resident_key=resident_key, user_verification=verification)
        made = client.make_credential(options["publicKey"], pin=pin)
        data = server.register_complete(state, made.client_data, made.attestation_object)
        known = [data.credential_data]
        counter = data.counter
        for _ in range(2):
            options, state = server.authenticate_begin(
                None if resident_key else known, user_verification=verification)
            got = client.get_assertion(options["publicKey"], pin=pin).get_response(0)
            server.authenticate_complete(
                state, known, got.credential_id, got.client_data, got.authenticator_data, got.signature)
            self.assertGreater(got.authenticator_data.counter, counter)
            counter = got.authenticator_data.counter
        return made.attestation_object

    def test_es256_with_packed_attestation(self):
        attestation = self.register_and_sign_in(algorithm=ES256)
        self.assertEqual(attestation.fmt, "packed")
        self.assertEqual(len(attestation.att_statement["x5c"]), 1)
        self.assertFalse(attestation.auth_data.is_user_verified())

    def test_eddsa(self):
        self.assertEqual(self.register_and_sign_in(algorithm=EDDSA).auth_data.credential_data.public_key[3], EDDSA)

    def test_es384(self):
        """fido2 0.9 does not know ES384: the signature is checked by cryptography itself."""
        made = self.make(alg=ES384)
        cose = made.auth_data.credential_data.public_key
        self.assertEqual((cose[1], cose[3], cose[-1]), (2, ES384, 2))
        point = ec.EllipticCurvePublicNumbers(
            int.from_bytes(cose[-2], "big"), int.from_bytes(cose[-3], "big"), ec.SECP384R1()).public_key()
        got = self.use([descriptor(made.auth_data.credential_data.credential_id)])[0]
        point.verify(got.signature, got.auth_data + HASH, ec.ECDSA(hashes.SHA384()))

    def test_resident_with_pin(self):
        ClientPin(self.ctap).set_pin("1234")
        attestation = self.register_and_sign_in(pin="1234", resident_key=True)
        self.assertTrue(attestation.auth_data.is_user_verified())

    def test_another_manufacturer_is_not_trusted(self):
        other = Key()
        self.addCleanup(other.stop)
        made = self.make()
        with self.assertRaises(UntrustedAttestation):
            TrustInRoot(other).verify_attestation(made, HASH)
        TrustInRoot(self.key).verify_attestation(made, HASH)

    def test_same_attestation_after_restart(self):
        before = self.make().att_statement["x5c"]
        self.key.restart()
        self.connect()
        self.assertEqual(self.make().att_statement["x5c"], before)

    def test_first_known_algorithm(self):
        made = self.ctap.make_credential(HASH, RP, ADA, algorithms(-257, EDDSA, ES256))
        self.assertEqual(made.auth_data.credential_data.public_key[3], EDDSA)
        with self.refused(ERR.UNSUPPORTED_ALGORITHM):
            self.make(alg=-257)

    def test_limits(self):
        with self.refused(ERR.LIMIT_EXCEEDED):
            self.make({"id": b"x" * 65, "name": "long"})
        with self.refused(ERR.LIMIT_EXCEEDED):
            self.make(exclude_list=[descriptor(b"x" * 32)] * 9)
        with self.refused(ERR.INVALID_OPTION):
            self.make(options={"uv": True})
        with self.refused(ERR.INVALID_OPTION):
            self.make(options={"up": False})
        with self.refused(ERR.MISSING_PARAMETER):
            self.ctap.send_cbor(Ctap2.CMD.MAKE_CREDENTIAL, {1: HASH, 2: RP, 3: ADA})
        with self.refused(ERR.CBOR_UNEXPECTED_TYPE):
            self.ctap.send_cbor(Ctap2.CMD.MAKE_CREDENTIAL, {1: "text", 2: RP, 3: ADA, 4: algorithms(ES256)})
        with self.refused(ERR.INVALID_PARAMETER):  # Enterprise attestation.
            self.ctap.send_cbor(
                Ctap2.CMD.MAKE_CREDENTIAL, {1: HASH, 2: RP, 3: ADA, 4: algorithms(ES256), 10: 1})
        with self.refused(ERR.INVALID_COMMAND):
            self.ctap.send_cbor(Ctap2.CMD.BIO_ENROLLMENT, {})

    def test_survives_a_restart(self):
        made = self.make(options={"rk": True}).auth_data.credential_data
        before = self.use()[0].auth_data.counter
        self.key.restart()
        self.connect()
        got = self.use()[0]
        got.verify(HASH, made.public_key)
        self.assertGreater(got.auth_data.counter, before)

    def test_full(self):
        self.key.stop()
        self.key = Key("--slots", "1")
        self.addCleanup(self.key.stop)
        self.connect()
        self.assertEqual(self.ctap.info.remaining_disc_creds, 1)
        first = self.make(options={"rk": True}).auth_data.credential_data.credential_id
        self.assertEqual(self.ctap.info.remaining_disc_creds, 0)
        with self.refused(ERR.KEY_STORE_FULL):
            self.make(GRACE, options={"rk": True})
        second = self.make(options={"rk": True}).auth_data.credential_data.credential_id  # Replaces hers.
        self.assertNotEqual(first, second)
        self.make(GRACE)  # Not discoverable: takes no slot.


class SelfAttestation(KeyTest):
    options = ("--attestation", "self")

    def test_is_verified(self):
        for alg in (ES256, EDDSA):
            made = self.make(alg=alg)
            self.assertEqual(set(made.att_statement), {"alg", "sig"})
            made.auth_data.credential_data.public_key.verify(made.auth_data + HASH, made.att_statement["sig"])


class NoAttestation(KeyTest):
    options = ("--attestation", "none")

    def test_is_empty(self):
        made = self.make()
        self.assertEqual((made.fmt, made.att_statement), ("none", {}))


class Assertion(KeyTest):
    def test_several_accounts_newest_first(self):
        ClientPin(self.ctap).set_pin("1234")
        for user in (ADA, GRACE):
            self.make(user, pin="1234", options={"rk": True})
        got = self.use(pin="1234")
        self.assertEqual([one.user["id"] for one in got], [GRACE["id"], ADA["id"]])
        self.assertEqual(got[1].user["name"], "ada")
        with self.refused(ERR.NOT_ALLOWED):
            self.ctap.get_next_assertion()

    def test_names_are_for_the_verified_only(self):
        for user in (ADA, GRACE):
            self.make(user, options={"rk": True})
        self.assertEqual([one.user for one in self.use()], [{"id": GRACE["id"]}, {"id": ADA["id"]}])

    def test_next_ends_with_time_and_with_other_commands(self):
        for user in (ADA, GRACE):
            self.make(user, options={"rk": True})
        self.ctap.get_assertion(RP["id"], HASH)
        self.key.control("advance", milliseconds=31_000)
        with self.refused(ERR.NOT_ALLOWED):
            self.device_next()
        ctap = self.ctap
        ctap.get_assertion(RP["id"], HASH)
        ctap.get_info()
        with self.refused(ERR.NOT_ALLOWED):
            ctap.get_next_assertion()

    def device_next(self):
        # Ctap2() itself asks for the info, which would end the series too.
        ctap = Ctap2.__new__(Ctap2)
        ctap.device, ctap._strict_cbor = self.device, True
        return ctap.get_next_assertion()

    def test_allow_list(self):
        made = self.make().auth_data.credential_data
        with self.refused(ERR.NO_CREDENTIALS):
            self.use()  # Not discoverable.
        with self.refused(ERR.NO_CREDENTIALS):
            self.use([descriptor(b"x" * 32)])
        with self.refused(ERR.NO_CREDENTIALS):
            self.ctap.get_assertion("other.example", HASH, [descriptor(made.credential_id)])
        self.use([descriptor(b"x" * 32), descriptor(made.credential_id)])[0].verify(HASH, made.public_key)

    def test_preflight_without_touch(self):
        made = self.make().auth_data.credential_data
        self.key.control("touch-mode", mode="never")
        got = self.use([descriptor(made.credential_id)], options={"up": False})[0]
        self.assertFalse(got.auth_data.is_user_present())

    def test_protection(self):
        ClientPin(self.ctap).set_pin("1234")
        cases = {1: (True, True), 2: (False, True), 3: (False, False)}  # Without list, with list.
        for level, (alone, listed) in cases.items():
            made = self.make({"id": bytes([level]), "name": "x"}, pin="1234", options={"rk": True},
                             extensions={"credProtect": level})
            self.assertEqual(made.auth_data.extensions, {"credProtect": level})
            allow = [descriptor(made.auth_data.credential_data.credential_id)]
            for works, act in ((alone, lambda: self.use()), (listed, lambda: self.use(allow))):
                if works:
                    act()
                else:
                    with self.refused(ERR.NO_CREDENTIALS):
                        act()
            self.use(allow, pin="1234")
            self.delete("1234", allow[0])

    def delete(self, pin, credential):
        protocol, token = self.token(pin, ClientPin.PERMISSION.CREDENTIAL_MGMT)
        CredentialManagement(self.ctap, protocol, token).delete_cred(credential)

    def test_hmac_secret(self):
        salt = b"s" * 32
        for protocol in (PinProtocolV1(), PinProtocolV2()):
            made = self.make(extensions={"hmac-secret": True}).auth_data
            self.assertEqual(made.extensions, {"hmac-secret": True})
            outputs = [self.hmac_secret(protocol, made.credential_data.credential_id, salt) for _ in range(2)]
            self.assertEqual(outputs[0], outputs[1])
            self.assertEqual(len(outputs[0]), 32)
            both = self.hmac_secret(protocol, made.credential_data.credential_id, salt + b"t" * 32)
            self.assertEqual(both[:32], outputs[0])
            self.assertEqual(len(both), 64)

    def hmac_secret(self, protocol, credential_id, salts):
        agreement, secret = ClientPin(self.ctap, protocol)._get_shared_secret()
        encrypted = protocol.encrypt(secret, salts)
        got = self.use([descriptor(credential_id)], extensions={"hmac-secret": {
            1: agreement, 2: encrypted, 3: protocol.authenticate(secret, encrypted), 4: protocol.VERSION}})[0]
        return protocol.decrypt(secret, got.auth_data.extensions["hmac-secret"])


if __name__ == "__main__":
    unittest.main()
