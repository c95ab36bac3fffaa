"""A browser as people call it, from what it says of itself."""

_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "Chrome/": "Chrome",
    "CriOS/": "Chrome",
    "Safari/": "Safari",
}
"""The first that is found counts: most say that they are others, too."""
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def browser_of(agent: str) -> str:
    """Browser and system, as "Firefox · Linux"; what is not known stands as it is."""
    found = (
        next((name for sign, name in words.items() if sign in agent), "") for words in (_BROWSERS, _SYSTEMS)
    )
    return " · ".join(filter(None, found)) or agent
