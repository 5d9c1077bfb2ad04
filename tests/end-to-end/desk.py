"""A person at the desk: sees the app through the accessibility bus (AT-SPI) and acts by keyboard alone.

Everything is found by role and name, as a screen reader finds it. Waiting is always for a condition.
"""

import os
import subprocess
import time
import xml.etree.ElementTree

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 15.0  # seconds until a condition that does not come true fails the run
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def role_of(item):
    """The role's name; at-spi2-core 2.56 shortened one of them."""
    name = item.get_role_name()
    return "push button" if name == "button" else name


class NotSeen(AssertionError):
    """What the person waited for did not appear; the message holds what was on the screen instead."""


class Words:
    """The app's sentences in one language, from its own translation catalogue."""

    def __init__(self, language):
        self.language = language
        self._translated = {}
        path = os.path.join(TOP, "translations", f"keydesk_{language}.ts")
        if language != "en":
            for message in xml.etree.ElementTree.parse(path).iter("message"):
                self._translated[message.findtext("source")] = message.findtext("translation")

    def __call__(self, english):
        return english if self.language == "en" else self._translated[english]


def until(condition, what, patience=PATIENCE):
    """The first true value of condition(); NotSeen when it does not come in time."""
    end = time.monotonic() + patience
    while True:
        try:
            value = condition()
        except GLib.Error:  # an object that went away between two questions
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise NotSeen(what() if callable(what) else what)
        time.sleep(0.02)


class Desk:
    """One running app, by its process id."""

    def __init__(self, process, words, display):
        self.process = process
        self.words = words
        self.display = display
        Atspi.init()
        self.application = until(self._find_application, "the app on the accessibility bus")

    def _find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the app ended by itself with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application and application.get_process_id() == self.process.pid and application.get_child_count():
                return application
        return None

    # -- seeing ----------------------------------------------------------------------------------------------------

    def everything(self, root=None):
        """All objects that are showing, in reading order."""
        todo = [root or self.application]
        while todo:
            item = todo.pop()
            if item is None:
                continue
            states = item.get_state_set()
            if item is not self.application and not states.contains(Atspi.StateType.SHOWING):
                continue
            yield item
            todo.extend(item.get_child_at_index(i) for i in reversed(range(item.get_child_count())))

    def look(self):
        """What is on the screen, one line per object: for error messages."""
        lines = []
        for item in self.everything():
            try:
                lines.append(f"  {role_of(item)}: {item.get_name()!r}")
            except GLib.Error:
                continue
        return "\n".join(lines)

    def _match(self, name, role=None):
        for item in self.everything():
            if item.get_name() == name and (role is None or role_of(item) == role):
                return item
        return None

    def sees(self, english, role=None):
        return self._match(self.words(english), role) is not None

    def wait_for(self, english, role=None):
        """Waits for an object with this (translated) name."""
        return self.wait_for_name(self.words(english), role)

    def wait_for_name(self, name, role=None):
        return until(lambda: self._match(name, role),
                     lambda: f"waited for {role or 'object'} {name!r}; on the screen:\n{self.look()}")

    def wait_for_text(self, part):
        """Waits for an object whose name contains this text, and gives it back."""
        def find():
            for item in self.everything():
                if part in (item.get_name() or ""):
                    return item
            return None
        return until(find, lambda: f"waited for text {part!r}; on the screen:\n{self.look()}")

    def focused(self):
        for item in self.everything():
            if item.get_state_set().contains(Atspi.StateType.FOCUSED) and role_of(item) != "frame":
                return item
        return None

    # -- acting ----------------------------------------------------------------------------------------------------

    def _xdotool(self, *arguments):
        subprocess.run(["xdotool", *arguments], check=True, env={**os.environ, "DISPLAY": self.display})

    def take_keyboard(self):
        """Gives the app's window the keyboard, as there is no window manager on a bare display."""
        def window():
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                   env={**os.environ, "DISPLAY": self.display}, capture_output=True, text=True)
            return found.stdout.split()
        self._xdotool("windowfocus", "--sync", until(window, "the app's window")[-1])

    def press(self, *keys):
        self._xdotool("key", "--clearmodifiers", *keys)

    def type(self, text):
        self._xdotool("type", "--clearmodifiers", "--delay", "5", text)

    def tab_to(self, english, role=None):
        """Presses Tab until the object has the keyboard focus: every control must be reachable so."""
        return self.tab_to_name(self.words(english), role)

    def tab_to_name(self, name, role=None):
        self.wait_for_name(name, role)
        for _ in range(60):
            item = self.focused()
            if item and item.get_name() == name and (role is None or role_of(item) == role):
                return item
            before = (role_of(item), item.get_name()) if item else None
            self.press("Tab")

            def moved():
                now = self.focused()
                return now is not None and (now.get_role_name(), now.get_name()) != before
            try:
                until(moved, "focus", patience=1.0)
            except NotSeen:
                continue  # one object alone in the tab order, or two of one name
        raise NotSeen(f"Tab never reaches {role or 'object'} {name!r}; on the screen:\n{self.look()}")

    def push(self, english, role="push button"):
        """Reaches a button by Tab and presses it with the space bar, as soon as it does not ask to wait."""
        button = self.tab_to(english, role)
        wait = self.words("Just a moment, please.")
        until(lambda: button.get_description() != wait, f"{english!r} still asks to wait")
        self.press("space")

    def enter(self, english, text):
        """Reaches a field by Tab and types into it."""
        self.tab_to(english)
        self.type(text)

    def picture(self, path):
        """The whole display as a PNG."""
        subprocess.run(["import", "-silent", "-window", "root", path], check=True,
                       env={**os.environ, "DISPLAY": self.display})
        return path
