"""What an editor is told about a chart on its own page."""

from typing import Any

from wagtail.admin.panels import Panel


class ProblemPanel(Panel):
    """Why the chart could not be drawn from what is published; not there where it could."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/chart_problem.html"

        def is_shown(self) -> bool:
            return bool(self.instance.problem) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["problem"] = self.instance.problem
            context["drawn"] = self.instance.pk and self.instance.artifacts.exists()
            return context
