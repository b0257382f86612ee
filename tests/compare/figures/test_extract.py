"""What a sentence's numbers are worth, what they count, and which are the same in two years."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.figures.extract import extract_figures, quantities
from compare.model import Figure, FigureKind

COUNT, PERCENT, POINTS = FigureKind.COUNT, FigureKind.PERCENT, FigureKind.POINTS

VALUES = [
    ("查处违法行为2.4万余起", "2.4万余起", 24_000, "起", COUNT, True),
    ("登记总金额7.9亿元", "7.9亿元", 790_000_000, "元", COUNT, False),
    ("登记总金额79000万元", "79000万元", 790_000_000, "元", COUNT, False),
    ("减负3000多亿元", "3000多亿元", 300_000_000_000, "元", COUNT, True),
    ("覆盖1亿3千多万人", "1亿3千多万人", 130_000_000, "人", COUNT, True),
    ("绿化15.8万㎡", "15.8万㎡", 158_000, "平方米", COUNT, False),
    ("长2.5 km", "2.5 km", 2.5, "公里", COUNT, False),
    ("里程达2万5千公里", "2万5千公里", 25_000, "公里", COUNT, False),
    ("装机突破10亿千瓦", "突破10亿千瓦", 1_000_000_000, "千瓦", COUNT, True),
    ("收到申请1,286件", "1,286件", 1_286, "件", COUNT, False),
    ("收到申请３００件", "３００件", 300, "件", COUNT, False),
    ("服务群众 42 万余人次", "42 万余人次", 420_000, "人次", COUNT, True),
    ("检查单位1.2万户次", "1.2万户次", 12_000, "户次", COUNT, False),
    ("诉求一百四十五条", "一百四十五条", 145, "条", COUNT, False),
    ("提出意见六百余条", "六百余条", 600, "条", COUNT, True),
    ("学法不少于两次", "不少于两次", 2, "次", COUNT, True),
    ("开展宣讲百余场", "百余场", 100, "场", COUNT, True),
    ("走进五所高校", "五所", 5, "所", COUNT, False),
    ("时限压缩至60日", "60日", 60, "日", COUNT, False),
    ("打造15分钟服务圈", "15分钟", 15, "分钟", COUNT, False),
    ("用时0.5个工作日", "0.5个工作日", 0.5, "个工作日", COUNT, False),
    ("覆盖率达95%", "95%", 95, "%", PERCENT, False),
    ("覆盖率达９５％", "９５％", 95, "%", PERCENT, False),
    ("占比百分之三十", "百分之三十", 30, "%", PERCENT, False),
    ("占比百分之九十五点五", "百分之九十五点五", 95.5, "%", PERCENT, False),
    ("投诉量下降三成以上", "三成以上", 30, "%", PERCENT, True),
    ("超八成案件息诉", "超八成", 80, "%", PERCENT, True),
    ("不到四分之一", "不到四分之一", 25, "%", PERCENT, True),
    ("时间缩短一半以上", "一半以上", 50, "%", PERCENT, True),
    ("满意率提高2.3个百分点", "2.3个百分点", 2.3, "个百分点", POINTS, False),
]

LABELS = [
    ("2023年1月至10月", FigureKind.DATE, 2023),
    ("2024年10月10日", FigureKind.DATE, 2024),
    ("2023-2025年", FigureKind.DATE, 2023),
    ("第六期", FigureKind.EDITION, 6),
    ("第十三届", FigureKind.EDITION, 13),
    ("7.0版", FigureKind.EDITION, 7),
    ("2024年版", FigureKind.EDITION, 2024),
    ("75周年", FigureKind.EDITION, 75),
]

NO_FIGURES = [
    "一是推进一体化建设，落实第一责任人职责",
    "深化“三所联动”和“双随机、一公开”监管",
    "学习党的二十大和二十届三中全会精神",
    "实施三年行动计划，谋划十四五规划",
    "推进高效办成一件事和一网通办，千方百计惠及千家万户",
    "推出“24小时自助服务”",
    "印发《优化营商环境三十二条措施》和《行动方案（2023年版）》",
    "拨打12345热线，推进5G应用，M2和PM2.5保持稳定",
    "12345市民服务热线畅通",
    "落实中央八项规定精神",
    "大力发展第三产业，引入第三方评估",
]

SUBJECTS = [
    ("质押登记总金额7.9亿元", ["质押登记总金额"]),
    ("智能预审覆盖率提升至95%，一次申报通过率达92%", ["智能预审覆盖率", "一次申报通过率"]),
    ("专利授权5740件，其中发明专利3312件", ["专利授权", "发明专利"]),
    ("新增“开办餐饮店”等5项“一件事”服务", ["“一件事”服务"]),
    ("累计发出2300余张行业综合许可证", ["行业综合许可证"]),
    ("全年收到行政复议申请68件，受理61件", ["行政复议申请", "行政复议申请 受理"]),
    ("收到行政复议申请1286件，同比增长58.4%", ["行政复议申请", "行政复议申请 同比增长"]),
    ("出庭率由98.2%提高到100%", ["出庭率", "出庭率"]),
    ("矛盾纠纷调解成功率98.5%", ["矛盾纠纷调解成功率"]),
    ("完成质押融资9笔，金额1.3亿元", ["质押融资", "质押融资 金额"]),
    ("从律师中聘请特邀监督员25名", ["特邀监督员"]),
    ("帮助500余家企业办理登记", ["帮助企业"]),
    ("城镇新增就业1200人", ["城镇新增就业人数"]),
    ("投入320万元", ["投入资金"]),
    ("走访企业300家", ["走访企业"]),
    ("惠及企业412家", ["惠及企业"]),
    ("412家企业受益", ["企业 受益"]),
    ("服务企业1.2万户次、群众3.4万人次", ["服务企业", "服务群众"]),
    ("吸引群众1.2万人次参与", ["吸引群众"]),
    ("新增就业8600人", ["新增就业人数"]),
    ("失业人员再就业3000人", ["失业人员再就业人数"]),
    ("解决问题120个", ["解决问题"]),
    ("督促整改，约谈3家单位", ["约谈单位"]),
    ("18项问题全部整改", ["问题 整改"]),
    ("取消事项24项", ["取消事项"]),
    ("举办讲座6场，900人次参加", ["讲座", "讲座 参加"]),
    ("收到行政复议案件68件，受理61件", ["行政复议案件", "行政复议案件 受理"]),
]


def the_figure(text: str) -> Figure:
    (figure,) = extract_figures(text)
    return figure


@pytest.mark.parametrize(("text", "printed", "value", "unit", "kind", "approximate"), VALUES)
def test_value_and_unit(
    text: str, printed: str, value: float, unit: str, kind: FigureKind, approximate: bool
) -> None:
    figure = the_figure(text)
    assert (figure.text, figure.value, figure.unit) == (printed, value, unit)
    assert (figure.kind, figure.approximate) == (kind, approximate)


@pytest.mark.parametrize(("text", "kind", "value"), LABELS)
def test_dates_and_editions_are_no_quantities(text: str, kind: FigureKind, value: float) -> None:
    figure = the_figure(text)
    assert (figure.text, figure.kind, figure.value) == (text, kind, value)
    assert quantities([figure]) == ()


@pytest.mark.parametrize("text", NO_FIGURES)
def test_numerals_in_words_and_names_are_no_figures(text: str) -> None:
    assert extract_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("增长6%－6.5%", 6, 6.5, "%"),
        ("选树20至30件", 20, 30, "件"),
        ("补贴20至30万元", 200_000, 300_000, "元"),
    ],
)
def test_ranges_have_two_ends(text: str, low: float, high: float, unit: str) -> None:
    figure = the_figure(text)
    assert (figure.value, figure.high, figure.unit) == (low, high, unit)


NAMES = [
    ("浓度由2017年的76微克/立方米降至64微克/立方米，同比下降15%。", ["", "浓度", "浓度", "浓度 同比下降"]),
    ("设施投资超600亿元，推动11个能源项目投资突破2000亿元。", ["设施投资", "能源项目投资", "能源项目投资"]),
    ("推出“立等可取”事项52项。", ["“立等可取”事项"]),
    ("建设1.46万平米的科创大厦。", ["科创大厦"]),
    ("优良天数连续6年稳定在325天以上。", ["优良天数", "优良天数"]),
    ("经营主体从689万户增至951万户。", ["经营主体", "经营主体"]),
    ("研发投入强度达3.6%。", ["研发投入强度"]),
    ("低保标准从796元/月提高至842元/月。", ["低保标准", "低保标准"]),
    ("港口吞吐量达8097万标箱。", ["港口吞吐量"]),
    ("环境持续改善，改造老旧小区、农房等23万多户。", ["改造老旧小区、农房"]),
    ("生产总值跨越3个千亿元台阶，达到1.5万亿元。", ["千亿元台阶", "生产总值"]),
    ("研发经费增长9%，工业企业研发投入占比60%。", ["研发经费 增长", "工业企业研发投入占比"]),
    ("三期项目获核准。", [""]),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_what_stands_around_a_number_does_not_take_its_name_from_it(text: str, names: list[str]) -> None:
    assert [figure.subject for figure in extract_figures(text)] == names


RISES = [
    ("零售总额77亿元，增长10%；工业增加值32亿元，增长18%。", ["零售总额", "工业增加值"]),
    ("进出口总值120亿元，增长5%，其中出口80亿元，增长8%。", ["进出口总值", "出口"]),
    ("网上办件率95%，提高3个百分点，满意率98%，提高1个百分点。", ["网上办件率", "满意率"]),
    ("生产总值迈上千亿元台阶、达到1050亿元，增长6%。", ["生产总值"]),
    ("生产总值迈上3万亿元新台阶、增长6%。", ["生产总值"]),
    ("经营主体突破10万户大关，增长12%。", ["经营主体"]),
]


@pytest.mark.parametrize(("text", "named"), RISES)
def test_a_rise_is_of_what_was_counted_last(text: str, named: list[str]) -> None:
    subjects = [figure.subject.split(" ") for figure in extract_figures(text)]
    assert [name for name, *change in subjects if change] == named
    assert {name for name, *_ in subjects} == set(named)


@pytest.mark.parametrize(("text", "subjects"), SUBJECTS)
def test_subject_is_what_a_reader_would_call_it(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in extract_figures(text)] == subjects


def test_provinces_and_places_are_two_figures() -> None:
    assert [(f.value, f.unit) for f in extract_figures("签约七省二十一地")] == [(7, "省"), (21, "地")]


LONG_RUNS = [
    ("投入1千", "2", "元。"),
    ("投入", "1千2", "x"),
    ("投入1千", " ", "x"),
    ("投入1", "万", "年版"),
    ("投入.", "1", "x"),
    ("版本", "1.", "-"),
    ("编号", "A-", "。"),
    ("办理", "1余", "元。"),
    ("推进", "等", "3件。"),
]


@pytest.mark.parametrize(("beginning", "repeated", "end"), LONG_RUNS)
def test_a_run_of_four_times_the_length_takes_about_four_times_as_long(
    beginning: str, repeated: str, end: str
) -> None:
    def seconds(times: int) -> float:
        text = beginning + repeated * times + end
        durations = []
        for _ in range(3):
            started = time.process_time()
            extract_figures(text)
            durations.append(time.process_time() - started)
        return min(durations)

    extract_figures(beginning + repeated * 20 + end)
    assert seconds(8_000) < 10 * seconds(2_000)  # 16 times where it is quadratic


PIECES = st.sampled_from(
    [
        *(text for text, *_ in VALUES),
        *NO_FIGURES,
        *(text for text, *_ in LABELS),
        "，",
        "、",
        "由",
        "提高到",
        " ",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789一二三十百千万亿两余多近.,%％-至年月日第期版《》“”件个元的，", max_size=40),
    st.lists(PIECES, max_size=6).map("".join),
)


@given(TEXTS)
def test_figures_are_ordered_and_lie_where_they_say(text: str) -> None:
    figures = extract_figures(text)
    assert all(text[figure.start : figure.end] == figure.text != "" for figure in figures)
    assert all(one.end <= other.start for one, other in pairwise(figures))


@pytest.mark.parametrize(
    "number",
    ["9" * 400, "一" * 400, "1" + "亿" * 400, "一" + "亿" * 400, "百分之" + "九" * 400, "9" * 400 + "至10"],
)
def test_what_is_longer_than_any_number_of_a_report_counts_nothing(number: str) -> None:
    assert extract_figures(f"投入{number}元。") == ()


def test_digits_behind_the_point_may_be_many() -> None:
    (figure,) = extract_figures(f"合格率达到百分之九十点{'五' * 400}。")

    assert round(figure.value, 2) == 90.56


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("⑨新增公共停车位1200个。", "新增公共停车位"),
        ("企业减税降费[5]2.4亿元。", "企业减税降费"),
        ("●建成口袋公园12处。", "口袋公园"),
    ],
)
def test_a_subject_has_no_mark_of_a_list_or_a_footnote(text: str, subject: str) -> None:
    assert [figure.subject for figure in extract_figures(text)] == [subject]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("盯紧总投资1.2亿元的3个项目。", ["总投资", "总投资 项目"]),
        ("狠抓重点项目16个。", ["重点项目"]),
        ("认真办好人大代表建议66件。", ["人大代表建议"]),
        ("预计一般公共预算收入6.8亿元。", ["一般公共预算收入"]),
        ("民生实事全面完成20项。", ["民生实事"]),
        ("完成19项民心工程和人大代表票决的6项实事。", ["民心工程", "实事"]),
        ("建设改造4075公里城市地下管网。", ["城市地下管网"]),
        ("北部新能源基地加快建设5处。", ["北部新能源基地"]),
        ("20项民生实事全面完成，16个城建项目全面开工。", ["民生实事", "城建项目"]),
        ("新建市重点实验室、市技术中心各20家。", ["市重点实验室、市技术中心"]),
        ("再生资源回收站12个。", ["再生资源回收站"]),
        ("重点工程37个（其中省重点4个）。", ["重点工程", "省重点"]),
        ("实施30项省科技重大专项。", ["省科技重大专项"]),
        ("十三是维修农村供水工程180处。", ["维修农村供水工程"]),
    ],
)
def test_a_subject_has_no_verb_that_urges_and_no_word_of_manner(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in extract_figures(text)] == subjects


def test_the_number_of_a_session_is_no_count() -> None:
    assert quantities(extract_figures("贯彻县委七届四次、五次全会精神。")) == ()
    assert [figure.text for figure in quantities(extract_figures("召开三次全体会议。"))] == ["三次"]
