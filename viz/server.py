"""Serves the application to browsers of this machine."""

import os
import threading
import webbrowser
from pathlib import Path

RESULTS = "SHANYRAQ_RESULTS"
"""Environment variable that holds the results folder given at start."""

_SETTINGS = {
    "SOLARA_APP": "viz.app:Page",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    "SOLARA_KERNEL_CULL_TIMEOUT": "300s",  # a tab that went without a word frees its model after five minutes
    "SOLARA_THEME_TITLE": "Shanyraq",
    "SOLARA_THEME_SHOW_BANNER": "false",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_FORCE_REFRESH": "true",  # a page whose model is gone loads anew from its link
}


def serve(port: int = 8765, *, open_browser: bool = True, results: Path | None = None, host: str = "127.0.0.1") -> None:
    """Serve the application until it is stopped.

    Parameters
    ----------
    port : int
        Port on this machine.
    open_browser : bool
        Open the page in the browser.
    results : Path, optional
        Folder of results that the page may read; it can read no other.
    host : str
        Address to listen on; the default is this machine alone.
    """
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    if results is not None:
        os.environ[RESULTS] = str(results.resolve())
    import uvicorn

    if open_browser:
        threading.Timer(1.5, webbrowser.open, [f"http://localhost:{port}/"]).start()
    uvicorn.run("solara.server.starlette:app", host=host, port=port, log_level="warning")
