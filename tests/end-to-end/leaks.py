"""Looks for secrets where none may be: in files (logs, database) and in a process's memory, as UTF-8 and as UTF-16."""

import hashlib
import os
import re


def memory_of(pid):
    """(place, bytes) of every writable mapping of a process. Needs the right to trace it (root)."""
    read = 0
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in maps:
            place, access, _, _, _, *path = line.split(maxsplit=5)
            if "w" not in access or "r" not in access:
                continue
            begin, end = (int(part, 16) for part in place.split("-"))
            try:
                memory.seek(begin)
                data = memory.read(end - begin)
            except (OSError, ValueError):
                continue  # a device's memory
            read += len(data)
            yield path[0].strip() if path else "anonymous", data
    if read < 1024 * 1024:
        raise AssertionError(f"only {read} bytes of process {pid} could be read")


def access_token_of(pid, hashes):
    """The access token in a process's memory: of all texts of its shape the one whose SHA-256 the service keeps."""
    shape = re.compile(rb"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")
    texts = {text for _, data in memory_of(pid) for text in shape.findall(data)}
    tokens = [text.decode() for text in texts if hashlib.sha256(text).hexdigest() in hashes]
    if len(tokens) != 1:
        raise AssertionError(f"{len(tokens)} access tokens in process {pid} (of {len(texts)} texts of their shape)")
    return tokens[0]


class Secrets:
    """Named secrets of a run. Short codes count only where no digit stands before or after them."""

    def __init__(self):
        self._patterns = []

    def add(self, name, text):
        for encoding in ("utf-8", "utf-16-le"):
            pattern = re.escape(text.encode(encoding))
            if text.isdigit():
                wide = encoding != "utf-8"
                digit = rb"[0-9]\x00" if wide else rb"[0-9]"
                pattern = rb"(?<!" + digit + rb")" + pattern + rb"(?!" + digit + rb")"
            self._patterns.append((name, encoding, re.compile(pattern)))

    def names(self):
        return {name for name, _, _ in self._patterns}

    def found_in(self, data, place):
        """[(name, encoding, place, offset)] of each first occurrence."""
        return [(name, encoding, place, match.start())
                for name, encoding, pattern in self._patterns if (match := pattern.search(data))]

    def found_in_files(self, folder):
        found, read = [], 0
        for place, _, files in os.walk(folder):
            for file in files:
                path = os.path.join(place, file)
                with open(path, "rb") as opened:
                    data = opened.read()
                read += len(data)
                found += self.found_in(data, path)
        if not read:
            raise AssertionError(f"nothing to read in {folder}")
        return found

    def found_in_memory(self, pid):
        """What a core dump would hold."""
        return [found for place, data in memory_of(pid) for found in self.found_in(data, place)]
