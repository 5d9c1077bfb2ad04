from .browser import WIDTHS, Browser
from .mellon import Mellon
from .shibboleth import Shibboleth

__all__ = ["WIDTHS", "Browser", "Mellon", "Shibboleth"]
