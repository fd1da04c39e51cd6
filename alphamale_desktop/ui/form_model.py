"""The guest's form for QML: sixteen tiles, three wheels, a keypad, consent ticks."""

import calendar
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.domain.consent import AGE_OF_CONSENT, ConsentPurpose, is_under_age
from alphamale_desktop.domain.profile import EARLIEST_BIRTH_DATE, SALARY_LIMIT_MANWON, Mbti, Salary
from alphamale_desktop.domain.visit import Entries, EntriesChanged, VisitStage
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.visit_model import VisitViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

_WHEEL_START_AGE = 27
_NEEDS_STORAGE = frozenset({ConsentPurpose.UPLOAD, ConsentPurpose.PROMOTION})


@dataclass(frozen=True, slots=True)
class FormView:
    """What QML sees of the form.

    Attributes:
        wheel: The day the wheels stand on, also before the guest chose one.
        salary_digits: As keyed, without leading zeros.
        missing: The first missing entry's name, empty when the form is complete.
    """

    entries: Entries
    wheel: date
    today: date
    birth_text: str = ""
    salary_digits: str = ""
    salary_text: str = ""
    missing: str = ""
    missing_text: str = ""
    is_under_age: bool = False
    purposes: tuple[tuple[str, str, str, bool, bool], ...] = ()


