"""A body that an agency sends."""

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """A JSON object of known fields. What it holds stays out of error texts and of `repr`."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, allow_inf_nan=False)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"

    __str__ = __repr__
