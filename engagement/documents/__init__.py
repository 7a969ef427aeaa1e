"""Documents: the files people upload, kept as they came and shown only as cleaned copies.

    upload -> file_types.inspect -> storage.put -> scanner.scan -> previews.render_page, text

Whatever opens a file (PDF, picture, office file) runs in a child process with limits on memory,
time and output (`limited_child` starts it, `preview_child` is it). The web worker itself reads
only the first bytes of a file, and hashes it.

Runs in the child only: `preview_child`, `pdf_content`, `picture_content`, `office_content`,
`office_text`, `plain_text_content`, `strict_xml`. They import neither Flask nor the database;
this docstring is all that importing the package costs the child.

Where to look: which files are taken and what is said about the others: `file_types`; how much
a file may cost: `limits`; names: `file_names`; the bytes on disk: `storage`.
"""
