"""The parts every page is built from. Each module's first lines show how a page uses it.

rows_model, table     a register's rows, read page by page
register_page         the page of a register: chips, table, detail
detail, timeline      the card beside the table
form, fields          two-column forms, errors beside their fields (datefields, suggest)
actions, jobs         run a verb; run long work in the background
messages, preview     message bar, questions; paper preview and print
sidebar, search_box   the frame's left side and the one box
chips, board          removable chips; one square per unit
display, shortcuts    values into text and tone; keys and the F1 overlay
"""
