"""python3-fido2's client with a key at SOCKET: {"create": options} or {"get": options}, and "pin" where it has one, a
JSON object a line; answers with the response. {"setPin": …} gives the key its PIN.

    client_fido2.py SOCKET ORIGIN
"""

import json
import sys

from fido2.client import Fido2Client
from fido2.ctap2 import ClientPin, Ctap2
from fido2.hid import CtapHidDevice
from fido2.hid.base import HidDescriptor
from fido2.utils import websafe_decode, websafe_encode

from keystand import Connection, REPORT


def decoded(options):
    """The same with bytes in it, as fido2 wants them."""
    options = dict(options, challenge=websafe_decode(options["challenge"]))
    if "user" in options:
        options["user"] = dict(options["user"], id=websafe_decode(options["user"]["id"]))
        del options["authenticatorSelection"]["residentKey"]  # fido2 0.9 knows only requireResidentKey.
    for name in ("excludeCredentials", "allowCredentials"):
        if name in options:
            options[name] = [dict(each, id=websafe_decode(each["id"])) for each in options[name]]
    return options


def response(credential_id, **parts):
    return {"rawId": websafe_encode(credential_id),
            "response": {name: websafe_encode(value) for name, value in parts.items() if value is not None}}


def obey(device, origin, order):
    if "setPin" in order:
        ClientPin(Ctap2(device)).set_pin(order["setPin"])
        return {}
    client = Fido2Client(device, origin)  # A new one: it remembers whether the key has a PIN.
    if "create" in order:
        made = client.make_credential(decoded(order["create"]), pin=order.get("pin"))
        credential = made.attestation_object.auth_data.credential_data
        return response(
            credential.credential_id, clientDataJSON=made.client_data,
            attestationObject=made.attestation_object.with_string_keys())
    got = client.get_assertion(decoded(order["get"]), pin=order.get("pin")).get_response(0)
    return response(
        got.credential_id, clientDataJSON=got.client_data, authenticatorData=got.authenticator_data,
        signature=got.signature, userHandle=got.user_handle)


path, panel = sys.argv[1:]
key = CtapHidDevice(HidDescriptor(path, 0, 0, REPORT, REPORT), Connection(path))
for line in sys.stdin:
    print(json.dumps(obey(key, panel, json.loads(line))), flush=True)
key.close()
