"""The guide that makes a store: site, administrator, how it opens, recovery code, first data.

FirstRun(folder, done, switch_language): ``done(desk)`` is called with the administrator signed in;
``switch_language(code)`` makes the guide anew, which goes on where it was. Nothing is on the disk
before the third step ends.
"""

from ui.first_run.guide import FirstRun

__all__ = ["FirstRun"]
