"""The toolkit's own words, in the language asked for.

Messages are written in Chinese where they are used, `_("新增")`, and looked up in
`locales/<lang>/LC_MESSAGES/crossyear.po`; Chinese itself needs no catalogue. The engine speaks in codes
(`Notice`, `Evidence`); their sentences are here.
"""

import hashlib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from compare.decisions.standing import Action
from compare.errors import InputError
from compare.model import (
    ChangeKind,
    Evidence,
    FigureCaveat,
    Finding,
    Notice,
    PledgeOutcome,
    PledgeState,
    ReversalKind,
    Role,
    Status,
    TextPart,
)
from compare.series.values import Arrival, Ending
from reports.locales import read_catalogue

_FINGERPRINT: Final = 12


def _(message: str) -> str:
    """Mark a message for extraction; it is looked up when it is shown."""
    return message


LABELS: Final[dict[StrEnum, str]] = {
    Role.DONE: _("举措"),
    Role.PROBLEM: _("不足"),
    Role.PLAN: _("安排"),
    Role.PREAMBLE: _("引言"),
    TextPart.TEXT: _("正文"),
    TextPart.FURNITURE: _("页面信息"),
    TextPart.GLOSSARY: _("名词解释"),
    Status.NEW: _("新增"),
    Status.DROPPED: _("未再提及"),
    Status.CONTINUED: _("延续"),
    ChangeKind.UNCHANGED: _("原样"),
    ChangeKind.FIGURES: _("数据更新"),
    ChangeKind.REWORDED: _("改写"),
    ChangeKind.EXPANDED: _("扩展"),
    ChangeKind.NARROWED: _("收窄"),
    Arrival.FIRST: _("首次出现"),
    Arrival.CONTINUED: _("延续"),
    Arrival.BROUGHT_BACK: _("重新提出"),
    Arrival.SPLIT_OFF: _("拆分而来"),
    Ending.CURRENT: _("仍在报告"),
    Ending.DROPPED: _("未再提及"),
    Ending.MERGED: _("并入他条"),
    PledgeState.DELIVERED: _("已兑现"),
    PledgeState.PARTLY: _("部分兑现"),
    PledgeState.SILENT: _("未见回应"),
    PledgeOutcome.EXCEEDED: _("超额完成"),
    PledgeOutcome.MET: _("完成"),
    PledgeOutcome.UNDER_WAY: _("推进中"),
    PledgeOutcome.POSTPONED: _("推迟"),
    PledgeOutcome.CARRIED_OVER: _("今年又列入安排"),
    ReversalKind.POLARITY: _("说法相反"),
    ReversalKind.MODALITY: _("要求强弱不同"),
    ReversalKind.UNIT: _("单位不同"),
    FigureCaveat.BASIS: _("口径不同"),
    FigureCaveat.PERIOD: _("时段不同"),
    Action.ACCEPT: _("已认可"),
    Action.LINK: _("人工对应"),
    Action.UNLINK: _("人工分开"),
    Action.STATUS: _("改定状态"),
    Action.ROLE: _("改定类别"),
    Action.CHANGE: _("改定变化"),
    Action.PLEDGE: _("兑现认定"),
    Action.NOTE: _("只有备注"),
    Action.UNDO: _("已撤回"),
}

