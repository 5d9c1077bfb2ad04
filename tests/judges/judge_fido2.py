"""python3-fido2's relying party as the judge of a registration and an assertion: a JSON object a line, see
tst_judgedapp.cpp. Answers {"registration": …, "assertion": …}: null where it accepts, else what it says against it."""

import json
import sys

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from fido2.client import ClientData
from fido2.ctap2 import AttestationObject, AuthenticatorData
from fido2.server import AttestationVerifier, Fido2Server
from fido2.utils import websafe_decode


class TrustInRoot(AttestationVerifier):
    """Trusts one manufacturer. A statement without certificates (self attestation) is checked for itself."""

    def __init__(self, root):
        super().__init__()
        self.root = x509.load_pem_x509_certificate(root.encode()).public_bytes(Encoding.DER)

    def ca_lookup(self, attestation_result, auth_data):
        return [self.root]


def refusal(check):
    try:
        check()
    except Exception as error:  # Whatever it raises: it does not accept.
        return f"{type(error).__name__}: {error}"
    return None


def judge(case):
    server = Fido2Server(
        {"id": case["rpId"], "name": "Example"}, case["creation"]["attestation"],
        verify_origin=lambda origin: origin == case["origin"], verify_attestation=TrustInRoot(case["root"]))

    def state(options, verification):
        return {"challenge": options["challenge"], "user_verification": verification}

    def part(response, name):
        return websafe_decode(response["response"][name])

    attestation = AttestationObject(part(case["created"], "attestationObject"))

    def register():
        selection = case["creation"]["authenticatorSelection"]
        server.register_complete(
            state(case["creation"], selection["userVerification"]),
            ClientData(part(case["created"], "clientDataJSON")), attestation)

    def sign_in():
        answer = case["answer"]
        server.authenticate_complete(
            state(case["request"], case["request"]["userVerification"]), [attestation.auth_data.credential_data],
            websafe_decode(answer["rawId"]), ClientData(part(answer, "clientDataJSON")),
            AuthenticatorData(part(answer, "authenticatorData")), part(answer, "signature"))

    return {"registration": refusal(register), "assertion": refusal(sign_in)}


for line in sys.stdin:
    print(json.dumps(judge(json.loads(line))), flush=True)
