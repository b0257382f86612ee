"""A folder of generated reports of many bodies, as `crossyear corpus` takes it."""

from pathlib import Path

from tests.generated.bodies import GeneratedBody, adoptions, body_names, generate_body


def generate_corpus(
    folder: Path, bodies: int, years: range, measures: int, seed: int = 1
) -> dict[str, GeneratedBody]:
    """Write the reports of as many bodies, `青川县-2023.txt` and so on, and tell what is true of them."""
    folder.mkdir(parents=True, exist_ok=True)
    names = body_names(bodies, seed)
    adopted = adoptions(names, years, seed)
    made = {name: generate_body(name, years, measures, seed, adopted[name]) for name in names}
    for name, body in made.items():
        for year, text in body.texts.items():
            (folder / f"{name}-{year}.txt").write_text(text, encoding="utf-8")
    return made