NOTICES: Final[dict[str, str]] = {
    "stray_line": _("文末残句与前文重复，已略去：{text}"),
    "page_furniture": _("页眉页脚或页码已略去（{count} 行）：{text}"),
    "columns_unclear": _("第 {pages} 页文字左右并排，分不清各栏的先后，文字的次序可能读乱了，请核对大纲"),
    "table_rows_unread": _("表格中有 {count} 行看不出数字属于哪一列，没有读入：{text}"),
    "annexes_apart": _("从“{text}”起的 {count} 段是附件，不作比较"),
    "table_rows_as_text": _("有 {count} 行像是表格，看不出行列，当作文字读了，请核对大纲：{text}"),
    "no_headings": _("没有找到标题，全文作为一节处理"),
    "no_title": _("没有找到标题行，名称取自文件名"),
    "no_year": _("没有读出报告年度"),
    "no_body": _("没有读出是哪个单位的报告"),
    "no_scheduler": _("没有 Dask 调度器应答，请检查地址（如 tcp://主机:8786）和网络"),
    "worker_lost": _("比较它的进程一再中止（可能内存不足），可用 --retry-failed 再试"),
    "no_kind": _("没有读出报告种类"),
    "no_plans": _("没有读出下一年度的安排：请核对大纲，看是否把安排读成了别的"),
    "one_role": _("{total} 条举措中有 {count} 条读成了同一类：请核对大纲"),
    "roles_doubtful": _("{total} 条举措中有 {count} 条的类别拿不准：请核对大纲"),
    "order_doubtful": _("标题编号前后颠倒，文字的先后顺序可能读乱了：{headings}"),
    "long_sentence": _("有的语句过长且没有句号，只比较其开头 {length} 字"),
    "encoding": _("文件编码为 {encoding}"),
    "same_file": _("两份报告内容完全相同"),
    "same_year": _("两份报告同为 {year} 年度"),
    "years_swapped": _("基准年度 {baseline} 晚于本期年度 {current}：两份报告可能放反了"),
    "years_apart": _("两份报告相隔 {years} 年，不是相邻年度"),
    "different_body": _("两份报告的单位不同：{baseline}、{current}"),
    "different_kind": _("两份报告的种类不同：{baseline}、{current}"),
    "few_links": _("只有 {count} 条举措能够对应，两份报告可能不是同一单位的"),
    "series_no_year": _("没有读出报告年度，排不进系列：请在标题里写明年度"),
    "series_same_year": _("与 {other} 同为 {year} 年度，一个系列每年只能有一份报告"),
    "series_too_few": _("系列至少要三个年度的报告；两份报告请用 crossyear compare"),
    "manifest_columns": _("清单里没有 file 这一列；能用的列有：{columns}"),
    "manifest_year": _("清单第 {line} 行的年度不是四位数字：{year}"),
    "decision_lost": _("{who} {when} 的决定在报告中找不到原句，未能采用：{text}"),
    "decision_conflict": _("{kept} 与 {other} 的决定相互矛盾，暂以较晚的为准：{text}"),
    "unreadable_decisions": _("决定文件中有 {count} 行读不出，已略过（第 {lines} 行；第一处：{reason}）"),
    "not_compared": _("这里没有 changes.json，请先用 crossyear compare … -o 这个文件夹"),
    "tampered_comparison": _("与格式不符（{reason}），请重新运行 crossyear compare，已有的决定都会保留"),
    "old_comparison": _("读不出，或是别的版本写的，请重新运行 crossyear compare"),
    "other_method": _("比较时用的模型现在没有，请重新运行 crossyear compare，已有的决定都会保留"),
    "no_port": _("端口 {port} 用不了（{reason}），请换一个 --port"),
    "no_agreement": _("还没有两个人各自判断过的语句，谈不上一致程度"),
    "blind_nobody": _("独立复核要知道是谁在复核，请加 --reviewer 名字"),
    "no_decisions": _("文件里没有能读出的决定"),
    "no_annotations": _("读不出（{reason}）：请给出页面存下的决定，或 crossyear compare 写出的 changes.xlsx"),
    "no_labels": _("文件夹里没有标注（{name}）：请给出 crossyear export-labels 写出的文件夹"),
    "labels_unreadable": _("{name} 读不出：请用 crossyear export-labels 重新导出标注"),
    "nothing_labelled": _("标注里没有复核过的语句：请先复核，再用 crossyear export-labels 导出"),
    "other_labels": _(
        "没有用上标注：复核过的 {total} 句中只有 {count} 句在这两份报告里，别的报告的标注教不会这两份"
    ),
    "nothing_decided": _("还没有复核决定，没有可以导出的标注"),
    "not_found": _("没有这个文件，请检查路径"),
    "is_directory": _("这是一个文件夹，请给出报告文件"),
    "unreadable": _("无法读取：{reason}"),
    "empty_file": _("文件是空的，请换成有正文的报告"),
    "too_long": _("这份报告太长，超过 {limit} 句，要算很久：请检查文件；确要比较的，请加 --limit {length}"),
    "no_text": _("文件里没有正文句子，请换成有正文的报告"),
    "unknown_format": _("认不出这是什么文件，能读的格式有：{formats}；请另存为 DOCX 或 PDF 再试"),
    "other_format": _("这是 {format} 文件，读不了，能读的格式有：{formats}；请另存为 DOCX 或 PDF 再试"),
    "archive": _("这是压缩包（{format}），请先解压，再给出里面的报告文件"),
    "damaged": _("{format} 文件已损坏或不完整，请重新下载"),
    "office_password": _("这是有密码的 Word、Excel 或 PowerPoint 文件，请先解除密码再试"),
    "office_missing": _(
        "这是 {format} 文件，装有 LibreOffice 才能读；也可以用 Word 或 WPS 另存为 .docx 或 PDF 再试"
    ),
    "office_failed": _(
        "LibreOffice 读不出这个 {format} 文件，请用 Word 或 WPS 打开它，另存为 .docx 或 PDF 再试"
    ),
    "ofd_no_text": _("OFD 没有文字（可能是扫描件），请用阅读器把它转成 PDF 再试"),
    "address_private": _("这是内网或本机的地址；确实要读的，请加 --trusted"),
    "address_unreachable": _("连不上这个网址：{reason}。请检查网址和网络，或用浏览器另存为网页再试"),
    "address_slow": _("这个网址 {seconds} 秒内没有读完，请用浏览器另存为网页再试"),
    "address_too_large": _("这个网址上的文件超过 {megabytes} MB，请下载后再试"),
    "address_redirects": _("这个网址一再转到别处，请用浏览器打开，给出最后的网址"),
    "address_refused": _("网站不给读（{status}），请检查网址，或用浏览器另存为网页再试"),
    "undecodable": _("认不出文字编码，请另存为 UTF-8 后再试"),
    "no_file": _("这不是普通文件（而是管道或设备），请先存成文件"),
    "reading_time": _("读了 {seconds} 秒还没读完，已停止：文件可能有问题；确实可信的，请加 --trusted"),
    "reading_memory": _(
        "读这个文件要用的内存超过 {megabytes} MB，已停止：文件可能有问题；确实可信的，请加 --trusted"
    ),
    "reader_died": _("读到一半，读取程序崩溃了（可能是内存不够）：文件可能有问题，请另存一份再试"),
    "reader_stumbled": _("读不下去（{reason}）：文件可能已损坏，请另存一份再试"),
    "pdf_damaged": _("PDF 已损坏或不完整，请重新下载"),
    "pdf_password": _("PDF 有密码，请先解除密码再试"),
    "picture_no_ocr": _(
        "这是图片（{format}），要装文字识别才能读："
        '请在 crossyear 的源码文件夹里运行 python -m pip install ".[ocr]"'
    ),
    "scans_unread": _(
        "有 {count} 页是扫描件，没有读出（第 {pages} 页）："
        '要读请在 crossyear 的源码文件夹里运行 python -m pip install ".[ocr]"'
    ),
    "scans_read": _(
        "有 {count} 页是扫描件（第 {pages} 页），文字是识别出来的，其中 {doubtful} 行拿不准，请留意错字"
    ),
    "pdf_no_text": _(
        "PDF 没有文字层（是扫描件），要装文字识别才能读："
        '请在 crossyear 的源码文件夹里运行 python -m pip install ".[ocr]"'
    ),
    "no_such_tracker": _("不认识的台账 {target}，能用的有：{known}"),
    "no_extra": _('缺少 {module}，请在 crossyear 的源码文件夹里运行：python -m pip install ".[{extra}]"'),
    "no_token": _(
        "没有令牌：请设环境变量 {variable}，或给 --token-file，或存入钥匙串（keyring set crossyear {host}）"
    ),
    "token_file_open": _("别人也能读这个令牌文件，请先运行 chmod 600"),
    "token_file_empty": _("令牌文件里应当只有一个令牌"),
    "token_wrong": _("令牌里有空格、换行或非 ASCII 字符，请检查环境变量、令牌文件或钥匙串"),
    "tracker_too_much": _(
        "{address} 的答复太长或太慢（超过 {megabytes} MB 或 {seconds} 秒），已中断：请检查地址"
    ),
    "tracker_auth": _("{address} 不接受令牌（{status}）：请检查令牌是否有效。{reason}"),
    "tracker_forbidden": _("{address} 不许这样做（{status}）：请检查令牌的权限。{reason}"),
    "tracker_unreachable": _("连不上 {address}：{reason}。请检查地址和网络"),
    "tracker_certificate": _("{address} 的证书不受信任：{reason}。自建证书请用 --ca-file"),
    "tracker_moved": _("{address} 转到了 {to}，请直接用新的地址"),
    "tracker_busy": _("{address} 一直忙（{status}），请过一会儿再运行一次。{reason}"),
    "tracker_no_answer": _("{address} 没有明确答复，不知道写成了没有：请再运行一次，不会重复。{reason}"),
    "tracker_stale": _("刚刚被别人改过，这次没有动它，请再运行一次"),
    "tracker_refused": _("{address} 拒绝了（{status}）：{reason}"),
    "bad_ca_file": _("不是能用的证书文件（PEM）：{reason}"),
    "no_toml": _("不是 TOML 文件：{reason}"),
    "unknown_setting": _("没有 {name} 这一项，或者值的类型不对"),
    "bad_template": _("模板 {name} 有错：{reason}"),
    "unwritable": _("无法写入：{reason}，请检查权限"),
    "tracker_exists": _("编号为 {key} 的事项已经有了，却没有查到：请检查令牌能否看到全部事项，再运行一次"),
    "tracker_changed": _("事项 {ticket} 刚被别人改过，请重新运行"),
    "tracker_no_state": _("没有“{state}”这个状态（现有：{known}），请在跟踪系统中增加，或改用现有的"),
    "tracker_address": _("地址应写作 {example}"),
    "tracker_option_unknown": _("[trackers.{tracker}] 里没有 {option} 这一项，可用：{known}"),
    "tracker_option_wrong": _("[trackers.{tracker}] 的 {option} 写法不对，应如：{example}"),
    "redmine_no_project": _("没有项目 {project}，或令牌的主人看不到它：请检查地址，把他加入项目"),
    "redmine_not_ready": _("项目 {project} 里还没有：{missing}。请管理员先运行一次 redmine/setup.rb"),
    "redmine_not_taken": _("Redmine 没有保存 {ticket} 的 {fields}：请检查令牌主人的角色、工作流程和字段设置"),
    "tracker_strange": _("{address} 的答复看不懂，不像是跟踪系统，请检查地址"),
    "roundup_not_home": _("{path} 里是别的东西，不是 crossyear 的台账，请换一个路径"),
    "roundup_locked": _("别的程序一直占着台账 {path}，请稍后再试"),
    "roundup_failed": _("台账 {path} 读写不了：{reason}，请检查路径、磁盘和权限"),
    "roundup_properties": _("{address} 的事项缺少这些属性：{names}，请用 crossyear 的 Roundup 模板建台账"),
    "roundup_no_server": _("{address} 不是 Roundup 服务器，请检查地址（以跟踪系统的名称和斜杠结尾）"),
    "roundup_no_home": _("还没有台账 {path}，请检查路径，或先用 crossyear feed --apply 建立"),
    "no_embedding_model": _("没有这个句向量模型，请给出模型的名称或文件夹"),
    "table_open": _("{file} 正在被打开，请先关闭再试；确实没有人打开的，删去旁边的 {lock}"),
    "table_no_room": _("{file} 的最后一行已有内容，下面没有地方了：请删去台账下方远处的内容"),
    "table_locked": _("另一个 crossyear feed 正在写 {file}，请等它结束再试"),
    "table_changed": _("{file} 刚被别人改过，什么也没有写入，请再运行一次"),
    "table_row_changed": _("{file} 里这一行刚被改过或不见了，没有写入，请再运行一次：{title}"),
    "table_key_taken": _("{file} 里已有 {key} 这一行，请再运行一次"),
    "table_no_folder": _("没有 {folder} 这个文件夹，请先建好"),
    "table_unusable": _("{file} 读写不了（{reason}），请检查文件和文件夹的权限，或换一个地方"),
    "table_damaged": _("{file} 打不开，可能已损坏（{reason}），请用 Excel 或 WPS 修复，或换回备份"),
    "table_password": _("{file} 有密码，请先解除密码再试"),
    "table_suffix": _("{file} 的格式不对，请另存为 {suffix} 再试"),
    "table_columns": _(
        "{file} 的表头里没有或不止一个：{columns}。列可以移动和隐藏，请不要删除或改名；"
        "不是 crossyear 建的表，请换一个文件名"
    ),
    "table_merged": _("{file} 的 {cell} 在合并的单元格里，写不进去，请先取消合并"),
    "table_loss": _(
        "{file} 里有改写后会丢失的内容（{parts}），请先移到别的工作簿；可以丢的，设 allow_loss = true"
    ),
    "table_cell_full": _("一个单元格最多 32767 个字，这里写不下，请缩短（{column}）：{start}"),
    "table_not_utf8": _("{file} 不是 UTF-8 编码，请另存为“CSV UTF-8”再试"),
    "label_unfit": _("标签“{label}”超过 {length} 字或含有半角逗号，请在设置中改短"),
    "may_not_label": _("令牌不能在 {address} 设置标签，没有标签就找不回工单；请换一个有写权限的令牌"),
    "state_unreachable": _("{address} 现在转不到“{state}”（能转到：{known}），请改工作流或设置里的状态名"),
    "labels_dropped": _("{address} 已建，但服务器没有保存标签；请删除它，换一个有写权限的令牌再试"),
}

