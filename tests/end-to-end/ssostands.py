"""Tries the stands of single sign-on themselves, against an identity provider that is not Keydesk's: every piece is used as
the tests of Keydesk's own identity provider use it, and each is seen to fail where it must."""

import contextlib
import os
import shutil
import sys
import tempfile

from selenium.common.exceptions import JavascriptException

from sso import WIDTHS, Browser, Mellon, Shibboleth
from sso.lassoprovider import LassoProvider
from stand import PEOPLE, Stand, default_binaries, until

USER = "ada"

CREATE = """
const made = await navigator.credentials.create({publicKey: {
    rp: {id: 'localhost', name: 'Example Corp'},
    user: {id: new Uint8Array([1, 2, 3]), name: 'ada', displayName: 'Ada Example'},
    challenge: new Uint8Array(32), pubKeyCredParams: [{type: 'public-key', alg: -7}], timeout: 5000,
    authenticatorSelection: {residentKey: 'required', userVerification: 'required'}}});
return made.id;
"""

ASK = """
const found = await navigator.credentials.get({publicKey: {
    rpId: 'localhost', challenge: new Uint8Array(32), userVerification: 'required', timeout: 5000}});
return found.id;
"""


def expect(condition, message):
    if not condition:
        raise AssertionError(message)


class Visit:
    """Two applications and a browser, before anybody has signed in."""

    def __init__(self, provider, applications, browser):
        self.provider, self.applications, self.browser = provider, applications, browser

    def expect_nobody(self):
        for application in self.applications:
            expect(application.person(self.browser) is None, f"somebody is signed in at {application.name}")

    def answer_sign_in(self, password=PEOPLE[USER]["password"]):
        self.browser.enter("[name=user]", USER)
        self.browser.enter("[name=password]", password)
        self.browser.press("button")

    def sign_in_at(self, application, asked=True):
        """From the protected page over the identity provider, and back."""
        self.browser.open(application.protected_page)
        if asked:
            self.browser.wait_for("[name=password]")
            self.answer_sign_in()
        self.browser.wait_for_url(application.protected_page)
        person = application.shown_person(self.browser)
        expect(person and person.user, f"nobody is signed in at {application.name}")
        expected = {"uid": [USER], "displayName": [PEOPLE[USER]["name"]], "mail": [f"{USER}@example.org"],
                    "groups": [PEOPLE[USER]["groups"], "everybody"]}
        seen = {name: person.attributes.get(name) for name in expected}
        expect(seen == expected, f"{application.name} saw {seen}")

    def sign_in(self):
        self.sign_in_at(self.applications[0])
        for application in self.applications[1:]:
            self.sign_in_at(application, asked=False)

    def end(self):
        [session] = self.provider.sessions.values()
        return self.provider.end(session)


def try_plain_sign_in(visit):
    visit.expect_nobody()
    first = visit.applications[0]
    visit.browser.open(first.protected_page)
    visit.answer_sign_in("not-her-password")
    visit.browser.wait_for("[name=password]")
    expect(first.url not in visit.browser.url, "a wrong password led to the application")
    visit.sign_in()
    expect("Ada Example" in visit.provider.last_response, "the response is not plain")


def try_logout_from_provider(visit):
    done = visit.end()
    expect(done == {application.entity_id: True for application in visit.applications}, f"ended by SOAP: {done}")
    visit.expect_nobody()
    visit.browser.open(visit.applications[-1].protected_page)
    visit.browser.wait_for("[name=password]")


def try_encrypted_sign_in(visit):
    visit.provider.encrypts = True
    visit.sign_in()
    expect("Ada Example" not in visit.provider.last_response, "the response is not encrypted")
    visit.provider.encrypts = False


def try_logout_from_application(visit):
    """From each application in turn; the provider tells the other one."""
    for application in visit.applications:
        if not visit.provider.sessions:
            visit.sign_in()
        visit.browser.open(application.protected_page)
        visit.browser.press("#logout")
        visit.browser.wait_for_url(application.open_page)
        expect(not visit.provider.sessions, f"signing out at {application.name} left the provider's session")
        visit.expect_nobody()


def try_forged_assertion(visit):
    visit.provider.forges = True
    for application in visit.applications:
        visit.browser.open(application.protected_page)
        if visit.browser.find("[name=password]"):
            visit.answer_sign_in()
        visit.browser.until(lambda: application.url in visit.browser.url, "the application's refusal")
        expect(visit.browser.find("#user") is None, f"{application.name} believed a foreign signature")
    visit.provider.forges = False
    visit.expect_nobody()
    visit.provider.sessions.clear()
    visit.browser.forget()


def try_forged_logout(visit):
    visit.sign_in()
    [session] = visit.provider.sessions.values()
    visit.provider.forges = True
    done = visit.provider.end(session)
    visit.provider.forges = False
    expect(not any(done.values()), f"ended by a foreign signature: {done}")
    for application in visit.applications:
        expect(application.person(visit.browser), f"a foreign signature ended the session at {application.name}")
    visit.browser.forget()


