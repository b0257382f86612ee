"""What holds for every ticket, whether it was fed or made by hand."""

import uuid

from roundup.exceptions import Reject


def complete(db, cl, nodeid, newvalues):
    """Give a ticket made by hand a key of its own, and every ticket a state."""
    if not newvalues.get("key"):
        newvalues["key"] = f"manual-{uuid.uuid4()}"
    if not newvalues.get("state"):
        newvalues["state"] = db.state.filter(None, {}, sort=("+", "order"))[0]


def keep_key(db, cl, nodeid, newvalues):
    """Refuse another key: the ticket would be fed a second time."""
    if newvalues.get("key", cl.get(nodeid, "key")) != cl.get(nodeid, "key"):
        raise Reject("The key of a ticket cannot be changed.")


def init(db):
    """Tell Roundup when to call these."""
    db.issue.audit("create", complete)
    db.issue.audit("set", keep_key)
