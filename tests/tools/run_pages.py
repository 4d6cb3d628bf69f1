"""Runs what a page of the documentation says: its blocks of shell and of Python, one after the other, in one folder.

Usage: run_pages.py FOLDER PAGE..., with the command on the path. Blocks of shell go on where the one before ended.
"""

import pathlib
import re
import subprocess
import sys

BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for page in sys.argv[2:]:
    shell, count = "set -eu\n", 0
    for language, code in BLOCK.findall(pathlib.Path(page).read_text()):
        # A later block may use what an earlier one of the same language has set.
        if language == "sh":
            command, shell = ["bash", "-c", shell + code], shell + "".join(
                line + "\n" for line in code.splitlines() if re.match(r"^(\w+=\S+ ?)+$|^\w+=\"", line)
            )
        else:
            command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{page}: this fails\n\n{code}\n{done.stdout}{done.stderr}")
        count += 1
    print(f"{page}: {count} blocks ran")
