"""Prints the results of the parts."""

failed = False


def print_result(part, figures, *, needs=(), **wrong):
    """Prints figures. Each of `wrong` must be 0; each figure named in `needs` must not be 0."""
    global failed
    bad = any(wrong.values()) or not all(figures[name] for name in needs)
    failed = failed or bad
    words = [f"{name} {count}" for name, count in {**figures, **wrong}.items()]
    print(f"{'FAILS' if bad else 'holds'}  {part}: {', '.join(words)}", flush=True)


def skip(part, reason):
    print(f"skips  {part}: {reason}", flush=True)
