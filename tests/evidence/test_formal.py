"""The driver of the proof assistant, against a stand-in for it: the proofs themselves are compiled in test_proofs."""

import re
import shutil

import pytest

from toymodels.evidence import formal as module
from toymodels.evidence.formal import (
    Prover,
    axioms_in,
    fault_in,
    formal_outcome,
    in_order,
    required,
    theorems_in,
    without_comments,
)

COMPILER = """#!/bin/sh
if [ "$1" = --version ]; then echo "Stand-in 1.0"; exit 0; fi
file=$5
if grep -q SLEEP $file; then sleep 5; fi
if grep -q BROKEN $file; then echo "Error: broken" >&2; exit 1; fi
sed -n 's/^Print Assumptions \\(.*\\)\\.$/\\1/p' $file | while read theorem; do
  case $theorem in
    *silent*) ;;
    *free*) echo "Closed under the global context";;
    *loose*) printf 'Axioms:\\nx is assumed to be guarded.\\n';;
    *bold*) printf 'Axioms:\\nworld.is_flat\\n  : forall x : nat,\\n    x = 1\\nplain : 0 = 0\\n';;
    *) printf 'Axioms:\\nClassicalDedekindReals.sig_forall_dec\\n  : forall P : nat\\n';;
  esac
done
"""


@pytest.fixture
def compiler(tmp_path, monkeypatch):
    path = tmp_path / "bin" / "coqc"
    path.parent.mkdir()
    path.write_text(COMPILER)
    path.chmod(0o755)
    monkeypatch.setattr(module.shutil, "which", lambda name: str(path) if name == "coqc" else None)
    return (str(path),)


def folder_of(tmp_path, **files):
    folder = tmp_path / "proofs"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.v").write_text(text)
    return folder


def test_sound_proofs(tmp_path, compiler):
    folder = folder_of(
        tmp_path,
        zero="Theorem base : True.",
        one="From toymodels Require Import zero.\nTheorem real : True.\nCorollary free' : True.\nLemma small : True.",
    )
    outcome = formal_outcome(("one.v:real", "one.v:free'", "zero.v:base"), folder)
    assert (outcome.status, outcome.instances, outcome.tool) == ("formalized", 3, "Stand-in 1.0")
    assert axioms_in(Prover(compiler, folder, 300), "one")["free'"] == frozenset()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Theorem fine : True. BROKEN", "one.v: Error: broken"),
        ("Theorem fine : True. Proof. Admitted.", "one.v: Admitted occurs in it"),
        ("Axiom easy : False. Theorem fine : True.", "one.v: Axiom occurs in it"),
        ("Unset Guard Checking. Theorem fine : True.", "one.v: Unset occurs in it"),
        ("From toymodels Require two.\nTheorem fine : True.", "one.v: two.v is wrong: Error: broken"),
        ("Theorem other : True.", "no theorem fine was found in one.v"),
        ("Theorem fine : True. (* Theorem hidden *)", "no theorem hidden was found in one.v"),
    ],
)
def test_what_does_not_count(tmp_path, compiler, text, said):
    folder = folder_of(tmp_path, one=text, two="BROKEN")
    asked = ("one.v:hidden",) if "hidden" in text else ("one.v:fine",)
    outcome = formal_outcome(asked, folder)
    assert outcome.status == "failed"
    assert said in outcome.message


def test_axioms_of_ones_own_do_not_count(tmp_path, compiler):
    folder = folder_of(tmp_path, one="Theorem bold : True.")
    assert formal_outcome(("one.v:bold",), folder).message == "one.v:bold rests on plain, world.is_flat"


def test_what_is_assumed_without_a_name_does_not_count(tmp_path, compiler):
    folder = folder_of(tmp_path, one="Theorem loose : True.")
    assert formal_outcome(("one.v:loose",), folder).message == "one.v:loose rests on x is assumed to be guarded."


def test_slow_files(tmp_path, compiler):
    folder = folder_of(tmp_path, one="SLEEP Theorem fine : True.")
    assert formal_outcome(("one.v:fine",), folder, 1).message == "one.v: it took over 1 s"
    assert formal_outcome(("two.v:fine",), folder, 1).message == "two.v: it is not there"


def test_answers_that_cannot_be_read(tmp_path, compiler):
    folder = folder_of(tmp_path, one="Theorem fine : True.\nTheorem silent : True.")
    assert fault_in(Prover(compiler, folder, 300), "one") == ""
    assert axioms_in(Prover(compiler, folder, 300), "one") == {}


def test_without_the_compiler(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    outcome = formal_outcome(("one.v:fine",), tmp_path)
    assert (outcome.status, outcome.message) == ("skipped", "neither coqc nor rocq is installed (Debian's package coq)")


def test_the_compiler_by_its_new_name(tmp_path, compiler, monkeypatch):
    new = tmp_path / "bin" / "rocq"
    new.write_text(COMPILER.replace("file=$5", "[ $1 = compile ] || exit 2; shift; file=$5"))
    new.chmod(0o755)
    monkeypatch.setattr(module.shutil, "which", lambda name: str(new) if name == "rocq" else None)
    outcome = formal_outcome(("one.v:fine",), folder_of(tmp_path, one="Theorem fine : True."))
    assert (outcome.status, outcome.tool) == ("formalized", "Stand-in 1.0")


def test_the_order_of_files(tmp_path):
    folder = folder_of(tmp_path, a="From toymodels Require Import b c.", b="From toymodels Require c.", c="")
    assert [path.stem for path in in_order(folder)] == ["c", "b", "a"]
    assert required(folder / "a.v") == ["b", "c"]
    (folder / "c.v").write_text("From toymodels Require Import a.")
    with pytest.raises(ValueError, match=re.escape("these files require one another in a circle: a, b, c")):
        in_order(folder)
    (folder / "c.v").write_text("From toymodels Require Import d.")
    with pytest.raises(ValueError, match=re.escape("c.v requires d.v, which is not there")):
        in_order(folder)


def test_comments_are_nested(tmp_path):
    assert without_comments("a (* b (* c *) d *) e (* f") == "a  e "
    assert without_comments("a *) b") == "a  b"
    folder = folder_of(tmp_path, one="(* Theorem no : True. *)\nTheorem yes' : True.")
    assert theorems_in(folder / "one.v") == ["yes'"]