EVIDENCE: Final[dict[str, str]] = {
    "identical": _("文字相同"),
    "wording": _("文字相近 {detail}"),
    "clause": _("同一语句：{detail}"),
    "names": _("同名：{detail}"),
    "phrase": _("都说到：{detail}"),
    "meaning": _("另有语句语义更近"),
    "neighbours": _("前后举措也相对应"),
    "place": _("所在段落相近"),
    "unrivalled": _("没有别的语句更相近"),
    "rival": _("另有语句也相近"),
    "figures": _("同样的数字：{detail}"),
    "role": _("两年的类别可能不同"),
    "object": _("句式相同，对象不同"),
    "stock": _("相同的只是套话"),
    "nearest": _("最相近的一条可能性 {detail}"),
    "no_counterpart": _("对方报告中没有相近的语句"),
    "planned_item": _("计划事项见于本期：{detail}"),
    "item_missing": _("计划事项未见报告：{detail}"),
    "item_begun": _("计划事项尚在进行：{detail}"),
    "item_put_off": _("计划事项推迟或暂缓：{detail}"),
    "planned_figure": _("计划与实际的数字：{detail}"),
    "planned_again": _("今年的安排里又有：{detail}"),
    "by_reviewer": _("人工认定"),
}


FINDINGS: Final[dict[str, str]] = {
    "parts_sum": _("分项相加为 {sum}{unit}，与合计 {total}{unit} 不符"),
    "share_over": _("比率超过 100%：{share}"),
    "shares_sum": _("各占比相加为 {sum}，超过 100%"),
    "range_reversed": _("区间的前数大于后数：{range}"),
    "date_impossible": _("没有这一天：{date}"),
    "date_later": _("日期晚于报告年度（{year}）：{date}"),
    "list_count": _("列出 {named} 个文件，却说是 {count} 个"),
    "more_done": _("办结 {done}，多于受理 {taken}"),
    "rate_of_counts": _("所写比率 {rate}，按件数算是 {real}"),
    "numbering_gap": _("“{before}”之后是“{after}”，中间缺项"),
    "two_values": _("同一数据前后不一：{first}、{second}"),
    "two_names": _("同一文件可能有两个名称：{first}、{second}"),
    "heading_year": _("标题的年份与报告年度（{year}）不符：{heading}"),
    "growth_share": _("称{claim}，与上年报告的数相比是 {real}"),
    "growth_amount": _("称{claim}，与上年报告的数相比是 {real}"),
    "growth_times": _("称{claim}，与上年报告的数相比是 {real}"),
    "growth_sign": _("称{claim}，与上年报告的数相比却是 {real}"),
    "magnitude": _("两年相差百倍以上，单位可能写错：{before}、{after}"),
    "total_fell": _("累计数比上年少：{before}、{after}"),
    "basis_months": _("两年的统计时段不同：{before}、{after}"),
    "basis_words": _("只有一年注明口径：{words}"),
    "restated": _("称上年为 {told}，上年报告写的是 {own}"),
    "table_row": _("表中一行相加为 {sum}，{cell}却是 {total}"),
    "table_column": _("表中一列相加为 {sum}，{cell}却是 {total}"),
    "form_balance": _("第一、二项之和 {taken}，不等于第三、四项之和 {given}"),
    "carried_over": _("上年报告结转下年度 {before}，本期写上年结转 {after}"),
    "text_table": _("正文写 {text}，表中是 {table}"),
}


