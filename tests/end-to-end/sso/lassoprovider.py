"""An identity provider that is not Keydesk's: the library Lasso behind a small web server. The stands of single sign-on are
tried against it, so that a test which fails with Keydesk tells about Keydesk."""

import base64
import contextlib
import functools
import html
import http.server
import os
import re
import secrets
import ssl
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import urllib.request
import xml.etree.ElementTree
from datetime import datetime, timedelta, timezone
from http.cookies import SimpleCookie

import lasso

from stand import PEOPLE

METADATA = """<?xml version="1.0" encoding="UTF-8"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{url}/metadata">
  <IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <KeyDescriptor use="signing">
      <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
        <X509Certificate>{certificate}</X509Certificate>
      </X509Data></KeyInfo>
    </KeyDescriptor>
    <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{url}/logout"/>
    <NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</NameIDFormat>
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{url}/sso"/>
  </IDPSSODescriptor>
</EntityDescriptor>
"""

SIGN_IN = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sign in</title></head><body><main>
<h1>Sign in</h1>
<form method="post" action="/sso?{query}">
<label>User name <input name="user" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button>Sign in</button>
</form></main></body></html>"""

POST_BACK = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Back</title></head>
<body onload="document.forms[0].submit()"><form method="post" action="{url}">
<input type="hidden" name="SAMLResponse" value="{response}"><input type="hidden" name="RelayState" value="{relay_state}">
<button>Continue</button></form></body></html>"""

ENCRYPTED = """<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">
<EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"/>
<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">
<EncryptedKey xmlns="http://www.w3.org/2001/04/xmlenc#">
<EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/>
<CipherData><CipherValue/></CipherData>
</EncryptedKey>
</KeyInfo>
<CipherData><CipherValue/></CipherData>
</EncryptedData>"""


def encrypted(response, metadata):
    """The response with its assertion encrypted to the service provider's certificate. Lasso encrypts in no mode that
    protects what is encrypted, so xmlsec1 does."""
    provider = xml.etree.ElementTree.fromstring(metadata)
    certificate = provider.findtext(".//{*}KeyDescriptor[@use='encryption']//{*}X509Certificate")
    assertion = re.search(rb"<saml:Assertion\b(.*</saml:Assertion>)", response, re.DOTALL)
    alone = b'<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"' + assertion[1]
    with tempfile.TemporaryDirectory(prefix="keydesk-encrypt-") as folder:
        paths = {}
        for name, octets in {"certificate": ssl.DER_cert_to_PEM_cert(base64.b64decode(certificate)).encode(),
                             "template": ENCRYPTED.encode(), "assertion": alone}.items():
            paths[name] = os.path.join(folder, name)
            with open(paths[name], "wb") as file:
                file.write(octets)
        made = subprocess.run(["xmlsec1", "--encrypt", "--pubkey-cert-pem", paths["certificate"],
                               "--session-key", "aes-256", "--xml-data", paths["assertion"], paths["template"]],
                              check=True, capture_output=True)
    element = made.stdout[made.stdout.index(b"<EncryptedData"):]
    return b"%s<saml:EncryptedAssertion>%s</saml:EncryptedAssertion>%s" % (response[:assertion.start()], element,
                                                                           response[assertion.end():])


