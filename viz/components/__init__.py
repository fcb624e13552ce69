"""Parts of the application's pages; each also works inside Mesa's own `SolaraViz`."""
