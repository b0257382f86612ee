"""The classes of the tracker; Roundup runs this with `db`, `Class`, `String` and the like defined."""

state = Class(db, "state", name=String(required=True), order=Number(), closed=Boolean())
state.setkey("name")
state.setorderprop("order")

user = Class(
    db,
    "user",
    username=String(required=True),
    password=Password(),
    address=String(),
    realname=String(),
    organisation=String(),
    phone=String(),
    timezone=String(),
    roles=String(),
)
user.setkey("username")
user.setlabelprop("realname")

# Nothing is indexed: Roundup takes a Chinese sentence for one word, and the indexer's own numbering would
# commit a change before it is whole. Lists are filtered by parts of texts instead.
msg = FileClass(
    db,
    "msg",
    content=String(indexme="no"),
    author=Link("user", do_journal="no"),
    recipients=Multilink("user", do_journal="no"),
    date=Date(),
    summary=String(),
    files=Multilink("file"),
    messageid=String(),
    inreplyto=String(),
)
file = FileClass(db, "file", content=String(indexme="no"), name=String())

issue = IssueClass(
    db,
    "issue",
    key=String(),
    title=String(indexme="no", required=True),
    body=String(),
    state=Link("state"),
    status=String(),
    role=String(),
    change=String(),
    section=String(),
    before=String(),
    after=String(),
    figures=String(),
    year=String(),
    due=String(),
    outcome=String(),
    # What the feeder wrote last. Quiet: the history that people read does not tell of it.
    memory=String(quiet=True),
    assignedto=Link("user"),
    related=Multilink("issue", rev_multilink="related_from"),
)
issue.setkey("key")
issue.setlabelprop("title")

for name in ("Web Access", "Rest Access"):
    db.security.addPermissionToRole("User", name)
for name in ("issue", "msg", "file"):
    for permission in ("View", "Create", "Edit"):
        db.security.addPermissionToRole("User", permission, name)
db.security.addPermissionToRole("User", "View", "state")
db.security.addPermissionToRole("User", db.security.addPermission(name="Search", klass="user"))
known = db.security.addPermission(
    name="View", klass="user", properties=("id", "username", "realname", "organisation", "phone")
)
db.security.addPermissionToRole("User", known)


def is_own(db, userid, itemid):
    """Whether it is the user's own record."""
    return userid == itemid


own = ("password", "address", "realname", "organisation", "phone", "timezone")
for permission, properties in (("View", ("id", "username", *own)), ("Edit", own)):
    allowed = db.security.addPermission(name=permission, klass="user", check=is_own, properties=properties)
    db.security.addPermissionToRole("User", allowed)

# Somebody who is not logged in sees where to log in, and nothing else.
db.security.addPermissionToRole("Anonymous", "Web Access")
