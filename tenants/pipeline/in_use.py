"""The version of the model that is in use, and how to keep it from changing while an idea is placed in it."""

from tenants.pipeline.models import InnovationModel


def model_in_use() -> InnovationModel:
    return InnovationModel.objects.get(in_use=True)


def hold_model_in_use() -> InnovationModel:
    """The same, locked until the transaction ends: no other version is published before an idea stands in this one.

    Whoever waited for a publishing finds the old version out of use, and then takes the new one.
    """
    versions = InnovationModel.objects.select_for_update(no_key=True)
    return versions.filter(in_use=True).first() or versions.get(in_use=True)
