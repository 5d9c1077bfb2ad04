"""The virtual key as python3-fido2 sees it: its client, its relying party and its verifier of attestations are the judges.

Run by ctest; by hand: KEYDESK_BIN_DIR=build/dev/bin /usr/bin/python3 tests/virtual/key/judge_python_fido2.py
"""

import hashlib
import os
import threading
import unittest

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from fido2.client import ClientError, Fido2Client
from fido2.ctap import CtapError, STATUS
from fido2.ctap1 import APDU, ApduError, Ctap1
from fido2.ctap2 import ClientPin, Config, CredentialManagement, Ctap2, PinProtocolV1, PinProtocolV2
from fido2.attestation import UntrustedAttestation
from fido2.server import AttestationVerifier, Fido2Server

from keystand import Key

ORIGIN = "https://example.org"
RP = {"id": "example.org", "name": "Example"}
ADA = {"id": b"ada-handle", "name": "ada", "displayName": "Ada"}
GRACE = {"id": b"grace-handle", "name": "grace", "displayName": "Grace"}
ES256, EDDSA, ES384 = -7, -8, -35
HASH = hashlib.sha256(b"client data").digest()
ERR = CtapError.ERR


def algorithms(*numbers):
    return [{"type": "public-key", "alg": number} for number in numbers]


def descriptor(credential_id):
    return {"type": "public-key", "id": credential_id}


class TrustInRoot(AttestationVerifier):
    """Trusts the manufacturer of one key."""

    def __init__(self, key):
        super().__init__()
        self.root = x509.load_pem_x509_certificate(key.root_certificate()).public_bytes(Encoding.DER)

    def ca_lookup(self, attestation_result, auth_data):
        return [self.root]


class KeyTest(unittest.TestCase):
    options = ()

    def setUp(self):
        self.key = Key(*self.options)
        self.addCleanup(self.key.stop)
        self.connect()

    def connect(self, **how):
        self.device = self.key.connect(**how)
        self.addCleanup(self.device.close)

    def replug(self):
        self.device.close()
        self.key.replug()
        self.connect()

    @property
    def ctap(self):
        return Ctap2(self.device)

    def refused(self, error):
        return CtapRefusal(self, error)

    def token(self, pin, permissions, rp_id=None):
        pin_client = ClientPin(self.ctap)
        return pin_client.protocol, pin_client.get_pin_token(pin, permissions, rp_id)

    def make(self, user=None, alg=ES256, pin=None, **more):
        if pin:
            protocol, token = self.token(pin, ClientPin.PERMISSION.MAKE_CREDENTIAL, RP["id"])
            more.update(pin_uv_param=protocol.authenticate(token, HASH), pin_uv_protocol=protocol.VERSION)
        return self.ctap.make_credential(HASH, RP, user or ADA, algorithms(alg), **more)

    def use(self, allow=None, pin=None, **more):
        ctap = self.ctap
        if pin:
            protocol, token = self.token(pin, ClientPin.PERMISSION.GET_ASSERTION, RP["id"])
            more.update(pin_uv_param=protocol.authenticate(token, HASH), pin_uv_protocol=protocol.VERSION)
        return ctap.get_assertions(RP["id"], HASH, allow, **more)


class CtapRefusal:
    """`with` block that must end with this status."""

    def __init__(self, test, error):
        self.test, self.error = test, error

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.test.assertIsInstance(value, CtapError)
        self.test.assertEqual(value.code, self.error)
        return True


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
