"""`doithoai audio`: a machine reads scripts for a test of their length, and leaves a whole file or none."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from functools import cache, partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doithoai.auditions import LABEL
from doithoai.build import Request, programme_in
from doithoai.channels.loudspeaker import Programme
from doithoai.cli import main
from doithoai.domain.bulletin import FILES
from doithoai.domain.loudspeaker import Length
from doithoai.engines import voice
from doithoai.speech.timing import seconds
from sample import DAY, ROOT, copy_site, tree

SCRIPT = "phuong-mau/2026/doi-thoai-4/nhac-lich-2"
PAST = "phuong-mau/2026/doi-thoai-1/lich-1"

needs_espeak = pytest.mark.skipif(
    not shutil.which(voice.ESPEAK), reason="needs espeak-ng: sudo apt install espeak-ng (or .ci/voice)"
)
needs_both = pytest.mark.skipif(
    not (shutil.which(voice.ESPEAK) and shutil.which(voice.FFMPEG)),
    reason="needs espeak-ng and ffmpeg: sudo apt install espeak-ng ffmpeg (or .ci/voice)",
)

BEEP = "import sys, wave\nsaid = sys.stdin.buffer.read()\nsound = wave.open(sys.stdout.buffer, 'wb')\n" + (
    "sound.setnchannels(1); sound.setsampwidth(2); sound.setframerate(100)\nsound.writeframes(b'ab' * len(said))\n"
)
"""A program in espeak-ng's place: its sound lasts as many hundredths of a second as it is given bytes."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample ward."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    return copy_site(tmp_path / "site", "phuong-mau")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found; empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, script: str) -> None:
    """A program of that name: Python, as no other is found there."""
    file = folder / name
    file.write_text(f"#!{sys.executable}\n{script}", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def audio(site: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["audio", "-C", str(site), "--as-of", "20/11/2026", *words])


def made(site: Path) -> set[str]:
    return set(tree(site / "audio")) if (site / "audio").exists() else set()


@cache
def ward() -> Programme:
    return programme_in(Request(ROOT, ROOT / "public", DAY, cached=False), "phuong-mau")


@needs_espeak
@pytest.mark.parametrize(
    "rate", [160, *(pytest.param(rate, marks=pytest.mark.slow) for rate in (80, 100, 120, 140, 180, 200, 240, 300))]
)
def test_the_length_estimate_is_within_10_percent_of_what_is_heard(rate: int) -> None:
    """Every script of the sample ward in every length, at slow and at quick rates."""
    shares = {
        f"{script.id} {length}": seconds(reading.paragraphs, rate) / voice.recording(reading.text, rate).seconds
        for script in ward().scripts
        for length, reading in script.readings.items()
    }
    assert len(shares) > 50
    assert {name: share for name, share in shares.items() if not 0.9 < share < 1.1} == {}


def test_a_higher_rate_is_never_read_slower() -> None:
    """Where the voice can go no slower, words are set apart."""
    paces = [voice.pace(rate) for rate in range(80, 301)]
    assert paces[0][1] > 0
    assert all(speed >= voice.SLOWEST for speed, _ in paces)
    quick = [speed for speed, gap in paces if gap == 0]
    assert quick == sorted(quick)
    assert [gap for _, gap in paces] == sorted((gap for _, gap in paces), reverse=True)


@needs_both
@pytest.mark.parametrize("kind", list(voice.Format))
def test_a_preview_says_in_its_labels_what_it_is(kind: voice.Format, site: Path) -> None:
    """Title and comment, which players show; nothing of it is in the sound."""
    result = audio(site, SCRIPT, "--length", "ngắn", "--format", kind.value)
    assert result.exit_code == 0, result.output
    file = site / "audio" / SCRIPT / f"ngan.{kind.value}"
    show = ("ffprobe", "-v", "error", "-of", "json", "-show_entries", "format_tags:stream_tags:format=duration")
    found = json.loads(subprocess.run([*show, file], capture_output=True, check=True).stdout)
    tags = {**found["format"].get("tags", {}), **found.get("streams", [{}])[0].get("tags", {})}
    assert tags["title"].startswith("Nhắc lịch: Đối thoại giữa Chủ tịch Ủy ban nhân dân phường với Nhân dân, buổi 4")
    assert LABEL in tags["title"]
    assert tags["comment"].startswith(LABEL)
    heard = re.search(r"nghe thật ([\d,]+) giây", result.stdout)
    assert heard
    assert float(heard[1].replace(",", ".")) == pytest.approx(float(found["format"]["duration"]), abs=0.3)


@needs_both
def test_mp3_files_are_equally_loud_and_the_same_each_time(site: Path, tmp_path: Path) -> None:
    """About −16 LUFS, as speech on the web is; the same words give the same bytes."""
    for folder in ("a", "b"):
        assert audio(site, SCRIPT, PAST, "--length", "ngắn", "--out", str(tmp_path / folder)).exit_code == 0
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    for file in (tmp_path / "a").rglob("*.mp3"):
        measure = ["ffmpeg", "-hide_banner", "-nostats", "-i", file, "-af", "ebur128", "-f", "null", "-"]
        said = subprocess.run(measure, capture_output=True, check=True, text=True).stderr
        assert float(re.findall(r"I: +(-?[\d.]+) LUFS", said)[-1]) == pytest.approx(-16, abs=3)


def test_espeak_is_given_the_spoken_words_and_nothing_else(site: Path, programs: Path) -> None:
    """Through its standard input, so that no text can pass for an option."""
    put(programs, "espeak-ng", f"{BEEP}open({str(programs / 'seen')!r}, 'wb').write(said + repr(sys.argv).encode())")
    assert audio(site, SCRIPT, "--length", "đầy đủ").exit_code == 0
    seen = (programs / "seen").read_text("utf-8")
    script = next(one for one in ward().scripts if one.id == SCRIPT)
    words, _, options = seen.partition("[")
    assert words == script.readings[Length.FULL].text
    assert not re.search(r"\d", words)
    assert re.search(r"'-v', 'vi'", options)
    assert f"'-s', '{voice.pace(160)[0]}'" in options


def test_previews_lie_in_folders_as_the_scripts_do(site: Path, programs: Path) -> None:
    """All that is still to be broadcast, in the length in which it will be."""
    put(programs, "espeak-ng", BEEP)
    result = audio(site)
    assert result.exit_code == 0
    due = {
        f"{item.announcement.id}/{FILES[length]}.wav"
        for item in ward().bulletin.live
        for length in {airing.length for airing in item.airings}
    }
    assert due
    assert made(site) == due
    assert "ffmpeg" in result.stderr
    assert "sudo apt install ffmpeg" in result.stderr


def test_each_script_is_told_with_estimate_length_and_difference(site: Path, programs: Path) -> None:
    """One line a script, its figures as Vietnamese writes them."""
    put(programs, "espeak-ng", BEEP)
    line, last = audio(site, SCRIPT, "--length", "ngắn").stdout.splitlines()
    found = re.match(
        rf"{SCRIPT} \(bản ngắn\): ước tính ([\d,]+) giây, nghe thật ([\d,]+) giây, lệch ([+−][\d,]+) giây", line
    )
    assert found
    estimate, heard, more = (float(one.replace(",", ".").replace("−", "-")) for one in found.groups())
    reading = next(one for one in ward().scripts if one.id == SCRIPT).readings[Length.SHORT]
    assert estimate == pytest.approx(reading.seconds, abs=0.06)
    assert heard == pytest.approx(len(reading.text.encode()) / 100, abs=0.06)
    assert more == pytest.approx(heard - estimate, abs=0.11)
    assert last.startswith(f"Đã ghi 1 tệp vào {site / 'audio'}.")


@pytest.mark.parametrize("typed", [PAST, f"/loa/{PAST}/", f"{PAST}/"])
def test_a_script_can_be_named_by_its_id_or_its_address(typed: str, site: Path, programs: Path) -> None:
    """One that is over too; in the station's usual length."""
    put(programs, "espeak-ng", BEEP)
    assert audio(site, typed).exit_code == 0
    assert made(site) == {f"{PAST}/chuan.wav"}


def test_several_lengths_and_scripts_can_be_asked_for(site: Path, programs: Path) -> None:
    """With or without accents; a script named twice is read once."""
    put(programs, "espeak-ng", BEEP)
    result = audio(site, PAST, SCRIPT, PAST, "--length", "day du", "--length", "ngắn")
    assert made(site) == {f"{script}/{name}.wav" for script in (PAST, SCRIPT) for name in ("ngan", "day-du")}
    assert "Đã ghi 4 tệp" in result.stdout


def test_what_is_there_already_is_not_read_again(site: Path, programs: Path) -> None:
    """The same words at the same rate; its seconds are told all the same."""
    put(programs, "espeak-ng", BEEP)
    first = audio(site, SCRIPT).stdout
    put(programs, "espeak-ng", "raise SystemExit(1)")
    again = audio(site, SCRIPT)
    assert again.exit_code == 0
    assert again.stdout.splitlines()[0] == f"{first.splitlines()[0]} (đã có sẵn)"
    assert "Đã ghi 0 tệp" in again.stdout
    assert "1 tệp đã có sẵn" in again.stdout


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("co-quan.yml", "tốc độ đọc: 160", "tốc độ đọc: 170"),
        ("2026/doi-thoai-4/lich.md", "từ: 8h00", "từ: 9h00"),
    ],
    ids=["another rate", "other words"],
)
def test_other_words_or_another_rate_are_read_anew(file: str, old: str, new: str, site: Path, programs: Path) -> None:
    """A preview never outlives what it tells."""
    put(programs, "espeak-ng", BEEP)
    audio(site, SCRIPT)
    before = tree(site / "audio")
    record = site / "content/phuong-mau" / file
    text = record.read_text("utf-8")
    assert old in text
    record.write_text(text.replace(old, new), "utf-8")
    assert "Đã ghi 1 tệp" in audio(site, SCRIPT).stdout
    after = tree(site / "audio")
    assert after.keys() == before.keys()
    assert after != before


