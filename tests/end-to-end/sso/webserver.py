"""A real Apache in front of an application of two pages, as a process of its own on loopback: what the service providers of
the single sign-on tests have in common. Everything it writes lies in one temporary folder, which it takes away."""

import contextlib
import http.client
import os
import shutil
import ssl
import subprocess
import tempfile
import urllib.error
import urllib.request

from stand import free_port, until

ORDINARY_USER = "www-data"  # Apache and shibd do not run as root, so root starts them as this one
MODULES = ["mpm_prefork", "authn_core", "authz_core", "authz_user", "env", "filter", "headers", "include", "mime", "ssl"]

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<main>
<h1>{title}</h1>
<p>Signed in: <b id="user"><!--#echo encoding="entity" var="REMOTE_USER" --></b></p>
<pre id="environment"><!--#printenv --></pre>
<p><a id="logout" href="{logout}">Sign out</a></p>
</main>
</body>
</html>
"""

CONFIGURATION = """
ServerRoot "{folder}"
DefaultRuntimeDir "{folder}"
PidFile "{folder}/apache.pid"
ErrorLog "{folder}/error.log"
LogLevel notice
LogFormat "%h %t \\"%r\\" %>s" short
CustomLog "{folder}/access.log" short
Mutex pthread
{modules}
# Processes, not threads: a thread that waits for a browser's idle connection would hold up the end.
StartServers 4
MinSpareServers 2
MaxRequestWorkers 16
Listen 127.0.0.1:{port} https
ServerName https://{host}:{port}
UseCanonicalName On
TypesConfig /etc/mime.types
SSLEngine on
SSLCertificateFile "{folder}/service.pem"
SSLCertificateKeyFile "{folder}/service.key"
SSLProtocol -all +TLSv1.2 +TLSv1.3
SSLSessionCache none
DocumentRoot "{folder}/pages"
SSIUndefinedEcho " "
Header always set Content-Security-Policy "default-src 'none'; frame-ancestors 'none'"
Header always set Cache-Control "no-store"
<Directory "{folder}/pages">
    Options +Includes
    SetOutputFilter INCLUDES
    ForceType "text/html; charset=utf-8"
    Require all granted
</Directory>
{provider}
"""


def ordinary_user():
    """How subprocess.Popen starts a program that must not be root's, nor know root's environment. In a session of its own,
    because Apache's end is the end of its whole process group."""
    options = {"env": {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}, "start_new_session": True}
    if os.getuid() == 0:
        options |= {"user": ORDINARY_USER, "group": ORDINARY_USER, "extra_groups": []}
    return options


