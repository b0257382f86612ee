"""LibreOffice as a person uses it: accepts or rejects all tracked changes, and saves the text."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

from tests.conftest import leave_out

ACCEPT: Final = "AcceptAllTrackedChanges"
REJECT: Final = "RejectAllTrackedChanges"
_LIBRARY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false"><library:element library:name="Deciding"/>
</library:library>
"""
_MACRO: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Deciding"
 script:language="StarBasic">
Sub Decide(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions"
  plain(1).Value = "UTF8,LF,,,"
  document.storeToURL(target, plain())
  document.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""


class DecidingOffice:
    """LibreOffice with a profile that knows how to accept and reject; skips where it is missing."""

    def __init__(self, folder: Path) -> None:
        found = shutil.which("soffice")
        if found is None or not Path("/usr/lib/libreoffice/program/libswlo.so").exists():
            leave_out("no LibreOffice: apt-get install libreoffice-writer fonts-noto-cjk")
        self._folder = folder
        profile = folder / "profile"
        self._command = [found, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        self._run("--terminate_after_init")  # a new profile overwrites the macros that it finds
        library = profile / "user" / "basic" / "Standard"
        library.mkdir(parents=True, exist_ok=True)
        (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (library / "Deciding.xba").write_text(_MACRO, encoding="utf-8")

    def lines(self, document: Path, command: str) -> list[str]:
        """The paragraphs that are left when all changes are accepted or rejected."""
        target = self._folder / "decided.txt"
        target.unlink(missing_ok=True)
        arguments = ",".join(f'"{each}"' for each in (document.as_uri(), target.as_uri(), command))
        self._run(f"macro:///Standard.Deciding.Decide({arguments})")
        return target.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")

    def _run(self, *arguments: str) -> None:
        subprocess.run([*self._command, *arguments], check=True, capture_output=True, timeout=180)