def test_a_recording_that_somebody_made_is_not_overwritten(site: Path, programs: Path) -> None:
    """It may be the announcer's own."""
    put(programs, "espeak-ng", BEEP)
    own = site / "audio" / SCRIPT / "chuan.wav"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"RIFF: an announcer")
    result = audio(site, SCRIPT, "--length", "chuẩn")
    assert (result.exit_code, own.read_bytes()) == (1, b"RIFF: an announcer")
    assert "không phải bản nghe thử do doithoai làm" in result.stderr
    assert "--out" in result.stderr


def test_nothing_to_broadcast_is_no_fault(site: Path, programs: Path) -> None:
    """It is said, with the day."""
    put(programs, "espeak-ng", BEEP)
    result = audio(site, "--as-of", "1/1/2028")
    assert (result.exit_code, result.stdout) == (0, "Không còn bản đọc nào phải phát từ 01/01/2028.\n")


@pytest.mark.parametrize(
    ("there", "words", "package"),
    [
        ((), (), "espeak-ng"),
        ((), ("--format", "mp3"), "espeak-ng ffmpeg"),
        (("espeak-ng",), ("--format", "ogg"), "ffmpeg"),
    ],
    ids=["neither", "neither, mp3 wanted", "no ffmpeg, ogg wanted"],
)
def test_a_missing_program_is_named_with_its_package(
    there: tuple[str, ...], words: tuple[str, ...], package: str, site: Path, programs: Path
) -> None:
    """Exit code 1 before anything is written."""
    for name in there:
        put(programs, name, BEEP)
    result = audio(site, *words)
    assert result.exit_code == 1
    assert f"sudo apt install {package}" in result.stderr
    assert ": lỗi: " in result.stderr
    assert made(site) == set()


