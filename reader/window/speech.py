"""Reading aloud with the system's voices, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from reader.desk import Sentence, Stretch, sentences
from reader.language import tr
from reader.trouble import Trouble
from reader.window.fonts import script

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

    from reader.window.main import MainWindow


class Speaker(QObject):
    """Speaks sentences, one after the other.

    engine
        Of Qt's, by its name; empty for the machine's usual one.
    languages
        Those of which one voice has to be there, the best first.

    Raises ``Trouble`` where Qt's speech or such a voice is missing.
    """

    begun = Signal(int)  # the number of the sentence that is being spoken
    ended = Signal()
    failed = Signal(object)  # a Trouble

    def __init__(
        self,
        engine: str = "",
        languages: Sequence[str] = ("zh_CN", "zh_TW", "zh_HK"),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._speech = _speech(engine)
        self._speech.setParent(self)
        self._choose_voice(languages)
        self._sentences: Sequence[str] = ()
        self._number = -1
        self._speech.stateChanged.connect(self._changed)

    def _choose_voice(self, languages: Sequence[str]) -> None:
        locales = self._speech.availableLocales()
        for name in languages:
            wanted = QLocale(name)
            for locale in locales:
                if (locale.language(), locale.territory()) == (
                    wanted.language(), wanted.territory(),
                ):  # fmt: skip
                    self._speech.setLocale(locale)
                    return
        wanted = QLocale(languages[0])
        for locale in locales:
            if locale.language() == wanted.language():
                self._speech.setLocale(locale)
                return
        if wanted.language() == QLocale.Language.Chinese and self._choose_mandarin():
            return
        raise Trouble(
            tr("This machine has no voice that speaks Chinese."),
            tr("Add one in the system's settings; on Debian or Ubuntu: apt install espeak-ng."),
        )

    def _choose_mandarin(self) -> bool:
        """Take espeak-ng's Mandarin: Qt doesn't know its code, cmn, and files it under no language."""
        if QLocale.c() not in self._speech.availableLocales():
            return False
        self._speech.setLocale(QLocale.c())
        voices = [v for v in self._speech.availableVoices() if "Mandarin" in v.name()]
        if voices:
            self._speech.setVoice(voices[0])
        return bool(voices)

    def speak(self, texts: Sequence[str], first: int = 0) -> None:
        """Speak these, from the sentence ``first`` on."""
        self._sentences, self._number = texts, first - 1
        self._next()

    def stop(self) -> None:
        """Be silent."""
        if self._number >= 0:
            self._sentences, self._number = (), -1
            self._speech.stop()
            self.ended.emit()

    def speaks(self) -> bool:
        """Whether it is under way."""
        return bool(self._sentences)

    def _next(self) -> None:
        self._number += 1
        if self._number >= len(self._sentences):
            self._sentences, self._number = (), -1
            self.ended.emit()
            return
        self.begun.emit(self._number)
        self._speech.say(self._sentences[self._number])

    def _changed(self, state: QTextToSpeech.State) -> None:
        if not self._sentences:
            return
        if state == state.Ready:
            self._next()
        elif state == state.Error:
            self._sentences, self._number = (), -1
            self.ended.emit()
            self.failed.emit(_silent())


def _speech(engine: str) -> QTextToSpeech:
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError as error:
        raise Trouble(
            tr("Reading aloud needs Qt's speech, which isn't installed."),
            tr("Install it by: pip install PySide6-Addons"),
        ) from error
    if not QTextToSpeech.availableEngines():
        raise _silent()
    speech = QTextToSpeech(engine) if engine else QTextToSpeech()
    if speech.state() == QTextToSpeech.State.Error:
        raise _silent()
    return speech


def _silent() -> Trouble:
    return Trouble(
        tr("The machine's voices can't be used."),
        tr("See whether the system itself can speak, in its settings for accessibility."),
    )


class ReadingAloud(QObject):
    """Reads the open article aloud, with the present sentence coloured and in sight."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._speaker: Speaker | None = None
        self._sentences: list[Sentence] = []
        window.desk.reading_changed.connect(self.stop)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of the commands does, by its id."""
        return {"speak": self.toggle}

    def toggle(self) -> None:
        """Begin at the selection or at what is at the top of the view; or be silent again."""
        window = self._window
        if self._speaker is not None and self._speaker.speaks():
            self.stop()
        elif window.desk.reading is not None:
            try:
                self._begin(self._speaker or self._new_speaker())
            except Trouble as trouble:
                window.notice.tell([trouble], passing=True)
        window.show_state()

    def use(self, speaker: Speaker) -> None:
        """Speak by this one."""
        self._speaker = speaker
        speaker.setParent(self)
        speaker.begun.connect(self._show)
        speaker.ended.connect(self._end)
        tell = self._window.notice.tell
        speaker.failed.connect(lambda trouble: tell([trouble], passing=True))

    def _new_speaker(self) -> Speaker:
        reading = self._window.desk.reading
        text = "".join(piece.text[:400] for _, piece in reading.pieces[:9]) if reading else ""
        taiwan = script(text) == "zh_TW"
        languages = ("zh_TW", "zh_HK", "zh_CN") if taiwan else ("zh_CN", "zh_TW", "zh_HK")
        speaker = Speaker(languages=languages)
        self.use(speaker)
        return speaker

    def _begin(self, speaker: Speaker) -> None:
        reading = self._window.desk.reading
        assert reading is not None
        self._sentences = sentences(reading)
        piece, at = reading.spot(self._window.article.chosen_offset())
        first = next(
            (n for n, s in enumerate(self._sentences) if (s.piece, s.end) > (piece, at)), 0
        )
        speaker.speak([sentence.text for sentence in self._sentences], first)

    def _show(self, number: int) -> None:
        reading = self._window.desk.reading
        if reading is not None:
            sentence = self._sentences[number]
            start = reading.offset(sentence.piece, sentence.start)
            end = reading.offset(sentence.piece, sentence.end - 1) + 1
            self._window.article.show_stretch(Stretch(start, end), reveal=True)

    def _end(self) -> None:
        self._window.article.show_stretch(None)
        self._window.show_state()

    def stop(self) -> None:
        """Be silent."""
        if self._speaker is not None:
            self._speaker.stop()

    def speaks(self) -> bool:
        """Whether it is under way."""
        return self._speaker is not None and self._speaker.speaks()
