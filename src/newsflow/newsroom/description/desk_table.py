"""The `[desk]` table of agency.toml: who must look twice, who shows a key, how long things may take."""

import re
from collections.abc import Collection
from datetime import time

from newsflow.accounts.people import Role
from newsflow.domain.codes import Action, Form, Priority
from newsflow.domain.desk_rules import ON_DUTY_MOST, TIME_LIMITS, DeskRules, Hours, LookRule, OrderRule
from newsflow.domain.worded import worded
from newsflow.newsroom.description.check_rules_table import read_check_rules
from newsflow.newsroom.description.toml_table import Table

_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")
_RELEASED = (Action.NEW, Action.UPDATE, Action.CORRECT)
_ROLES = tuple(role.value for role in Role)


def read_desk(table: Table, *, sections: Collection[str], languages: Collection[str]) -> DeskRules:
    """The rules of the desk, each with its default where the table says nothing."""
    usual = DeskRules()
    alone_after_s, lead_after_s, corrective_after_h = (
        table.number(name, least=least, most=most, default=int(getattr(usual, name)))
        for name, (least, most) in TIME_LIMITS.items()
    )
    found = DeskRules(
        second_look=tuple(_rule(row, sections, languages) for row in table.tables("second_look")),
        passkey_roles=table.chosen("passkey_roles", _ROLES),
        alone_after_s=alone_after_s,
        lead_after_s=lead_after_s,
        corrective_after_h=corrective_after_h,
        orders=tuple(_order(row, sections, languages) for row in table.tables("orders")),
        checks=read_check_rules(table, languages=languages),
    )
    table.finish()
    return found


def _rule(row: Table, sections: Collection[str], languages: Collection[str]) -> LookRule:
    return LookRule(
        says=row.text("says"),
        forms=tuple(Form(form) for form in row.chosen("forms", tuple(Form))),
        actions=tuple(Action(action) for action in row.chosen("actions", _RELEASED)),
        priorities=tuple(Priority(priority) for priority in row.chosen("priorities", tuple(Priority))),
        sections=row.chosen("sections", sections),
        languages=row.chosen("languages", languages),
        hours=_hours(row),
        on_duty=row.number("on_duty", least=0, most=ON_DUTY_MOST, default=0),
    )


def _order(row: Table, sections: Collection[str], languages: Collection[str]) -> OrderRule:
    return OrderRule(
        into=row.chosen("into", languages),
        forms=tuple(Form(form) for form in row.chosen("forms", tuple(Form))) or (Form.FLASH,),
        sections=row.chosen("sections", sections),
        languages=row.chosen("languages", languages),
        within_s=row.number("within_s", least=60, most=604_800, default=600),
    )


def _hours(row: Table) -> Hours | None:
    text = row.text_or_none("hours")
    if text is None:
        return None
    found = _HOURS.fullmatch(text)
    if found is None:
        raise row.wrong(
            "hours",
            worded("It is “%(given)s”.", given=text),
            worded("Write it as 22:00-06:00, in the agency's zone."),
        )
    starts, ends = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if starts == ends:
        raise row.wrong(
            "hours",
            worded("It is “%(given)s”.", given=text),
            worded("Leave it out where the rule holds all day."),
        )
    return Hours(starts, ends)