@QmlElement
@QmlUncreatable("built in composition")
class FormViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Turns touches into entries of the visit. GUI thread.

    Signals:
        missingAsked: Analyse was pressed too early: the name of the entry to go to.
    """

    viewChanged = Signal()
    missingAsked = Signal(str)

    def __init__(
        self,
        services: BoothServices,
        visit: VisitViewModel,
        words: Words,
        board: NoticeBoard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._visit = visit
        self._words = words
        self._board = board
        self._wheel: date | None = None
        self._digits = ""
        self._view = self._derived()
        visit.viewChanged.connect(self._derive)
        visit.wiped.connect(self._forget)
        words.languageChanged.connect(self._derive)

    @property
    def view(self) -> FormView:
        return self._view

    @Property("QStringList", constant=True)  # type: ignore[arg-type]
    def mbtiCodes(self) -> list[str]:
        """In rows of four: analysts, diplomats, sentinels, explorers."""
        return [code.value for code in _MBTI_ROWS]

    @Property(str, notify=viewChanged)
    def mbti(self) -> str:
        return self._view.entries.mbti or ""

    @Property(int, constant=True)
    def firstYear(self) -> int:
        return EARLIEST_BIRTH_DATE.year

    @Property(int, notify=viewChanged)
    def yearCount(self) -> int:
        return self._view.today.year - EARLIEST_BIRTH_DATE.year + 1

    @Property(int, notify=viewChanged)
    def monthCount(self) -> int:
        wheel, today = self._view.wheel, self._view.today
        return today.month if wheel.year == today.year else 12

    @Property(int, notify=viewChanged)
    def dayCount(self) -> int:
        return _last_day(self._view.wheel.year, self._view.wheel.month, self._view.today)

    @Property(int, notify=viewChanged)
    def year(self) -> int:
        return self._view.wheel.year

    @Property(int, notify=viewChanged)
    def month(self) -> int:
        return self._view.wheel.month

    @Property(int, notify=viewChanged)
    def day(self) -> int:
        return self._view.wheel.day

    @Property(bool, notify=viewChanged)
    def hasBirthDate(self) -> bool:
        return self._view.entries.birth_date is not None

    @Property(str, notify=viewChanged)
    def birthText(self) -> str:
        """The chosen day in words; empty before one was chosen."""
        return self._view.birth_text

    @Property(bool, notify=viewChanged)
    def isUnderAge(self) -> bool:
        return self._view.is_under_age

    @Property(str, notify=viewChanged)
    def salaryDigits(self) -> str:
        return self._view.salary_digits

    @Property(str, notify=viewChanged)
    def salaryText(self) -> str:
        """The salary with its unit; empty when none was entered."""
        return self._view.salary_text

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def purposes(self) -> list[dict[str, object]]:
        """Per offered purpose: ``code``, ``title``, ``detail``, ``ticked``, ``open`` (whether it can be ticked)."""
        names = ("code", "title", "detail", "ticked", "open")
        return [dict(zip(names, purpose, strict=True)) for purpose in self._view.purposes]

    @Property(int, constant=True)
    def purposeCount(self) -> int:
        return len(self._services.offered)

    @Property(bool, notify=viewChanged)
    def isComplete(self) -> bool:
        return not self._view.missing

    @Property(str, notify=viewChanged)
    def missingText(self) -> str:
        return self._view.missing_text

    @Slot(str)
    def chooseMbti(self, code: str) -> None:
        self._enter(replace(self._entries, mbti=Mbti(code)))

    @Slot(int, int, int)
    def turnTo(self, year: int, month: int, day: int) -> None:
        """Chooses the nearest day that exists and is not after today."""
        today = self._today()
        year = min(max(year, EARLIEST_BIRTH_DATE.year), today.year)
        month = min(max(month, 1), today.month if year == today.year else 12)
        self._wheel = date(year, month, min(max(day, 1), _last_day(year, month, today)))
        self._enter(replace(self._entries, birth_date=self._wheel))

    @Slot(str)
    def keySalary(self, key: str) -> None:
        """One key of the keypad: a digit, ``"00"``, ``"back"`` or ``"clear"``."""
        digits = {"back": self._digits[:-1], "clear": ""}.get(key, self._digits + key).lstrip("0")
        if digits and (not digits.isdecimal() or int(digits) > SALARY_LIMIT_MANWON):
            return
        self._digits = digits
        self._enter(replace(self._entries, salary=Salary(int(digits)) if digits else None))

    @Slot(str)
    def tick(self, code: str) -> None:
        """Turns a consent on or off; what needs storage goes off with it."""
        purpose = ConsentPurpose(code)
        ticked = self._entries.ticked ^ {purpose}
        if ConsentPurpose.STORAGE not in ticked:
            ticked -= _NEEDS_STORAGE
        self._enter(replace(self._entries, ticked=ticked))

    @Slot()
    def submit(self) -> None:
        """Begins the analysis, or says what is missing and where."""
        if self._visit.visit.stage is not VisitStage.FORM:
            return
        if self._view.missing:
            self._board.warn(self._view.missing_text)
            self.missingAsked.emit(self._view.missing)
            return
        self._visit.submit()

    @property
    def _entries(self) -> Entries:
        return self._visit.visit.entries

    def _enter(self, entries: Entries) -> None:
        self._board.dismiss()
        self._visit.apply(EntriesChanged(entries))
        self._derive()

    def _today(self) -> date:
        return self._services.clock.now().astimezone().date()

    def _forget(self) -> None:
        self._wheel = None
        self._digits = ""
        self._derive()

    def _derive(self) -> None:
        view = self._derived()
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

    def _derived(self) -> FormView:
        entries, today = self._entries, self._today()
        born, profile = entries.birth_date, entries.profile
        missing = tuple(entry.value.replace("_", "-") for entry in entries.missing)
        is_child = born is not None and _age(born, today) < AGE_OF_CONSENT
        if profile is not None:
            is_child = is_under_age(profile, today)
        return FormView(
            entries=entries,
            wheel=born or self._wheel or date(today.year - _WHEEL_START_AGE, 1, 1),
            today=today,
            birth_text=self._words.say("form-birth-chosen", year=str(born.year), month=born.month, day=born.day)
            if born
            else "",
            salary_digits=self._digits,
            salary_text=self._salary_text(),
            missing=missing[0] if missing else "",
            missing_text=self._words.say(f"form-missing-{'-'.join(missing)}") if missing else "",
            is_under_age=is_child,
            purposes=tuple(self._purpose(p, entries, is_child) for p in self._services.offered),
        )

    def _salary_text(self) -> str:
        if not self._digits:
            return ""
        manwon = int(self._digits)
        return self._words.say("form-salary-chosen", amount=f"{manwon:,}", won=f"{10_000 * manwon:,}")

    def _purpose(self, purpose: ConsentPurpose, entries: Entries, is_child: bool) -> tuple[str, str, str, bool, bool]:
        key = f"consent-{purpose.value}"
        is_open = purpose is ConsentPurpose.ANALYSIS or not is_child
        if purpose in _NEEDS_STORAGE:
            is_open = is_open and ConsentPurpose.STORAGE in entries.ticked
        wording = self._services.wording(self._words.spoken)
        is_fleet = purpose is ConsentPurpose.STORAGE and wording.is_fleet
        is_linked = purpose is ConsentPurpose.UPLOAD and wording.is_linked
        title = self._words.say(f"{key}.fleet" if is_fleet else key)
        detail = self._words.say(f"{key}.{'linked' if is_linked else 'detail'}", days=self._services.retention_days)
        return (purpose.value, title, detail, purpose in entries.ticked and is_open, is_open)


_MBTI_ROWS = (
    *(Mbti.INTJ, Mbti.INTP, Mbti.ENTJ, Mbti.ENTP),
    *(Mbti.INFJ, Mbti.INFP, Mbti.ENFJ, Mbti.ENFP),
    *(Mbti.ISTJ, Mbti.ISFJ, Mbti.ESTJ, Mbti.ESFJ),
    *(Mbti.ISTP, Mbti.ISFP, Mbti.ESTP, Mbti.ESFP),
)


def _last_day(year: int, month: int, today: date) -> int:
    if (year, month) == (today.year, today.month):
        return today.day
    return calendar.monthrange(year, month)[1]


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
