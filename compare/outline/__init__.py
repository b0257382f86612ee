"""From the lines of a file to its report: paragraphs, headings, sections, sentences and their roles."""
