"""What every picture is made of.

Read in this order: fonts, text, svg, palettes, embedded_fonts, entry_links, scene, picture,
paper.
"""
