"""What the judges of the virtual key share: names, and a test with a key of its own."""

import hashlib
import unittest

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from fido2.ctap import CtapError
from fido2.ctap2 import ClientPin, Ctap2
from fido2.server import AttestationVerifier

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