GOOD = {"espeak-ng": BEEP, "ffmpeg": "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"}
HANGS = "import time; time.sleep(600)"
BAD = {
    "fails": ("import sys; sys.stdin.read(); sys.exit('hết bộ nhớ')", "dừng với mã 1 (hết bộ nhớ)"),
    "dies": ("import os; os.kill(os.getpid(), 9)", "dừng với mã -9"),
    "says nothing": ("import sys; sys.stdin.read()", "không trả về âm thanh|trả về tệp rỗng"),
    "hangs": (HANGS, "chạy quá 1 giây mà không xong"),
}


def impatient_with(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given one second, others the time that a busy machine takes to start them."""
    run, patience = voice._run, voice.PATIENCE

    def timed(name: str, options: tuple[str, ...], given: bytes) -> bytes:
        monkeypatch.setattr(voice, "PATIENCE", 1 if name == program else patience)
        return run(name, options, given)

    monkeypatch.setattr(voice, "_run", timed)


@pytest.mark.parametrize("program", GOOD)
@pytest.mark.parametrize(("script", "told"), BAD.values(), ids=BAD.keys())
def test_a_program_that_fails_leaves_no_file(
    program: str, script: str, told: str, site: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is told of in a sentence."""
    if script == HANGS:
        impatient_with(program, monkeypatch)
    for name, good in GOOD.items():
        put(programs, name, script if name == program else good)
    result = audio(site, SCRIPT, "--format", "mp3")
    assert result.exit_code == 1
    assert re.search(rf"{program}: lỗi: {program} ({re.escape(told) if '|' not in told else told})", result.stderr)
    assert f"sudo apt install --reinstall {program}" in result.stderr
    assert made(site) == set()


def test_garbage_from_espeak_is_no_recording(site: Path, programs: Path) -> None:
    """Whatever its bytes are."""
    for garbage in ("b'RIFF'", "b'x' * 5000", "b'RIFF\\x24\\0\\0\\0WAVEfmt \\x10\\0\\0\\0'"):
        put(programs, "espeak-ng", f"import sys; sys.stdin.read(); sys.stdout.buffer.write({garbage})")
        result = audio(site, SCRIPT)
        assert result.exit_code == 1, result.output
        assert "espeak-ng không trả về âm thanh" in result.stderr
    assert made(site) == set()


def test_a_program_that_cannot_be_started_is_told_of(site: Path, programs: Path) -> None:
    """A broken installation is not a fault of ours."""
    put(programs, "espeak-ng", "")
    (programs / "espeak-ng").write_text("#!/khong/co/that\n")
    result = audio(site, SCRIPT)
    assert (result.exit_code, "không chạy được" in result.stderr) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as Linux and macOS know them")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_whole_files_only(sent: signal.Signals, site: Path, programs: Path) -> None:
    """The first script is there, the second, which hung, is not."""
    seen, hung = programs / "seen", programs / "hung"
    hang = f"open({str(hung)!r}, 'w'); import time; time.sleep(600)"
    put(programs, "espeak-ng", f"import os\nif os.path.exists({str(seen)!r}): {hang}\nopen({str(seen)!r}, 'w')\n{BEEP}")
    paths = os.pathsep.join(str(ROOT / name) for name in ("generator", "theme"))
    command = [sys.executable, "-m", "doithoai", "audio", "-C", str(site), PAST, SCRIPT, "--as-of", "20/11/2026"]
    # A group of its own: a signal from the keyboard reaches all of it.
    # What runs in the background of a shell is told to ignore the keyboard, and so are its children.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths, "PYTHONUNBUFFERED": "1"}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                          preexec_fn=heard) as running:  # fmt: skip
        assert running.stdout
        assert running.stdout.readline().startswith(PAST)
        while not hung.exists() and running.poll() is None:
            time.sleep(0.01)
        os.killpg(running.pid, sent)
        _, stderr = running.communicate(timeout=60)
    assert running.returncode != 0
    assert "Traceback" not in stderr
    assert made(site) == {f"{PAST}/chuan.wav"}
    assert len((site / "audio" / PAST / "chuan.wav").read_bytes()) > 1000


def test_a_disk_that_cannot_be_written_leaves_nothing_behind(
    site: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file beside goes too."""
    put(programs, "espeak-ng", BEEP)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = audio(site, SCRIPT)
    assert (result.exit_code, "không đọc hoặc ghi được" in result.stderr) == (1, True)
    assert made(site) == set()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("phuong-mau/2026/doi-thoai-4/nhac-lich-9",), 1, "không có bản đọc “phuong-mau/2026/doi-thoai-4/nhac-lich-9”"),
        (("phuong-mua/2026/doi-thoai-4/lich-1",), 1, "không có cơ quan “phuong-mua”"),
        (("",), 1, "không có cơ quan “”"),
        (("--length", "vừa"), 2, "không có giá trị “vừa”"),
        (("--format", "flac"), 2, "flac"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    words: tuple[str, ...], code: int, told: str, site: Path, programs: Path
) -> None:
    """With what could have been meant."""
    put(programs, "espeak-ng", BEEP)
    result = audio(site, *words)
    assert (result.exit_code, told in result.stderr, made(site)) == (code, True, set())


def test_a_site_with_errors_is_refused(site: Path, programs: Path) -> None:
    """As in a build; nothing is read aloud from records that are wrong."""
    put(programs, "espeak-ng", BEEP)
    record = site / "content/phuong-mau/2026/doi-thoai-4/lich.md"
    record.write_text(record.read_text("utf-8").replace("5/12/2026", "35/12/2026"), "utf-8")
    result = audio(site)
    assert (result.exit_code, "lich.md" in result.stderr, made(site)) == (1, True, set())