class Words:
    """One language's words. `Words("en").label(Status.NEW)` is `new`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def gettext(self, message: str) -> str:
        """A message in this language: `新增` → `new`."""
        return self._catalogue.get(message, message)

    @property
    def fingerprint(self) -> str:
        """Another text whenever a message of the language is another."""
        return hashlib.sha256(repr(sorted(self._catalogue.items())).encode()).hexdigest()[:_FINGERPRINT]

    def label(self, value: StrEnum) -> str:
        """The word for a role, status, change kind or pledge state."""
        return self.gettext(LABELS[value])

    def notice(self, notice: Notice) -> str:
        """A notice in words."""
        return self.gettext(NOTICES[notice.code]).format_map(dict(notice.values))

    def finding(self, finding: Finding) -> str:
        """A finding in words."""
        return self.gettext(FINDINGS[finding.code]).format_map(dict(finding.values))

    def evidence(self, evidence: Evidence) -> str:
        """One reason in words."""
        return self.gettext(EVIDENCE[evidence.code]).format(detail=evidence.detail)

    def reason(self, evidence: tuple[Evidence, ...]) -> str:
        """All reasons of a decision in one sentence, the weightiest first."""
        return self.gettext("；").join(self.evidence(each) for each in weightiest_first(evidence))

    def error(self, error: InputError) -> str:
        """An input error in one line: which file, what is wrong, what to do."""
        return f"{error.path}: {self.notice(error.notice)}"


def weightiest_first(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The reasons in the order in which they are told, whether they speak for or against."""
    return sorted(evidence, key=lambda each: -abs(each.weight))


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    return {} if language == "zh" else read_catalogue(language)
