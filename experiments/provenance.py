"""Where results come from: versions, revision of the source, the command."""

import hashlib
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent
_PACKAGES = ("mesa", "numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy", "holidays")


def package_version(name: str = "shanyraq") -> str:
    """Version of an installed package; ``unknown`` if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def model_fingerprint() -> str:
    """Fingerprint of the source files of the model: runs of one plan are equal only if this is equal, too."""
    digest = hashlib.sha256()
    for package in ("agents", "model"):
        for source in sorted((_ROOT / package).rglob("*.py")):
            digest.update(source.relative_to(_ROOT).as_posix().encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def provenance() -> dict[str, Any]:
    """Give what somebody needs to make the same numbers again."""
    return {
        "shanyraq": package_version(),
        "model_fingerprint": model_fingerprint(),
        "git": _git(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: package_version(name) for name in _PACKAGES},
        "command": [Path(sys.argv[0]).name, *sys.argv[1:]],
    }


def _git() -> dict[str, Any] | None:
    """Revision of the source, and whether files differ from it; none outside a clone."""
    if not (_ROOT / ".git").exists():
        return None
    try:
        revision = _answer("rev-parse", "HEAD")
        return {"revision": revision, "dirty": bool(_answer("status", "--porcelain", "--untracked-files=no"))}
    except (OSError, subprocess.SubprocessError):
        return None


def _answer(*question: str) -> str:
    command = ["git", "-C", str(_ROOT), *question]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
