"""Draws a command and what it printed, in colours, as a terminal shows it: SVG on the standard output.

usage: terminal.py COMMAND < OUTPUT      OUTPUT has the escape sequences of a terminal (CLICOLOR_FORCE=1)
"""
import html
import re
import sys

COLOURS = {"1;31": "#ff7b72", "1;32": "#7ee787", "1;33": "#f2cc60", "90": "#8b949e"}  # on dark grey
FONT, LINE, LETTER = 14, 20, 8.43  # pixels; a letter of most fixed-width fonts is 0.6 times its size wide
BORDER = 18


def spans(line):
    """The line as SVG: a tspan for each run of one colour."""
    parts = re.split(r"\x1b\[([0-9;]*)m", line)
    text = html.escape(parts[0], quote=False)
    for code, words in zip(parts[1::2], parts[2::2]):
        words = html.escape(words, quote=False)
        colour = COLOURS.get(code)
        text += f'<tspan fill="{colour}" font-weight="bold">{words}</tspan>' if colour and words else words
    return text


def main():
    lines = ["$ " + sys.argv[1]] + sys.stdin.read().rstrip("\n").split("\n")
    longest = max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines)
    width, height = round(longest * LETTER) + 2 * BORDER, len(lines) * LINE + 2 * BORDER
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">')
    print(f'<rect width="{width}" height="{height}" rx="8" fill="#161b22"/>')
    print(f'<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{FONT}" fill="#e6edf3">')
    for number, line in enumerate(lines):
        y = BORDER + (number + 0.75) * LINE
        print(f'<text x="{BORDER}" y="{y:g}" xml:space="preserve">{spans(line)}</text>')
    print("</g>\n</svg>")


if __name__ == "__main__":
    main()
