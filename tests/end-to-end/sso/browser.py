"""Chromium without a display, driven by WebDriver: a person at a browser of their own. It trusts the stand's certificate
authority and no other means is used to get past a certificate; it finds loopback and nothing else."""

import json
import os
import re
import subprocess
import tempfile
from contextlib import suppress

from selenium import webdriver
from selenium.common.exceptions import JavascriptException, StaleElementReferenceException
from selenium.webdriver.chromium.remote_connection import ChromiumRemoteConnection
from selenium.webdriver.common.by import By

from stand import until

from .authenticator import Authenticator

WIDTHS = (320, 768, 1280)  # CSS pixels: a phone, a tablet, a desk

ARGUMENTS = [
    "--headless=new", "--remote-debugging-port=0", "--no-first-run", "--no-default-browser-check", "--disable-breakpad",
    "--disable-background-networking", "--disable-sync", "--disable-component-update", "--disable-default-apps",
    "--disable-extensions", "--disable-gpu", "--disable-dev-shm-usage", "--password-store=basic", "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"]


def port_of(path):
    with open(path, encoding="ascii") as file:
        return file.readline().strip()


def processes_of(folder):
    """The processes whose environment names the folder as their home."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError), open(f"/proc/{pid}/environ", "rb") as file:
            if b"HOME=" + folder.encode() in file.read().split(b"\0"):
                found.append(int(pid))
    return found


class Browser:
    """One browser with its own profile; a context manager. trusting: whether it knows the stand's authority. language: what
    it tells servers that the person reads."""

    def __init__(self, stand, width=WIDTHS[-1], height=900, trusting=True, language="en", name="browser"):
        self.stand, self.name, self.language = stand, name, language
        self._size, self._trusting = (width, height), trusting

    def __enter__(self):
        # Below /tmp: the path of a socket that Chromium makes must stay short.
        self._folder = tempfile.TemporaryDirectory(prefix="keydesk-browser-")
        self._processes = []
        try:
            self._trust()
            self._start()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_):
        self._end()

    def _end(self):
        for process in self._processes:
            self.stand.end(process)
        # Its last processes go after it and may still write.
        until(lambda: not processes_of(self.folder), "Chromium's processes to end")
        self._folder.cleanup()

    @property
    def folder(self):
        return self._folder.name

    def _path(self, *names):
        path = os.path.join(self._folder.name, *names)
        os.makedirs(path, mode=0o700, exist_ok=True)
        return path

    def _trust(self):
        """Chromium takes further authorities from the NSS database in the person's home."""
        database = "sql:" + self._path(".pki", "nssdb")
        subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True, capture_output=True)
        if self._trusting:
            subprocess.run(["certutil", "-A", "-d", database, "-n", "stand", "-t", "C,,", "-i", self.stand.ca], check=True,
                           capture_output=True)

    def _start(self):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        environment |= {"HOME": self.folder, "TMPDIR": self._path("tmp"), "LC_ALL": "C.UTF-8"}
        profile = self._path("profile")
        arguments = [*ARGUMENTS, f"--user-data-dir={profile}", f"--accept-lang={self.language}"]
        if os.getuid() == 0:
            arguments.append("--no-sandbox")  # Chromium's sandbox refuses root
        # Both are the stand's own processes, so that not even a test that is killed leaves a browser behind.
        self._start_process(self.name, ["/usr/bin/chromium", *arguments, "about:blank"], environment)
        port_file = os.path.join(profile, "DevToolsActivePort")  # two lines, of which the first is the port
        debugger = until(lambda: os.path.exists(port_file) and port_of(port_file), "Chromium's port")
        driver = self.name + "-driver"
        log = os.path.join(self.stand.logs, driver + ".log")
        past = os.path.getsize(log) if os.path.exists(log) else 0  # an earlier browser of this name wrote, too
        self._start_process(driver, ["/usr/bin/chromedriver", "--port=0"], environment)
        port = until(lambda: re.search(r"started successfully on port (\d+)", self.stand.log(driver)[past:]),
                     "chromedriver's port")[1]
        options = webdriver.ChromeOptions()
        options.add_experimental_option("debuggerAddress", f"127.0.0.1:{debugger}")
        connection = ChromiumRemoteConnection(f"http://127.0.0.1:{port}", "goog", "chrome", ignore_proxy=True)
        self.driver = webdriver.Remote(connection, options=options)
        self.driver.set_page_load_timeout(30)
        self.driver.set_script_timeout(60)
        self.resize(*self._size)

    def _start_process(self, name, command, environment):
        self._processes.append(self.stand.start(name, command, env=environment))

    # -- window ----------------------------------------------------------------------------------------------------

    def tell(self, command, **parameters):
        """One command of Chromium's own protocol."""
        return self.driver.execute("executeCdpCommand", {"cmd": command, "params": parameters})["value"]

    def resize(self, width, height=900):
        """The page's own size; a window could not be as narrow as a phone."""
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def each_width(self):
        """Goes through the three widths with the page that is open."""
        for width in WIDTHS:
            self.resize(width)
            yield width

    def overflows(self):
        """Whether the page must be scrolled sideways (WCAG 2.1, 1.4.10)."""
        return self.run("return document.documentElement.scrollWidth > document.documentElement.clientWidth")

    def picture(self, path):
        self.driver.save_screenshot(path)
        return path

    # -- seeing ----------------------------------------------------------------------------------------------------

    def open(self, url):
        self.driver.get(url)

    @property
    def url(self):
        return self.driver.current_url

    @property
    def title(self):
        return self.driver.title

    def find(self, selector):
        """The first element, or None."""
        found = self.driver.find_elements(By.CSS_SELECTOR, selector)
        return found[0] if found else None

    def until(self, condition, what):
        """Waits for a true value, through pages that come and go."""
        def value():
            try:
                return condition()
            except (StaleElementReferenceException, JavascriptException):
                return None
        try:
            return until(value, what)
        except AssertionError as error:
            raise AssertionError(f"{error}; in the browser:\n{self.look()}") from None

    def wait_for(self, selector):
        return self.until(lambda: self.find(selector), selector)

    def wait_for_url(self, part):
        self.until(lambda: part in self.url, f"an address with {part}")

    def text(self, selector):
        """The text of the first element, as the document has it."""
        return self.until(lambda: [self.find(selector).get_property("textContent")] if self.find(selector) else None,
                          selector)[0]

    def look(self):
        """Where the browser is and what can be read there: for error messages."""
        return f"{self.url}\n{self.driver.find_element(By.TAG_NAME, 'body').text}"

    def cookies(self):
        """All of them, of every site, by name; with the attributes that were set."""
        return {cookie["name"]: cookie for cookie in self.tell("Storage.getCookies")["cookies"]}

    def forget(self):
        """Drops every site's cookies, as a new visit would."""
        self.tell("Storage.clearCookies")

    # -- acting ----------------------------------------------------------------------------------------------------

    def enter(self, selector, text):
        field = self.wait_for(selector)
        field.clear()
        field.send_keys(text)

    def press(self, selector):
        """Presses a button or follows a link."""
        self.wait_for(selector).click()

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def run_async(self, script, *arguments):
        """The script is the body of an async function; gives back what it returns, or raises what it throws."""
        value = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            f"(async (...arguments) => {{ {script} }})(...arguments)"
            ".then(value => done({value}), error => done({error: `${error.name}: ${error.message}`}));", *arguments)
        if "error" in value:
            raise JavascriptException(value["error"])
        return value.get("value")

    def authenticator(self, **options):
        """Plugs a virtual authenticator in: see Authenticator."""
        return Authenticator(self.driver, **options)

    # -- judging ---------------------------------------------------------------------------------------------------

    def violations(self):
        """What axe-core finds wrong with the page that is open: a list of "rule: element". Empty is good."""
        path = os.path.join(os.environ["KEYDESK_NPM_MODULES"], "axe-core", "axe.min.js")
        with open(path, encoding="utf-8") as file:
            self.run(file.read())
        answer = json.loads(self.run_async("return JSON.stringify(await axe.run({resultTypes: ['violations']}))"))
        if not answer["passes"]:
            raise AssertionError("axe-core judged nothing")
        return [f"{rule['id']}: {node['html']}" for rule in answer["violations"] for node in rule["nodes"]]
