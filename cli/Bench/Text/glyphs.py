"""Draws lines of text as masks. Reads lines "font<TAB>cap height in pixels<TAB>text", writes for each one line "width height"
and then width * height bytes of coverage (0 to 255). Needs Debian's python3-pil and the fonts that the lines name."""
import sys

from PIL import Image, ImageDraw, ImageFont

fonts = {}


def font_of(path, cap):
    if (path, cap) not in fonts:
        size = cap
        while True:
            font = ImageFont.truetype(path, size)
            left, top, right, bottom = font.getbbox("H")
            if bottom - top >= cap:
                break
            size += 1
        fonts[path, cap] = font
    return fonts[path, cap]


for line in sys.stdin.read().splitlines():
    path, cap, text = line.split("\t")
    font = font_of(path, int(cap))
    left, top, right, bottom = font.getbbox(text)
    mask = Image.new("L", (right - left, bottom - top), 0)
    ImageDraw.Draw(mask).text((-left, -top), text, fill=255, font=font)
    sys.stdout.buffer.write(b"%d %d\n" % mask.size + mask.tobytes())
