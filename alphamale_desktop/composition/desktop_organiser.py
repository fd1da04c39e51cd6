"""The organiser's sections: catalog and survey."""

from typing import TYPE_CHECKING

from alphamale_desktop.composition.organiser import CatalogOnDemand, SteppedImport, SurveyOnDemand
from alphamale_desktop.ui.catalog_import_model import CatalogImportViewModel
from alphamale_desktop.ui.catalog_model import CatalogViewModel
from alphamale_desktop.ui.organiser_services import CatalogServices, SurveyServices
from alphamale_desktop.ui.section import Section, SectionGroup, SectionModels, SectionSite
from alphamale_desktop.ui.shares_pie import SharesPie  # noqa: F401 - the section's QML needs its type
from alphamale_desktop.ui.survey_model import SurveyViewModel

if TYPE_CHECKING:
    from alphamale_desktop.composition.core_on_demand import CoreOnDemand


def organiser_sections(core: "CoreOnDemand") -> tuple[Section, ...]:
    """Cheap: everything behind them is wired when a section is opened."""
    return sections_of(catalog_services(core), survey_services(core))


def sections_of(catalog: CatalogServices, survey: SurveyServices) -> tuple[Section, ...]:
    """The sections over these services."""

    def build_catalog(site: SectionSite) -> SectionModels:
        window = site.window
        return {
            "catalog": CatalogViewModel(catalog, window, window.root),
            "importing": CatalogImportViewModel(catalog, window, window.root),
        }

    def build_survey(site: SectionSite) -> SectionModels:
        return {"survey": SurveyViewModel(survey, site.window, site.window.root)}

    return (
        Section(
            "catalog", "section-catalog", "catalog", SectionGroup.EVENT, "catalog/CatalogSection.qml", build_catalog
        ),
        Section("survey", "section-survey", "survey", SectionGroup.EVENT, "survey/SurveySection.qml", build_survey),
    )


def catalog_services(core: "CoreOnDemand") -> CatalogServices:
    catalog = CatalogOnDemand(core)
    return CatalogServices(
        catalog.page,
        catalog.counts,
        catalog.rename,
        catalog.retype,
        catalog.remove,
        catalog.thumbnail,
        catalog.sources,
        SteppedImport(core),
    )


def survey_services(core: "CoreOnDemand") -> SurveyServices:
    survey = SurveyOnDemand(core)
    return SurveyServices(survey.catalog, survey.sources, survey.rank, survey.keep)
