"""Numbers of things in words."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number of things, in the singular if it is one.

    >>> counted(1, "breakpoint"), counted(2, "breakpoint"), counted(0, "policy", "policies")
    ('1 breakpoint', '2 breakpoints', '0 policies')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