def try_dead_application(visit):
    """One that does not answer keeps its session, if it can, and is told later."""
    visit.sign_in()
    [session] = visit.provider.sessions.values()
    shibboleth = visit.applications[-1]
    shibboleth.stop()
    expect(shibboleth.fetch("/open") is None, "a stopped application answers")
    done = visit.provider.end(session)
    expect(done == {application.entity_id: application is not shibboleth for application in visit.applications},
           f"with one application dead: {done}")
    shibboleth.start()
    expect(shibboleth.person(visit.browser), "shibd forgot the session")
    expect(visit.provider.end(session)[shibboleth.entity_id], "the logout could not be delivered later")
    visit.expect_nobody()


def try_start_at_provider(visit):
    """Signed in through one application, to the other one by a response that it did not ask for."""
    first, second = visit.applications
    for there, here in ((first, second), (second, first)):
        visit.sign_in_at(there)
        visit.browser.open(visit.provider.start_url(here))
        visit.browser.wait_for_url(here.protected_page)
        expect(here.shown_person(visit.browser), f"an unasked response is not taken at {here.name}")
        visit.end()
        visit.expect_nobody()


def try_browser(visit):
    """Widths, axe-core, cookies and the virtual authenticator."""
    browser = visit.browser
    browser.open(visit.applications[0].protected_page)
    browser.wait_for("[name=password]")
    for width in browser.each_width():
        expect(browser.run("return innerWidth") == width, f"the page is not {width} wide")
        expect(not browser.overflows(), f"sideways scrolling at {width}")
        expect(not browser.violations(), f"axe-core at {width}: {browser.violations()}")
    browser.run("document.documentElement.removeAttribute('lang')")
    expect([text.split(":")[0] for text in browser.violations()] == ["html-has-lang"], "axe-core did not miss the language")
    browser.run("document.body.append(document.createElement('hr')); document.querySelector('hr').style.width = '2000px'")
    expect(all(browser.overflows() for _ in browser.each_width()), "a line of 2000 pixels fits")
    browser.open(visit.applications[0].open_page)
    expect(not browser.violations(), f"axe-core under a strict policy: {browser.violations()}")


def try_authenticator(visit, stand):
    visit.browser.open(visit.applications[0].open_page)
    key = visit.browser.authenticator()
    credential_id = visit.browser.run_async(CREATE)
    expect(visit.browser.run_async(ASK) == credential_id, "another credential answered")
    [credential] = key.credentials()
    expect(credential["rpId"] == "localhost" and credential["userHandle"] == b"\1\2\3", f"the key keeps {credential}")
    key.verify_user(False)
    expect_refused(visit.browser, ASK)
    key.take_out()
    with Browser(stand, name="second-browser") as browser:
        browser.open(visit.applications[0].open_page)
        other = browser.authenticator(transport="internal")
        expect_refused(browser, ASK)
        other.add(credential["credentialId"], credential["privateKey"], "localhost", credential["userHandle"],
                  credential["signCount"])
        expect(browser.run_async(ASK) == credential_id, "the key that moved does not answer")


def expect_refused(browser, script):
    try:
        browser.run_async(script)
    except JavascriptException as error:
        expect("NotAllowedError" in error.msg, f"refused with {error.msg}")
    else:
        raise AssertionError("a key signed that must not")


def try_distrust(stand, application):
    with Browser(stand, trusting=False, name="distrusting-browser") as browser:
        browser.open(application.open_page)
        expect("ERR_CERT_AUTHORITY_INVALID" in browser.look(), f"an authority that it does not know: {browser.look()}")
        expect(browser.find("#user") is None, "it shows a page of a server that it does not trust")


def processes_about(folders):
    """Whose command or environment names one of the folders."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            for part in ("cmdline", "environ"):
                with open(f"/proc/{pid}/{part}", "rb") as file:
                    text = file.read()
                if any(folder.encode() in text for folder in folders):
                    found.append(pid)
    return found


def main():
    folder = tempfile.mkdtemp(prefix="keydesk-sso-")
    try:
        with Stand(folder, default_binaries()) as stand:
            stand.make_certificates()
            with contextlib.ExitStack() as parts:
                provider = parts.enter_context(LassoProvider(stand))
                mellon = parts.enter_context(Mellon(stand, provider.metadata))
                shibboleth = parts.enter_context(Shibboleth(stand, provider.metadata))
                browser = parts.enter_context(Browser(stand))
                folders = [mellon.folder, shibboleth.folder, browser.folder]
                for application in (mellon, shibboleth):
                    provider.trust(application)
                visit = Visit(provider, [mellon, shibboleth], browser)
                for attempt in (try_plain_sign_in, try_logout_from_provider, try_encrypted_sign_in,
                                try_logout_from_application, try_forged_assertion, try_forged_logout, try_dead_application,
                                try_start_at_provider, try_browser):
                    attempt(visit)
                    print(attempt.__name__, flush=True)
                try_authenticator(visit, stand)
                try_distrust(stand, mellon)
            until(lambda: not processes_about(folders), "all processes to be gone")
            expect(not any(map(os.path.exists, folders)), f"left behind: {folders}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"mod_auth_mellon, Shibboleth and Chromium at the stand, widths {WIDTHS}: all seen")


if __name__ == "__main__":
    sys.exit(main())
