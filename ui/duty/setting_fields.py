"""A form for a group of declared settings: one typed field each, its unit beside it."""

from __future__ import annotations

from typing import Any

from desk import texts
from desk.core import words
from desk.core.settings import REGISTRY, Setting
from desk.core.words import gettext
from ui import theme
from ui.kit.field import Field
from ui.kit.fields import CheckField, ChoiceField, LinesField, NumberField, TextField
from ui.kit.form import Form

LONG = 60  # characters of a default from which a setting has several lines
LIMIT = 2000
WIDE_TITLE = 240  # px at 100 % from which a title may go on in a second line
ZONES = ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "Asia/Singapore")


def groups() -> list[str]:
    """The groups of settings in the order they were declared."""
    return list(dict.fromkeys(setting.group for setting in REGISTRY.values()))


def of_group(group: str) -> list[Setting[Any]]:
    """The settings of a group."""
    return [setting for setting in REGISTRY.values() if setting.group == group]


def make_field(setting: Setting[Any], value: Any) -> Field:
    """The field for one setting that is ``value`` now."""
    title, unit = gettext(setting.title), gettext(setting.unit) if setting.unit else ""
    if isinstance(setting.default, bool):
        return CheckField(setting.key, title, wide=True)
    if isinstance(setting.default, int):
        low, high = setting.low or 0, setting.high or 999_999
        return NumberField(setting.key, title, low=low, high=high, required=True, hint=unit)
    if setting.choices:
        return ChoiceField(setting.key, title, [(c, _choice(setting, c)) for c in setting.choices])
    if setting.key == "site.time_zone":
        return ChoiceField(setting.key, title, [(z, z) for z in ZONES], typed=True, required=True)
    length = max(len(str(setting.default)), len(str(value)))
    if length > LONG:
        return LinesField(setting.key, title, limit=LIMIT, lines=2)
    wide = length > LONG // 3
    return TextField(setting.key, title, limit=LIMIT, hint=unit, wide=wide)


def _choice(setting: Setting[Any], code: str) -> str:
    domain = setting.key.rpartition(".")[2]
    return words.NAMES.get(code, code) if domain == "language" else texts.word(domain, code)


def value_of(setting: Setting[Any], field: Field) -> Any:
    """What the field holds, of the type the setting keeps."""
    value = field.value()
    if value is None and isinstance(setting.default, str):
        return ""
    if isinstance(value, str) and isinstance(field, LinesField):
        return " ".join(value.split())
    return value


class GroupForm(Form):
    """The settings of one group."""

    def __init__(self, group: str, values: dict[str, Any]) -> None:
        super().__init__()
        self.group = group
        self.settings = of_group(group)
        self._grid.setContentsMargins(0, 8, 12, 8)
        fields = [make_field(setting, values[setting.key]) for setting in self.settings]
        for field in fields:
            if field.name.sizeHint().width() > theme.px(WIDE_TITLE):
                field.name.setWordWrap(True)
                field.head.setStretch(0, 1)
        self.add(*fields)
        self.show_values(values)

    def show_values(self, values: dict[str, Any]) -> None:
        """Show what is in force; nothing counts as typed then."""
        self._stored = {setting.key: values[setting.key] for setting in self.settings}
        self.set_values(self._stored)
        for field in self.fields.values():
            field.set_error("")
        self.dirty = False

    def altered(self) -> dict[str, Any]:
        """What was typed that differs from what is in force."""
        found = {s.key: value_of(s, self.fields[s.key]) for s in self.settings}
        return {key: value for key, value in found.items() if value != self._stored[key]}
