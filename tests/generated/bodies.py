"""One body's measures through the years, with what truly became of each."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from tests.generated.vocabulary import (
    ACTORS,
    ACTS,
    DOMAINS,
    LEVELS,
    PLACE_ENDS,
    PLACES,
    POLICIES,
    PROBLEMS,
    SHARED,
)

_DROPPED: Final = 0.12  # of the measures of a year, how many are left out of the next
_BACK: Final = 0.3  # of those that were left out, how many come back a year or two later
_REWORDED: Final = 0.35
_REPEATED: Final = 0.15

Told = tuple[int, str]
"""A sentence of a year's report: `(2023, "设立企业服务专窗3个，覆盖全部乡镇。")`."""


@dataclass(slots=True)
class Topic:
    """What a measure is about; its wording and its figure go with the years."""

    domain: int
    verb: str
    thing: str
    unit: str
    details: tuple[str, str]
    count: int
    told: list[Told] = field(default_factory=list)

    def sentence(self) -> str:
        """The measure as it is worded now."""
        return f"{self.verb}{self.thing}{self.count}{self.unit}，{'，'.join(self.details)}。"


@dataclass(frozen=True, slots=True)
class GeneratedBody:
    """A body's reports as texts by year, and which sentences are truly one measure.

    `ties` are pairs of one measure's sentences, of a year and the next in which it is told; `returns` those
    with a gap between.
    """

    name: str
    texts: dict[int, str]
    ties: frozenset[tuple[Told, Told]]
    returns: frozenset[tuple[Told, Told]]
    new_policies: dict[int, tuple[str, ...]]


def body_names(count: int, seed: int) -> list[str]:
    """As many names of places that are not there, no two alike."""
    names = [f"{a}{b}{level}" for level, a, b in product(LEVELS, PLACES, PLACE_ENDS)]
    random.Random(f"names {seed}").shuffle(names)
    return names[:count]


def generate_body(
    name: str, years: range, measures: int, seed: int, adopted: dict[str, int] | None = None
) -> GeneratedBody:
    """A body's reports, the same for the same seed; `adopted` says from which year on it tells a policy."""
    chance = random.Random(f"{name} {seed}")
    topics = list(_topics(chance))
    running, resting = topics[:measures], topics[measures:]
    left_out: list[Topic] = []
    ties: set[tuple[Told, Told]] = set()
    returns: set[tuple[Told, Told]] = set()
    texts: dict[int, str] = {}
    new: dict[int, tuple[str, ...]] = {}
    planned: list[Topic] = []
    for year in years:
        if year > years[0]:
            running, left_out = _next_year(running, left_out, resting, measures, year, chance)
        for topic in running:
            told = (year, topic.sentence())
            if topic.told:
                ties.add((topic.told[-1], told))
                if topic.told[-1][0] < year - 1:
                    returns.add((topic.told[-1], told))
            topic.told.append(told)
        policies = tuple(each for each, since in (adopted or {}).items() if since <= year)
        new[year] = tuple(each for each, since in (adopted or {}).items() if since == year)
        for shared in (*SHARED, *policies):
            if year > years[0] and shared not in new[year]:
                ties.add(((year - 1, shared), (year, shared)))
        planned = chance.sample(resting, min(len(resting), max(3, measures // 10)))
        texts[year] = _text(name, year, running, policies, planned, chance)
    return GeneratedBody(name, texts, frozenset(ties), frozenset(returns), new)


def _topics(chance: random.Random) -> Iterator[Topic]:
    """Every thing of every domain once with each of some places, in an order by chance."""
    places = [a + b for a, b in product(PLACES, "河庄园街")]
    chance.shuffle(places)
    all_topics = []
    for domain, (_, verbs, things, units) in enumerate(DOMAINS):
        for thing in things:
            for place in chance.sample(places, 3):
                verb, unit = chance.choice(verbs), chance.choice(units)
                details = (_detail(chance), _detail(chance))
                all_topics.append(Topic(domain, verb, place + thing, unit, details, chance.randint(3, 90)))
    chance.shuffle(all_topics)
    yield from all_topics


def _detail(chance: random.Random) -> str:
    return f"由{chance.choice(ACTORS)}{chance.choice(ACTS)}"


def _next_year(
    running: list[Topic],
    left_out: list[Topic],
    resting: list[Topic],
    measures: int,
    year: int,
    chance: random.Random,
) -> tuple[list[Topic], list[Topic]]:
    kept = [topic for topic in running if chance.random() > _DROPPED]
    dropped = [topic for topic in running if topic not in kept]
    back = [topic for topic in left_out if topic.told[-1][0] < year - 1 and chance.random() < _BACK]
    for topic in kept:
        _go_on(topic, chance)
    for topic in back:
        _go_on(topic, chance)
    fresh = [resting.pop() for _ in range(min(len(resting), max(0, measures - len(kept) - len(back))))]
    still_out = [topic for topic in left_out if topic not in back]
    return [*kept, *back, *fresh], [*still_out, *dropped]


def _go_on(topic: Topic, chance: random.Random) -> None:
    """Another figure, and sometimes another detail or another verb; sometimes nothing new at all."""
    if chance.random() < _REPEATED:
        return
    topic.count = max(1, topic.count + chance.randint(-3, 9))
    if chance.random() < _REWORDED:
        topic.details = (topic.details[0], _detail(chance))
    if chance.random() < _REWORDED / 3:
        topic.verb = chance.choice(DOMAINS[topic.domain][1])


def _text(
    name: str,
    year: int,
    running: list[Topic],
    policies: tuple[str, ...],
    planned: list[Topic],
    chance: random.Random,
) -> str:
    lines = [
        f"{name}{year}年法治政府建设情况报告",
        "",
        f"{year}年，{name}扎实推进法治政府建设，现将有关情况报告如下。",
    ]
    lines += ["", "一、主要举措和成效"]
    numerals = "一二三四五六七八"
    for number, (heading, *_) in enumerate(DOMAINS):
        lines.append(f"（{numerals[number]}）加强{heading}")
        own = [topic.sentence() for topic in running if topic.domain == number]
        lines += ["".join(own[start : start + 4]) for start in range(0, len(own), 4)]
    lines += [f"（{numerals[len(DOMAINS)]}）加强组织保障", *SHARED, *policies]
    problems = chance.sample(PROBLEMS, 3)
    lines += [
        "二、存在的不足",
        f"一年来的工作还存在一些不足：一是{problems[0]}；二是{problems[1]}；三是{problems[2]}。",
    ]
    lines += ["三、下一年度工作安排"]
    lines += [f"{year + 1}年，计划{topic.verb}{topic.thing}，{topic.details[0]}。" for topic in planned]
    return "\n".join([*lines, ""])


def adoptions(names: list[str], years: range, seed: int) -> dict[str, dict[str, int]]:
    """By body, which policies it takes up and when: each has a first body, whom others follow."""
    chance = random.Random(f"adoptions {seed}")
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for policy in POLICIES:
        begins = chance.choice(list(years)[1:] or list(years))
        takers = chance.sample(names, max(1, len(names) // 2))
        for place, name in enumerate(takers):
            since = begins if place == 0 else begins + 1 + chance.randint(0, 2)
            if since in years:
                found[name][policy] = since
    return found
