"""Test wires: a wire for each contract to try code on, with drills on demand. Nothing of it touches the real one (ADR-0031)."""

from newsflow.api.test_wire.door import TestWireDoor
from newsflow.api.test_wire.drills import Drill
from newsflow.api.test_wire.store import drill, make_test_wire, wire_of

__all__ = ["Drill", "TestWireDoor", "drill", "make_test_wire", "wire_of"]
