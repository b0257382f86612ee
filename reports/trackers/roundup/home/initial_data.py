"""What the tracker begins with; Roundup runs this once, with `db`, `adminpw` and `admin_email` defined."""

CLOSED = ("已办结", "已销号", "中止")
STATES = ("待交办", "推进中", "未再提及", "重新提及", "部分兑现", "已兑现", "已并入", *CLOSED)

for order, name in enumerate(STATES, start=1):
    db.state.create(name=name, order=order, closed=name in CLOSED)

db.user.create(username="admin", realname="管理员", password=adminpw, address=admin_email, roles="Admin")
db.user.create(username="anonymous", roles="Anonymous")
# Whoever feeds the tracker writes under this name, which has no password: nobody can log in as it.
db.user.create(username="crossyear", realname="crossyear", roles="User")