class Session:
    """One person's, in one browser: what Lasso remembers about the service providers reached."""

    def __init__(self, user):
        self.user, self.memory = user, None


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Browsers open connections that they never use; whatever else goes wrong is told."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class LassoProvider:
    """A context manager; afterwards trust() the service providers. encrypts: assertions, with AES-256-GCM and RSA-OAEP.
    forges: signs with another key than the one in its metadata. last_response: the last one sent, as XML."""

    def __init__(self, stand):
        self.stand = stand
        self.encrypts = self.forges = False
        self.last_response = None
        self.sessions = {}
        self._providers = {}

    def __enter__(self):
        self._key, self._certificate = self._make_key("idp")
        self._forged_key, _ = self._make_key("forger")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(self.stand.folder, "service.pem"),
                                os.path.join(self.stand.folder, "service.key"))
        self._server = Server(("127.0.0.1", 0), functools.partial(Requests, self))
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self.url = f"https://localhost:{self._server.server_address[1]}"
        bare = "".join(line for line in self._certificate.splitlines() if "-----" not in line)
        self.metadata = METADATA.format(url=self.url, certificate=bare)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _make_key(self, stem):
        paths = [os.path.join(self.stand.folder, f"{stem}.{kind}") for kind in ("key", "pem")]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256", "-days", "30", "-subj",
                        f"/CN={stem}", "-keyout", paths[0], "-out", paths[1]], check=True, capture_output=True)
        with contextlib.ExitStack() as files:
            return [files.enter_context(open(path, encoding="ascii")).read() for path in paths]

    def trust(self, application):
        self._providers[application.entity_id] = application.metadata

    def start_url(self, application):
        """Where a person begins who has signed in already and wants to this application's protected page."""
        return f"{self.url}/start?" + urllib.parse.urlencode({"at": application.entity_id, "page": application.protected_page})

    def lasso_server(self):
        key = self._forged_key if self.forges else self._key
        server = lasso.Server.newFromBuffers(self.metadata, key, None, self._certificate)
        server.signatureMethod = lasso.SIGNATURE_METHOD_RSA_SHA256
        for metadata in self._providers.values():
            server.addProviderFromBuffer(lasso.PROVIDER_ROLE_SP, metadata)
        return server

    # -- sign-in ---------------------------------------------------------------------------------------------------

    def answer_request(self, login, session, relay_state):
        """The page that brings the assertion to the service provider."""
        login.validateRequestMsg(True, True)
        now = datetime.now(timezone.utc)
        instants = [(now + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ") for minutes in (0, -1, 5)]
        login.buildAssertion(lasso.SAML2_AUTHN_CONTEXT_PASSWORD_PROTECTED_TRANSPORT, instants[0], None, *instants[1:])
        login.assertion.authnStatement[0].sessionIndex = "_" + secrets.token_hex(16)
        login.assertion.attributeStatement = [self._attributes(session.user)]
        if self.encrypts:
            login.setSignatureHint(lasso.PROFILE_SIGNATURE_HINT_FORBID)  # of the response: the assertion keeps its own
        login.buildAuthnResponseMsg()
        session.memory = login.session.dump()
        response = base64.b64decode(login.msgBody)
        if self.encrypts:
            response = encrypted(response, self._providers[login.remoteProviderId])
        self.last_response = response.decode()
        return POST_BACK.format(url=html.escape(login.msgUrl), response=base64.b64encode(response).decode(),
                                relay_state=html.escape(relay_state))

    @staticmethod
    def _attributes(user):
        statement = lasso.Saml2AttributeStatement()
        values = {"uid": [user], "displayName": [PEOPLE[user]["name"]], "mail": [f"{user}@example.org"],
                  "groups": [PEOPLE[user]["groups"], "everybody"]}
        statement.attribute = [attribute_of(name, texts) for name, texts in values.items()]
        return statement

    # -- sign-out --------------------------------------------------------------------------------------------------

    def end(self, session, asked_by=None):
        """Ends one session: asks its service providers by SOAP, but not the one that asked for it. Gives back whether each
        one did it, by entity id."""
        logout = lasso.Logout(self.lasso_server())
        logout.setSessionFromDump(session.memory)
        done = {entity_id: self._ask_by_soap(logout, entity_id) for entity_id in logout.session.providerIds
                if entity_id != asked_by}
        self.forget(session)
        return done

    def _ask_by_soap(self, logout, entity_id):
        logout.initRequest(entity_id, lasso.HTTP_METHOD_SOAP)
        logout.buildRequestMsg()
        request = urllib.request.Request(logout.msgUrl, logout.msgBody.encode(), {
            "Content-Type": "text/xml", "SOAPAction": '"http://www.oasis-open.org/committees/security"'})
        context = ssl.create_default_context(cafile=self.stand.ca)
        try:
            with urllib.request.urlopen(request, context=context, timeout=20) as answer:
                logout.processResponseMsg(answer.read().decode())
            return True
        except (OSError, lasso.Error):
            return False

    def forget(self, session):
        self.sessions = {cookie: each for cookie, each in self.sessions.items() if each is not session}


def attribute_of(name, texts):
    """One attribute of the assertion."""
    attribute = lasso.Saml2Attribute()
    attribute.name, attribute.nameFormat = name, lasso.SAML2_ATTRIBUTE_NAME_FORMAT_BASIC
    values = []
    for text in texts:
        value = lasso.Saml2AttributeValue()
        value.any = [lasso.MiscTextNode.newWithString(text)]
        value.any[0].textChild = True
        values.append(value)
    attribute.attributeValue = values
    return attribute


class Requests(http.server.BaseHTTPRequestHandler):
    """/sso (redirect binding, and the sign-in form's target), /logout (redirect binding), and /start?at=ENTITY&page=URL for
    a person who begins here and not at the application."""

    protocol_version = "HTTP/1.1"
    timeout = 20

    def __init__(self, provider, *arguments):
        self.provider = provider
        super().__init__(*arguments)

    def log_message(self, *_):
        pass

    def _session(self):
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("foreign-session")
        return self.provider.sessions.get(cookie.value) if cookie else None

    def _answer(self, status, text="", **headers):
        body = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)),
                            **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        if address.path == "/sso":
            self._sign_on(address.query, self._session())
        elif address.path == "/start":
            self._start_at(dict(urllib.parse.parse_qsl(address.query)))
        elif address.path == "/logout":
            self._log_out(address.query)
        else:
            self._answer(404)

    def do_POST(self):
        address = urllib.parse.urlsplit(self.path)
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        user, password = (form.get(name, [""])[0] for name in ("user", "password"))
        if user not in PEOPLE or PEOPLE[user]["password"] != password:
            self._answer(200, SIGN_IN.format(query=html.escape(address.query)))
            return
        session, cookie = Session(user), secrets.token_urlsafe(24)
        self.provider.sessions[cookie] = session
        self._sign_on(address.query, session,
                      Set_Cookie=f"foreign-session={cookie}; Path=/; Secure; HttpOnly; SameSite=None")

    def _sign_on(self, query, session, **headers):
        login = lasso.Login(self.provider.lasso_server())
        if session and session.memory:
            login.setSessionFromDump(session.memory)
        try:
            login.processAuthnRequestMsg(query)
        except lasso.Error as error:
            self._answer(400, html.escape(str(error)))
            return
        if not session:
            self._answer(200, SIGN_IN.format(query=html.escape(query)))
            return
        self._answer(200, self.provider.answer_request(login, session, login.msgRelayState or ""), **headers)

    def _start_at(self, wishes):
        """A response that nobody asked for."""
        session = self._session()
        login = lasso.Login(self.provider.lasso_server())
        login.setSessionFromDump(session.memory)
        login.initIdpInitiatedAuthnRequest(wishes["at"])
        login.request.protocolBinding = lasso.SAML2_METADATA_BINDING_POST
        login.request.nameIdPolicy.allowCreate = True
        login.processAuthnRequestMsg(None)
        self._answer(200, self.provider.answer_request(login, session, wishes["page"]))

    def _log_out(self, query):
        session = self._session()
        logout = lasso.Logout(self.provider.lasso_server())
        try:
            logout.processRequestMsg(query)
            if session:
                logout.setSessionFromDump(session.memory)
            logout.validateRequest()
        except lasso.Error as error:
            self._answer(400, html.escape(str(error)))
            return
        if session:
            self.provider.end(session, logout.remoteProviderId)
        logout.buildResponseMsg()
        self._answer(302, Location=logout.msgUrl)
