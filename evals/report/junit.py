"""The form that CI servers read: a suite a system, a test a case."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from evals.report.faults import Judged
from evals.report.findings import Column, Findings

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(found: Findings) -> str:
    """Return the file. A case that a system gets wrong is a failure, one that it could not answer is an error."""
    everything = [one for column in found.columns for one in column.judged]
    suites = ET.Element("testsuites", {"name": "glose-evals", **_counted(everything)})
    for column in found.columns:
        suites.append(_suite(column))
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _suite(column: Column) -> ET.Element:
    suite = ET.Element("testsuite", {"name": _text(column.system), **_counted(column.judged)})
    for one in column.judged:
        test = ET.SubElement(
            suite,
            "testcase",
            classname=_text(f"{column.system}.{one.case.kind}"),
            name=_text(f"{one.case.id} {one.case.question}"),
            time=f"{_seconds(one):.3f}",
        )
        if one.faults:
            first = one.faults[0]
            tag = "error" if first.kind == "error" else "failure"
            ET.SubElement(test, tag, type=first.kind, message=_text(first.label)).text = _text(
                "\n".join(f"{fault.label} : {fault.detail}" for fault in one.faults)
            )
    return suite


def _counted(answers: Sequence[Judged]) -> dict[str, str]:
    errors = sum(one.fate == "error" for one in answers)
    failures = sum(bool(one.faults) for one in answers) - errors
    return {"tests": str(len(answers)), "failures": str(failures), "errors": str(errors)}


def _seconds(one: Judged) -> float:
    return one.said.timings.get("total", 0) / 1000 if one.said else 0.0


def _text(text: str) -> str:
    """Return text without the characters that XML cannot hold, however they are written."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
