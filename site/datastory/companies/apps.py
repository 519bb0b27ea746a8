from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "datastory.companies"
    label = "companies"
    verbose_name = "Companies"
