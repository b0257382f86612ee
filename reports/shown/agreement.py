"""How far two reviewers agree, in a sentence."""

from compare.decisions.agreement import Agreement
from reports.shown.numbers import percent
from reports.words import Words


def told_agreement(agreement: Agreement, words: Words) -> str:
    """`李敏、王强都判断过 84 句：有无对应一致 95.2%（κ 0.90），对应哪些一致 91.7%（κ 0.91）`."""
    told = words.gettext(
        "{one}、{other}各自判断过 {count} 句：是否延续一致 {status}（κ {status_kappa}），"
        "与哪些语句对应一致 {links}（κ {links_kappa}）"
    )
    one, other = agreement.reviewers
    nobody = words.gettext("未署名")
    return told.format(
        one=one or nobody,
        other=other or nobody,
        count=agreement.measures,
        status=percent(agreement.status, 1),
        status_kappa=_kappa(agreement.status_kappa),
        links=percent(agreement.links, 1),
        links_kappa=_kappa(agreement.links_kappa),
    )


def _kappa(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"
