"""Draw the pictures that the block picker shows of each kind of chart: run it after a kind has changed its looks."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    sys.path.insert(0, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datastory.settings.test")
    import django

    django.setup()
    from datastory.charts.process import run_compiler
    from datastory.charts.samples import KINDS, sample

    target = ROOT / "templates" / "blocks" / "charts" / "kinds"
    target.mkdir(exist_ok=True)
    for drawing in run_compiler([sample(kind, width="narrow") for kind in KINDS]):
        if drawing.error:
            sys.exit(f"{drawing.key}: {drawing.error}")
        path = target / f"{drawing.key.split('/')[0]}.svg"
        path.write_text(f"{drawing.svg}\n", encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
