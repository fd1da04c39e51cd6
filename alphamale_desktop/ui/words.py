"""The texts as QML reads them: they change under the bindings when the language changes."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable, QQmlPropertyMap

from alphamale_desktop.application.ports import Texts
from alphamale_desktop.domain.errors import Detail, error_key
from alphamale_desktop.ui.job import Job
from alphamale_desktop.ui.pools import Pools

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

LANGUAGES = ("ko", "en")


@QmlElement
@QmlUncreatable("built in composition")
class Words(QObject):  # type: ignore[operator]  # PySide's stub
    """Every sentence in the guest's language. GUI thread.

    QML writes ``words.t["main-title"]``. Sentences with values are made by view-models with ``say``; those listen
    to ``languageChanged`` and derive their view anew.

    Args:
        keys: The keys that QML may read.
        language: What a new guest starts with.
    """

    languageChanged = Signal()

    def __init__(self, texts: Texts, keys: Iterable[str], language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._keys = tuple(sorted(keys))
        self._home_language = language
        self._language = language
        self._maps: dict[str, QQmlPropertyMap] = {}

    @property
    def spoken(self) -> str:
        """The language, for Python."""
        return self._language

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._language

    @Property("QVariant", notify=languageChanged)  # type: ignore[arg-type]
    def t(self) -> QQmlPropertyMap:
        """One map a language, filled before any page reads it: changing one under the pages would evaluate their
        bindings while Python's lock is held, and Qt's picture reader may wait for that lock with one that they need."""
        if self._language not in self._maps:
            self._maps[self._language] = self._filled(dict(_sentences(self._texts, self._keys, self._language)))
        return self._maps[self._language]

    def learn(self, pools: Pools) -> None:
        """Makes the other languages' sentences ahead, on a worker, so that a change of language stops nothing."""
        unknown = [language for language in LANGUAGES if language not in self._maps]
        texts, keys = self._texts, self._keys
        job = Job(lambda _: {language: dict(_sentences(texts, keys, language)) for language in unknown}, self)
        job.succeeded.connect(self._on_learnt)
        job.start(pools.files)

    @Slot(object)
    def _on_learnt(self, sentences: dict[str, dict[str, str]]) -> None:
        for language in sentences.keys() - self._maps.keys():
            self._maps[language] = self._filled(sentences[language])

    @Slot(str)
    def choose(self, language: str) -> None:
        """Speaks ``language`` (``"ko"`` or ``"en"``) from now on; an unknown one changes nothing."""
        if language == self._language or language not in LANGUAGES:
            return
        self._language = language
        self.languageChanged.emit()

    def set_home_language(self, language: str) -> None:
        """What the next guest starts with."""
        if language in LANGUAGES:
            self._home_language = language

    def reset(self) -> None:
        """Back to the language a new guest starts with."""
        self.choose(self._home_language)

    def say(self, key: str, **values: str | int | float) -> str:
        """Raises KeyError if the catalogs lack the key."""
        return self._texts.text(key, self._language, **values)

    def error(self, code: str, details: dict[str, Detail]) -> tuple[str, str]:
        """An error's sentence and its way out."""
        key = error_key(code)
        try:
            return self.say(key, **details), self.say(f"{key}.hint", **details)
        except KeyError:
            return self.say("error-unexpected"), self.say("error-unexpected.hint")

    def _filled(self, sentences: dict[str, str]) -> QQmlPropertyMap:
        words = QQmlPropertyMap.create(self)
        # All at once: each insert of one alone builds the map's type anew, 0.6 s for them all.
        words.insert(sentences)
        return words


def _sentences(texts: Texts, keys: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    for key in keys:
        try:
            yield key, texts.text(key, language)
        except ValueError:
            # It needs values: a view-model makes that sentence.
            continue