class ServiceProvider:
    """One application at https://<host>:<port> that a service provider protects; a context manager.

    url             where it is
    open_page       everybody may see it; it tells who is signed in
    protected_page  only after sign-in
    logout_url      where sign-out begins; the open page comes last
    entity_id       its name in SAML, and metadata its metadata (XML), which an identity provider needs
    """

    modules = []  # of Apache, beyond MODULES: the structure in it and the file

    def __init__(self, stand, idp_metadata, name, host):
        self.stand, self.idp_metadata, self.name, self.host = stand, idp_metadata, name, host
        self.port = free_port()
        self.url = f"https://{host}:{self.port}"
        self.open_page = f"{self.url}/open"
        self.protected_page = f"{self.url}/protected"

    def __enter__(self):
        self._companions, self._apache = [], None
        with contextlib.ExitStack() as undo:
            # Not below the stand's folder, where an ordinary user cannot go; a socket's path must be short, too.
            self.folder = tempfile.mkdtemp(prefix="keydesk-sp-")
            undo.callback(shutil.rmtree, self.folder, ignore_errors=True)
            self._write_all()
            self._hand_over()
            undo.callback(self._end_processes)
            self._start_all()
            self._undo = undo.pop_all()
        return self

    def __exit__(self, *_):
        self._undo.close()

    # -- for the two kinds of service providers ---------------------------------------------------------------------

    def write_provider(self):
        """Writes the provider's own files; gives back its part of Apache's configuration."""
        raise NotImplementedError

    def start_provider(self):
        """Starts what the provider needs besides Apache; gives back the processes."""
        return []

    def make_key_pair(self, stem):
        """RSA, as all of SAML's other parties know it; self-signed, as is usual in metadata."""
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256", "-days", "30", "-subj",
                        f"/CN={self.name}", "-keyout", self.path(stem + ".key"), "-out", self.path(stem + ".pem")],
                       check=True, capture_output=True)

    # -- life ------------------------------------------------------------------------------------------------------

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8", errors="replace") as file:
            return file.read()

    def _write_all(self):
        for page, title in (("open", "Open page"), ("protected", "Protected page")):
            self.write(f"pages/{page}", PAGE.format(title=title, logout=self.logout_url))
        for name in ("service.pem", "service.key"):
            shutil.copy(os.path.join(self.stand.folder, name), self.folder)
        self.write("idp-metadata.xml", self.idp_metadata)
        provider = self.write_provider()
        modules = [(name + "_module", f"mod_{name}.so") for name in MODULES] + list(self.modules)
        self.write("apache.conf", CONFIGURATION.format(
            folder=self.folder, host=self.host, port=self.port, provider=provider,
            modules="\n".join(f"LoadModule {name} /usr/lib/apache2/modules/{file}" for name, file in modules)))

    def _hand_over(self):
        """Root's files become the ordinary user's."""
        if os.getuid() != 0:
            return
        for folder, _, files in os.walk(self.folder):
            for path in [folder, *(os.path.join(folder, name) for name in files)]:
                shutil.chown(path, ORDINARY_USER, ORDINARY_USER)

    def _start_all(self):
        self._companions = self.start_provider()
        self.start()

    def _end_processes(self):
        self.stop()
        for process in reversed(self._companions):
            self.stand.end(process)

    def start(self):
        """Lets the application answer (again)."""
        self._apache = self.stand.start(self.name, [
            "/usr/sbin/apache2", "-d", self.folder, "-f", self.path("apache.conf"), "-D", "FOREGROUND"],
            cwd=self.folder, **ordinary_user())
        until(lambda: self._has_ended() or self.fetch("/open"), f"{self.name}'s first answer")
        if self._has_ended():
            raise AssertionError(f"{self.name} does not start:\n{self.log()}")

    def stop(self):
        """Nobody answers any more. Shibboleth's sessions outlive this, as shibd keeps them; mod_auth_mellon's do not."""
        if self._apache:
            self.stand.end(self._apache)

    def _has_ended(self):
        return any(process.poll() is not None for process in [*self._companions, self._apache])

    def log(self):
        """The end of what each of its programs wrote."""
        text = [self.stand.log(self.name)]
        for name in sorted(os.listdir(self.folder)):
            if name.endswith(".log"):
                text.append("\n".join([f"-- {name}", *self.read(name).splitlines()[-40:]]))
        return "\n".join(text)

    # -- from outside ----------------------------------------------------------------------------------------------

    def fetch(self, path):
        """A page's text without a browser and without being signed in; None while nobody answers."""
        context = ssl.create_default_context(cafile=self.stand.ca)
        try:
            with urllib.request.urlopen(self.url + path, context=context, timeout=10) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, OSError, http.client.HTTPException):
            return None

    def person(self, browser, page=None):
        """Who the application thinks is there, in this browser: opens the open page (or another one) to see."""
        browser.open(page or self.open_page)
        return self.shown_person(browser)

    def shown_person(self, browser):
        """The same from the page that is already open; None when nobody is signed in."""
        user = browser.text("#user").strip()
        if not user:
            return None
        lines = browser.text("#environment").splitlines()
        environment = dict(line.split("=", 1) for line in lines if "=" in line)
        prefix = "ATTRIBUTE_"
        return Person(user, {name[len(prefix):]: value.split(";") for name, value in environment.items()
                             if name.startswith(prefix)})


class Person:
    """A user's name, and a list of values for each attribute."""

    def __init__(self, user, attributes):
        self.user, self.attributes = user, attributes
