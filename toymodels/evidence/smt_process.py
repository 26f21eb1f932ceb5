"""A solver in a process of its own, which is killed when its time is up and started again for the next problem."""

import atexit
import contextlib
import dataclasses
import functools
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from toymodels.evidence import smt_worker

_LONGEST_START = 60.0
_GRACE = 1.0


@dataclasses.dataclass(frozen=True)
class Answer:
    """What a solver said of a problem.

    Parameters
    ----------
    verdict
        ``"unsat"``, ``"sat"`` or ``"unknown"``.
    ranges
        The ends of an interval for each variable that holds its value in a model, equal where it is rational.
    seconds
        Processor time; the time limit if it was killed.
    reason
        Why it is unknown.
    """

    verdict: str
    ranges: tuple[tuple[Fraction, Fraction], ...] = ()
    seconds: float = 0.0
    reason: str = ""


class SolverProcess:
    """A solver that answers one problem after another.

    Parameters
    ----------
    name
        ``"z3"`` or ``"cvc5"``.
    environment
        Environment variables that the process has besides this one's.
    grace
        Seconds that it may take beyond a time limit, to give up by itself, before it is killed.
    """

    def __init__(self, name: str, environment: Mapping[str, str] | None = None, grace: float = _GRACE) -> None:
        self.name, self._grace, self._asked = name, grace, 0
        self._environment = {**os.environ, **(environment or {})}
        self._process: Any = None
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._tool: str | None = None

    @property
    def tool(self) -> str:
        """The solver with its version, such as ``"z3 4.13.0"``; nothing if it isn't installed or does not start."""
        with self._lock:
            if self._tool is None:
                self._start()
            return str(self._tool)

    def ask(self, text: str, names: list[str], seconds: float) -> Answer:
        """What the solver says of a problem in SMT-LIB 2.

        Parameters
        ----------
        text
            Declarations and assertions.
        names
            The variables whose values are wanted.
        seconds
            How long it may take.
        """
        with self._lock:
            if self._process is None:
                self._start()
            self._asked += 1
            problem = {"id": self._asked, "text": text, "names": names, "milliseconds": max(1, int(1000 * seconds))}
            try:
                self._send(json.dumps(problem) + "\n")
                line, reason = self._line(seconds + self._grace)
            except BaseException:
                self._kill()  # interrupted by hand: a late answer must not be taken for one to the next problem
                raise
            answer = _answer(line, self._asked)
            if answer is None:
                self._kill()
                return Answer("unknown", seconds=seconds, reason=reason or "the solver's process failed")
            return answer

    def close(self) -> None:
        """End the process; the next problem starts another."""
        with self._lock:
            self._kill()

    def _start(self) -> None:
        self._kill()
        self._lines = queue.SimpleQueue()
        command = [sys.executable, "-P", str(Path(smt_worker.__file__)), self.name]
        self._process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            encoding="utf-8",
        )
        threading.Thread(target=_forward, args=(self._process.stdout, self._lines), daemon=True).start()
        data = _data(self._line(_LONGEST_START)[0])
        self._tool = str(data.get("tool") or "")

    def _send(self, text: str) -> None:
        """Write to the process, which may have ended: then there will be no answer."""
        with contextlib.suppress(OSError):
            self._process.stdin.write(text)
            self._process.stdin.flush()

    def _line(self, seconds: float) -> tuple[str, str]:
        """The next line, or nothing and why there is none."""
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            return "", f"no answer in {seconds:g} s"
        return line or "", "" if line else "the solver's process ended"

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()


@functools.cache
def _shared(name: str, process: int) -> SolverProcess:
    """The solver that belongs to a process of this program: after a fork, nobody talks over another's pipes."""
    solver = SolverProcess(name)
    atexit.register(solver.close)
    return solver


def shared_solvers() -> tuple[SolverProcess, ...]:
    """The solvers z3 and cvc5, kept running while this program does; which of them are installed they say themselves."""
    return tuple(_shared(name, os.getpid()) for name in ("z3", "cvc5"))


def _forward(stream: Any, lines: "queue.SimpleQueue[str | None]") -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in stream:
            lines.put(line)
    lines.put(None)


def _data(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _answer(line: str, asked: int) -> Answer | None:
    """The answer in a line, None if it is none to what was asked."""
    data = _data(line)
    if data.get("id") != asked or data.get("verdict") not in ("sat", "unsat", "unknown"):
        return None
    ranges = tuple((Fraction(low), Fraction(high)) for low, high in data["ranges"])
    return Answer(data["verdict"], ranges, float(data["seconds"]), "" if data["verdict"] != "unknown" else "it gave up")
