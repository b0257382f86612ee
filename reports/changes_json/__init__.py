"""changes.json: a comparison as programs read it, and read back to the same values.

Its JSON Schema is `changes.schema.json` beside this module.
"""

from reports.changes_json.reading import VersionError, load_comparison
from reports.changes_json.writing import dump_comparison, dump_report

__all__ = ["VersionError", "dump_comparison", "dump_report", "load_comparison"]
