"""The guided tour behind ./run without a display: three people register a phone and a security key on a virtual display,
each in another look, and every page is drawn in every theme, size and language. The pictures are numbered in build/tour/."""

import argparse
import json
import os
import shutil
import subprocess
import sys

from keyjourney import KeyJourney
from stand import TOP, Display, Stand, default_binaries
from virtualkey import VirtualKey

VISITS = [("ada", "en", "light"), ("grace", "tr", "dark"), ("alan", "en", "high-contrast")]


class VirtualPhone:
    """keydesk-phone stands in for a phone with an authenticator app."""

    def __init__(self, stand, display):
        self.program = stand.program("keydesk-phone")
        self.environment = {**os.environ, **display.environment}

    def _run(self, *arguments, text=None):
        return subprocess.run([self.program, "--json", *arguments], input=text, capture_output=True, text=True,
                              env=self.environment)

    def read(self, picture):
        answer = self._run("--scan", picture)
        return json.loads(answer.stdout)["uri"] if answer.returncode == 0 else ""

    def code(self, uri, shift=0):
        answer = self._run("--uri", "-", "--offset", str(shift), text=uri)
        return json.loads(answer.stdout)["code"]


class Album:
    """Numbered pictures in a folder."""

    def __init__(self, folder):
        self.folder, self.number = folder, 0

    def of(self, look):
        def picture(desk, page):
            self.number += 1
            name = f"{self.number:02}-{page}-{look}.png"
            desk.picture(os.path.join(self.folder, name))
            print(f"  {self.number:02} {page}", flush=True)
        return picture


def main():
    options = argparse.ArgumentParser(prog="run --tour")
    options.add_argument("--kiosk", action="store_true", help="full screen, as it stands in an IT office")
    options.add_argument("--language", choices=["en", "tr"], help="only visits in this language")
    options = options.parse_args()

    tour = os.path.join(TOP, "build", "tour")
    folder = os.path.join(TOP, "build", "demonstration")
    for each in (tour, folder):
        shutil.rmtree(each, ignore_errors=True)
        os.makedirs(each, mode=0o700)
    album = Album(tour)
    visits = 0
    with Stand(folder, default_binaries(), say=lambda text: print(f"· {text}", flush=True)) as stand:
        stand.prepare()
        for user, language, theme in VISITS:
            if options.language not in (None, language):
                continue
            visits += 1
            print(f"· {user} registers a phone and a security key ({language}, {theme})", flush=True)
            stand.key_sockets.clear()  # each has a key of their own
            key = VirtualKey(stand, f"key-{user}", "--unplugged").start()
            with Display(stand, name=f"display-{user}") as display:
                arguments = ["--language", language, "--theme", theme] + (["--kiosk"] if options.kiosk else [])
                app = stand.start(f"keydesk-{user}", stand.app_command("app", *arguments),
                                  env={**os.environ, **display.environment})
                journey = KeyJourney(stand, app, display, key, language=language, user=user,
                                     phone=VirtualPhone(stand, display), picture=album.of(f"{language}-{theme}"))
                journey.register()
                journey.desk.push("Done")
                journey.register_key("4821-key", "Anahtarlık" if language == "tr" else "Key ring")
                journey.leave()
                stand.end(app)
        print("· drawing every page in every theme, size and language", flush=True)
        gallery = [stand.program("keydesk-gallery"), "--out", os.path.join(tour, "pages")]
        for choice in (["--main", "--size", "360x640,800x480,1280x800"],
                       ["--main", "--size", "3840x2160@2", "--theme", "light", "--language", "tr"],
                       ["--size", "1280x800", "--theme", "light", "--language", "en"]):
            subprocess.run(gallery + choice, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pages = len(os.listdir(os.path.join(tour, "pages")))
    print(f"Done: {visits} phones and {visits} security keys registered. {album.number} pictures of the visits are in {tour},\n"
          f"{pages} of all pages and their states in {tour}/pages.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print()
    except AssertionError as problem:
        sys.exit(f"keydesk: {problem}")
