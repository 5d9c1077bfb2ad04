"""A virtual authenticator inside Chromium (WebAuthn level 3, section 12: WebDriver commands)."""

import base64

from selenium.webdriver.remote.command import Command


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def to_base64url(octets):
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


class Authenticator:
    """transport: usb, nfc, ble or internal. resident: it keeps discoverable credentials. verifies: it can verify its user
    (by a PIN or a finger), and does so as long as verify_user(False) has not been said. present: somebody touches it."""

    def __init__(self, driver, protocol="ctap2", transport="usb", resident=True, verifies=True, present=True):
        self._driver = driver
        self._id = self._execute(Command.ADD_VIRTUAL_AUTHENTICATOR, {
            "protocol": protocol, "transport": transport, "hasResidentKey": resident, "hasUserVerification": verifies,
            "isUserConsenting": present, "isUserVerified": verifies})

    def _execute(self, command, parameters):
        return self._driver.execute(command, parameters)["value"]

    def _tell(self, command, **parameters):
        return self._execute(command, {"authenticatorId": self._id, **parameters})

    def verify_user(self, verified):
        """Whether the next verifications of the user succeed."""
        self._tell(Command.SET_USER_VERIFIED, isUserVerified=verified)

    def credentials(self):
        """What it keeps: credentialId, userHandle and privateKey (PKCS #8) in bytes, rpId, signCount."""
        found = self._tell(Command.GET_CREDENTIALS)
        return [{name: from_base64url(value) if name in ("credentialId", "userHandle", "privateKey") and value else value
                 for name, value in credential.items()} for credential in found]

    def add(self, credential_id, private_key, relying_party, user_handle=b"", sign_count=0):
        """Puts in a key that was registered elsewhere (PKCS #8, ES256)."""
        credential = {"credentialId": to_base64url(credential_id), "privateKey": to_base64url(private_key),
                      "rpId": relying_party, "signCount": sign_count, "isResidentCredential": bool(user_handle)}
        if user_handle:
            credential["userHandle"] = to_base64url(user_handle)
        self._tell(Command.ADD_CREDENTIAL, **credential)

    def delete(self, credential_id):
        self._tell(Command.REMOVE_CREDENTIAL, credentialId=to_base64url(credential_id))

    def take_out(self):
        self._tell(Command.REMOVE_VIRTUAL_AUTHENTICATOR)
