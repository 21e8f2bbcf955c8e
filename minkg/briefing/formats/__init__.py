"""The files that a briefing is written to.

Read in this order: map_places, page_data, oxigraph_files, folder, web_page, steady_zip, pdf,
word, slides, workbook, markdown.
"""
