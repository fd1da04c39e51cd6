"""Expected failures of what runs, trains and exports the models."""

from alphamale_desktop.domain.errors import ModelError


class EngineUnusableError(ModelError):
    """What runs the models is missing or does not go with the weights. Details: file."""

    code = "engine_unusable"


class PackageMissingError(ModelError):
    """Training and exporting need more than the program itself. Details: package."""

    code = "package_missing"
