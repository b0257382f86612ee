"""What the tracker begins with; Roundup runs this once, with `db`, `adminpw` and `admin_email` defined."""

from reports.trackers.states import CLOSED, STATES

for order, name in enumerate(STATES, start=1):
    db.state.create(name=name, order=order, closed=name in CLOSED)

db.user.create(username="admin", realname="管理员", password=adminpw, address=admin_email, roles="Admin")
db.user.create(username="anonymous", roles="Anonymous")
# Whoever feeds the tracker writes under this name, which has no password: nobody can log in as it.
db.user.create(username="crossyear", realname="crossyear", roles="User")
