"""Reads the index that the Swift compiler writes in a debug build, through the toolchain's own
libIndexStore."""

import ctypes
import pathlib
import shutil
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]

# Roles and kinds of indexstore.h.
DEFINITION, REFERENCE, IMPLICIT = 1 << 1, 1 << 2, 1 << 8
CHILD_OF, OVERRIDE_OF, ACCESSOR_OF, CONTAINED_BY = 1 << 9, 1 << 11, 1 << 15, 1 << 16
CALL, EXTENDED_BY = 1 << 5, 1 << 14
TYPES = {5, 6, 7, 8, 11}
ENUM_CASE = 15
CHECKED = TYPES | {12, 13, ENUM_CASE, 16, 17, 18, 19, 20, 21, 22}


class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    def __str__(self):
        return ctypes.string_at(self.data, self.length).decode() if self.length else ""


HANDLE = ctypes.c_void_p
ON_TEXT = ctypes.CFUNCTYPE(ctypes.c_bool, HANDLE, Text)
ON_HANDLE = ctypes.CFUNCTYPE(ctypes.c_bool, HANDLE, HANDLE)


def library():
    """libIndexStore of the toolchain of the build."""
    swift = pathlib.Path(shutil.which("swift")).resolve()
    for folder in (swift.parent.parent / "lib", swift.parent.parent / "lib" / "swift"):
        for name in ("libIndexStore.so", "libIndexStore.dylib"):
            if (folder / name).exists():
                return ctypes.CDLL(str(folder / name))
    sys.exit("index: the toolchain has no libIndexStore")


class Index:
    """The index store of a build."""

    def __init__(self, path):
        self.lib = library()
        for name, result, arguments in [
            ("store_create", HANDLE, [ctypes.c_char_p, HANDLE]),
            ("store_units_apply_f", ctypes.c_bool, [HANDLE, ctypes.c_uint, HANDLE, ON_TEXT]),
            ("unit_reader_create", HANDLE, [HANDLE, ctypes.c_char_p, HANDLE]),
            ("unit_reader_get_main_file", Text, [HANDLE]),
            ("unit_reader_dispose", None, [HANDLE]),
            ("unit_reader_dependencies_apply_f", ctypes.c_bool, [HANDLE, HANDLE, ON_HANDLE]),
            ("unit_dependency_get_kind", ctypes.c_int, [HANDLE]),
            ("unit_dependency_get_name", Text, [HANDLE]),
            ("unit_dependency_get_filepath", Text, [HANDLE]),
            ("record_reader_create", HANDLE, [HANDLE, ctypes.c_char_p, HANDLE]),
            ("record_reader_dispose", None, [HANDLE]),
            ("record_reader_occurrences_apply_f", ctypes.c_bool, [HANDLE, HANDLE, ON_HANDLE]),
            ("occurrence_get_symbol", HANDLE, [HANDLE]),
            ("occurrence_get_roles", ctypes.c_uint64, [HANDLE]),
            ("occurrence_get_line_col", None,
             [HANDLE, ctypes.POINTER(ctypes.c_uint), ctypes.POINTER(ctypes.c_uint)]),
            ("occurrence_relations_apply_f", ctypes.c_bool, [HANDLE, HANDLE, ON_HANDLE]),
            ("symbol_relation_get_symbol", HANDLE, [HANDLE]),
            ("symbol_relation_get_roles", ctypes.c_uint64, [HANDLE]),
            ("symbol_get_usr", Text, [HANDLE]),
            ("symbol_get_name", Text, [HANDLE]),
            ("symbol_get_kind", ctypes.c_int, [HANDLE]),
        ]:
            function = getattr(self.lib, "indexstore_" + name)
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)
        self.store = self.store_create(str(path).encode(), None)
        if not self.store:
            sys.exit(f"index: no index at {path}: swift build makes it")

    def records(self):
        """(path, record) of each source file of this project in the store."""
        names = []
        self.store_units_apply_f(
            self.store, 0, None, ON_TEXT(lambda _, name: names.append(str(name)) or True))
        for name in names:
            unit = self.unit_reader_create(self.store, name.encode(), None)
            main = str(self.unit_reader_get_main_file(unit))
            found = []

            def take(_, dependency):
                path = str(self.unit_dependency_get_filepath(dependency))
                if self.unit_dependency_get_kind(dependency) == 2 and path == main:
                    found.append(str(self.unit_dependency_get_name(dependency)))
                return True

            self.unit_reader_dependencies_apply_f(unit, None, ON_HANDLE(take))
            self.unit_reader_dispose(unit)
            path = pathlib.Path(main)
            if path.is_file() and path.is_relative_to(TOP):
                for record in found:
                    yield path.relative_to(TOP).as_posix(), record

    def occurrences(self, record):
        """(usr, name, kind, roles, line, [(roles, usr)]) of each occurrence in a record."""
        reader = self.record_reader_create(self.store, record.encode(), None)
        found = []

        def take(_, occurrence):
            symbol = self.occurrence_get_symbol(occurrence)
            line, column = ctypes.c_uint(), ctypes.c_uint()
            self.occurrence_get_line_col(occurrence, ctypes.byref(line), ctypes.byref(column))
            relations = []

            def relate(_, relation):
                related = self.symbol_relation_get_symbol(relation)
                relations.append((
                    self.symbol_relation_get_roles(relation), str(self.symbol_get_usr(related))))
                return True

            self.occurrence_relations_apply_f(occurrence, None, ON_HANDLE(relate))
            found.append((
                str(self.symbol_get_usr(symbol)), str(self.symbol_get_name(symbol)),
                self.symbol_get_kind(symbol), self.occurrence_get_roles(occurrence), line.value,
                relations))
            return True

        self.record_reader_occurrences_apply_f(reader, None, ON_HANDLE(take))
        self.record_reader_dispose(reader)
        return found


def of_last_build():
    """The index of the last debug build of this checkout."""
    build = subprocess.run(["swift", "build", "--show-bin-path"], cwd=TOP, text=True,
                           capture_output=True, check=True).stdout.strip()
    return Index(pathlib.Path(build) / "index" / "store")
