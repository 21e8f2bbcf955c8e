"""What every picture is made of.

Read in this order: fonts, text, svg, palettes, embedded_fonts, picture, paper, entry_links,
scene.
"""
