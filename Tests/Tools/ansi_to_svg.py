"""Converts a screen dumped by `dump-ansi` to SVG, with the cell grid preserved in any font."""

import re
import unicodedata
from html import escape
from typing import NamedTuple

CELL_WIDTH, CELL_HEIGHT, MARGIN, FONT_SIZE = 8.4, 16, 14, 14


class Palette(NamedTuple):
    """The colours of a terminal: foreground, background, and the sixteen ANSI colours."""

    foreground: str
    background: str
    sixteen: list[str]


DARK = Palette("#d4d4d4", "#16181d", [
    "#2a2e36", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#abb2bf",
    "#5c6370", "#ff7b86", "#b5e890", "#ffd787", "#82c4ff", "#dd9bf5", "#7fd5e0", "#ffffff"])
LIGHT = Palette("#24292f", "#ffffff", [
    "#24292f", "#cf222e", "#116329", "#7d4e00", "#0969da", "#8250df", "#1b7c83", "#6e7781",
    "#57606a", "#a40e26", "#1a7f37", "#633c01", "#218bff", "#a475f9", "#3192aa", "#8c959f"])
SEQUENCE = re.compile(r"\x1b\[([0-9;:]*)([@-~])")


class Style:
    """The colours and attributes of a run of cells."""

    def __init__(self, palette):
        self.palette = palette
        self.colours = {"fg": None, "bg": None}
        self.flags = set()

    def key(self):
        return (self.colours["fg"], self.colours["bg"], frozenset(self.flags))

    def apply(self, parameters):
        """Applies the parameters of an SGR sequence."""
        numbers = [int(part) if part else 0 for part in re.split("[;:]", parameters)]
        names = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse"}
        while numbers:
            number = numbers.pop(0)
            if number == 0:
                self.__init__(self.palette)
            elif number in names:
                self.flags.add(names[number])
            elif number == 22:
                self.flags -= {"bold", "dim"}
            elif number - 20 in names:
                self.flags.discard(names[number - 20])
            elif number in (38, 48):
                self.colours["fg" if number == 38 else "bg"] = extended(numbers, self.palette)
            elif number in (39, 49):
                self.colours["fg" if number == 39 else "bg"] = None
            else:
                for first, name, offset in ((30, "fg", 0), (40, "bg", 0), (90, "fg", 8), (100, "bg", 8)):
                    if first <= number < first + 8:
                        self.colours[name] = self.palette.sixteen[number - first + offset]


