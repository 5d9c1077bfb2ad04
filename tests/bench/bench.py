"""Measures what ./bench prints: one line "name value unit" per figure. Machines are shared and noisy: compare figures of one run."""

import os
import shutil
import signal
import ssl
import socket
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "end-to-end"))
from stand import PEOPLE, Display, Stand, default_binaries, until  # noqa: E402

ROUNDS = 5
# The window as it is on a desk, and full screen on two kiosks; a figure's name, the display's pixels, its scale.
SCREENS = [("app.gui_block_max", "1280x800", 1), ("app.gui_block_max.full_hd", "1920x1080", 1),
           ("app.gui_block_max.uhd", "3840x2160", 2)]


def resident_mebibytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    raise AssertionError("no VmRSS")


def print_figure(name, value, unit):
    print(f"{name} {value:.1f} {unit}", flush=True)


def first_answer(stand):
    """Milliseconds from exec to the first complete answer to GET /info, over TLS."""
    context = ssl.create_default_context(cafile=stand.ca)
    request = f"GET /api/v1/info HTTP/1.1\r\nHost: localhost:{stand.port}\r\nConnection: close\r\n\r\n".encode()
    begin = time.monotonic()
    stand.service = stand.start("keydeskd", [stand.program("keydeskd"), "--config", stand.config])
    while True:
        try:
            with socket.create_connection(("127.0.0.1", stand.port)) as plain:
                with context.wrap_socket(plain, server_hostname="localhost") as secure:
                    secure.sendall(request)
                    if secure.recv(64).startswith(b"HTTP/1.1 200"):
                        return (time.monotonic() - begin) * 1000
        except OSError:
            if stand.service.poll() is not None:
                raise AssertionError(f"keydeskd ended:\n{stand.log('keydeskd')}")


def bench_service(stand):
    samples = []
    for _ in range(ROUNDS):
        stand.end(stand.service)
        samples.append(first_answer(stand))
    print_figure("service.first_answer", statistics.median(samples), "ms")
    # Idle: started, asked once, and then left until its memory has not changed for a second.
    last = [0.0, time.monotonic()]

    def settled():
        now = resident_mebibytes(stand.service.pid)
        if now != last[0]:
            last[:] = [now, time.monotonic()]
        return time.monotonic() - last[1] > 1.0
    until(settled, "the memory of keydeskd to settle")
    print_figure("service.rss_idle", last[0], "MiB")


def read_timings(path):
    values = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            name, value = line.split()
            values[name] = float(value)
    return values


def start_app(stand, display, timings, *arguments, scale=1):
    environment = {**os.environ, **display.environment, "KEYDESK_TIMINGS": timings, "QT_SCALE_FACTOR": str(scale)}
    app = stand.start("keydesk", stand.app_command("bench-app", "--language", "en", *arguments), env=environment)
    until(lambda: os.path.exists(timings) and "first_page_ms" in read_timings(timings), "the first page")
    return app


def bench_start(stand):
    first_pages, memories = [], []
    timings = os.path.join(stand.folder, "timings-start")
    with Display(stand) as display:
        for _ in range(ROUNDS):
            app = start_app(stand, display, timings)
            memories.append(resident_mebibytes(app.pid))
            stand.end(app)
            first_pages.append(read_timings(timings)["first_page_ms"])
            os.remove(timings)
    print_figure("app.first_page", statistics.median(first_pages), "ms")
    print_figure("app.rss", statistics.median(memories), "MiB")


def bench_journeys(stand):
    """The longest time that the GUI thread was away from its loop, from the first page to the signed-out one."""
    from journey import register_phone  # needs the accessibility bus
    for name, size, scale in SCREENS:
        blocks = []
        with Stand(os.path.join(stand.folder, name), stand.binaries) as own, Display(stand, size=size) as display:
            own.prepare()
            timings = os.path.join(own.folder, "timings")
            for user in PEOPLE:
                app = start_app(own, display, timings, *([] if size == "1280x800" else ["--kiosk"]), scale=scale)
                register_phone(own, app, display, language="en", user=user)
                own.end(app)
                blocks.append(read_timings(timings)["gui_block_max_ms"])
                os.remove(timings)
        print_figure(name, statistics.median(blocks), "ms")


def bench_app(stand):
    bench_start(stand)
    bench_journeys(stand)


def bench_webauthn(stand):
    """In programs of their own: verifications alone; what the desktop program adds to a key's own time; whole requests of
    eight clients."""
    for program in ("keydesk-webauthnbench", "keydesk-keyoverheadbench", "keydesk-keyservicebench"):
        subprocess.run([stand.program(program)], check=True)


def bench_sessions(stand):
    """Listing one's own sessions among few and among a million, in a program of its own."""
    subprocess.run([stand.program("keydesk-sessionsbench")], check=True)


def bench_saml(stand):
    """Signed responses against bare signatures, in a program of its own."""
    subprocess.run([stand.program("keydesk-samlbench")], check=True)


BENCHES = {
    "app.": bench_app,
    "saml.": bench_saml,
    "service.": bench_service,
    "sessions.": bench_sessions,
    "webauthn.": bench_webauthn,
}


def main():
    prefixes = sys.argv[1:] or [""]
    folder = tempfile.mkdtemp(prefix="keydesk-bench-")
    try:
        with Stand(folder, default_binaries()) as stand:
            stand.prepare()
            for name, bench in BENCHES.items():
                if any(name.startswith(prefix) or prefix.startswith(name) for prefix in prefixes):
                    bench(stand)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    main()
