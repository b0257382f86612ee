"""Headings inside a paragraph: a report that was copied as one line has all of its headings there."""

from compare.outline.runins.paragraphs import part_run_ins

__all__ = ["part_run_ins"]