def extended(numbers, palette):
    """The colour of `38;5;N` or `38;2;R;G;B`, which is removed from `numbers`."""
    kind = numbers.pop(0) if numbers else 0
    if kind == 2:
        red, green, blue = (numbers.pop(0) for _ in range(3))
        return f"#{red:02x}{green:02x}{blue:02x}"
    number = numbers.pop(0)
    if number < 16:
        return palette.sixteen[number]
    if number >= 232:
        return "#" + f"{8 + (number - 232) * 10:02x}" * 3
    levels = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{levels[number // step % 6]:02x}" for step in (36, 6, 1))


def width(character):
    """Terminal cells of a character."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def runs(line, style):
    """(column, cells, text, style key) of each run of cells with the same style."""
    column, start, text, found = 0, 0, "", []
    position = 0
    while position < len(line):
        match = SEQUENCE.match(line, position)
        if match:
            if text:
                found.append((start, column - start, text, style.key()))
            start, text = column, ""
            if match[2] == "m":
                style.apply(match[1])
            position = match.end()
        else:
            text += line[position]
            column += width(line[position])
            position += 1
    if text:
        found.append((start, column - start, text, style.key()))
    return found


def rows(screen, palette):
    """The runs of each line of a screen."""
    style = Style(palette)
    return [runs(line, style) for line in screen.rstrip("\n").split("\n")]


def head(lines, title, palette):
    """The first elements of a picture of these rows."""
    columns = max((run[0] + run[1] for row in lines for run in row), default=1)
    right, bottom = columns * CELL_WIDTH + 2 * MARGIN, len(lines) * CELL_HEIGHT + 2 * MARGIN
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right:.1f} {bottom}" '
        f'width="{right:.0f}" role="img" aria-label="{escape(title)}" font-size="{FONT_SIZE}" '
        "font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\">",
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{palette.background}"/>',
    ]


def row_svg(number, row, palette):
    """The elements of a row."""
    top = MARGIN + number * CELL_HEIGHT
    return [element for column, cells, text, (front, back, flags) in row
            for element in run_svg(
                MARGIN + column * CELL_WIDTH, top, cells, text, front, back, flags, palette)]


def svg(screen, title, palette=DARK):
    """The picture of a screen."""
    lines = rows(screen, palette)
    drawn = [element for number, row in enumerate(lines) for element in row_svg(number, row, palette)]
    return "\n".join(head(lines, title, palette) + drawn + ["</svg>", ""])


def animation(frames, still, title, palette=DARK):
    """An animation: `frames` are screens of one size, each with its duration in seconds. Frame `still` is
    shown if animation is disabled. Each distinct line is in the file only once."""
    total = sum(seconds for _, seconds in frames)
    starts = [0.0]
    for _, seconds in frames:
        starts.append(starts[-1] + seconds)
    screens = [rows(screen, palette) for screen, _ in frames]
    spans = {}
    for number in range(len(screens[0])):
        for frame, lines in enumerate(screens):
            drawn = "\n".join(row_svg(number, lines[number], palette))
            if drawn:
                spans.setdefault(drawn, []).append(frame)
    times, groups = {}, []
    for drawn, shown in spans.items():
        if len(shown) == len(frames):
            groups.append(drawn)
            continue
        name = times.setdefault(tuple(shown), f"t{len(times)}")
        still_class = " still" if still in shown else ""
        groups.append(f'<g class="t {name}{still_class}">\n{drawn}\n</g>')
    style = [f".t{{visibility:hidden;animation:{total:.1f}s step-end infinite}}"]
    for shown, name in times.items():
        steps = {0.0: "hidden"}
        for frame in shown:
            steps[starts[frame]] = "visible"
            if frame + 1 not in shown:
                steps[starts[frame + 1]] = "hidden"
        lines = "".join(f"{100 * start / total:.2f}%{{visibility:{state}}}"
                        for start, state in sorted(steps.items()) if start < total)
        style.append(f".{name}{{animation-name:{name}}}@keyframes {name}{{{lines}}}")
    style.append("@media (prefers-reduced-motion:reduce)"
                 "{.t{animation:none}.still{visibility:visible}}")
    return "\n".join(head(screens[still], title, palette) + ["<style>"] + style + ["</style>"]
                     + groups + ["</svg>", ""])


def run_svg(left, top, cells, text, front, back, flags, palette):
    """The background and the text of one run."""
    if "reverse" in flags:
        front, back = back or palette.background, front or palette.foreground
    size = cells * CELL_WIDTH
    if back:
        yield (f'<rect x="{left:.1f}" y="{top}" width="{size:.1f}" height="{CELL_HEIGHT}" '
               f'fill="{back}"/>')
    # Blanks at the ends are not drawn: the text starts at its first letter.
    bare = text.strip(" ")
    if not bare:
        return
    left += (len(text) - len(text.lstrip(" "))) * CELL_WIDTH
    size = sum(map(width, bare)) * CELL_WIDTH
    more = "".join(
        part for flag, part in (("bold", ' font-weight="bold"'), ("dim", ' opacity="0.65"'),
                                ("italic", ' font-style="italic"'),
                                ("underline", ' text-decoration="underline"')) if flag in flags)
    yield (f'<text x="{left:.1f}" y="{top + 13}" textLength="{size:.1f}" xml:space="preserve" '
           f'fill="{front or palette.foreground}"{more}>{escape(bare)}</text>')
