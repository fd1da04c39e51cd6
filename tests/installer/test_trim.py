"""What the frozen program carries."""

import pytest

from installer.freeze.trim import keeps, trimmed


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/qml/QtQuick/Controls/Basic/Button.qml",
        "PySide6/Qt/qml/QtQuick/Dialogs/quickimpl/qml/+Material/FileDialog.qml",
        "PySide6/Qt/qml/QtQml/Models/libmodelsplugin.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/lib/libQt6QuickControls2Basic.so.6",
        "PySide6/Qt/translations/qtbase_ko.qm",
        "resources/i18n/ui.ko.ftl",
        "weights/typer.safetensors",
        "botocore/data/s3/2006-03-01/service-2.json.gz",
        "botocore/data/endpoints.json",
        "babel/locale-data/ko_KR.dat",
        "alphamale_desktop/storage/migrations/env.py",
        "PySide6\\plugins\\platforms\\qwindows.dll",
    ],
)
def test_what_the_program_needs_is_carried(place: str) -> None:
    assert keeps(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/qml/QtQuick/Controls/Material/Button.qml",
        "PySide6/Qt/qml/QtTest/qmldir",
        "PySide6/Qt/qml/QtQuick/VirtualKeyboard/qmldir",
        "PySide6/Qt/qml/QtQuick/plugins.qmltypes",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/lib/libQt6QuickControls2Material.so.6",
        "PySide6/Qt/translations/qtbase_de.qm",
        "matplotlib/mpl-data/sample_data/grace_hopper.jpg",
        "botocore/data/ec2/2016-11-15/service-2.json.gz",
        "numpy/tests/data/huge.npy",
        "babel/locale-data/fr.dat",
        "PySide6\\qml\\QtQuick\\Controls\\Fusion\\Button.qml",
    ],
)
def test_what_nobody_uses_stays_behind(place: str) -> None:
    assert not keeps(place)


def test_the_order_of_entries_is_kept() -> None:
    entries = [("b.so", "/b.so", "BINARY"), ("x/tests/t.py", "/t.py", "DATA"), ("a.so", "/a.so", "BINARY")]

    assert trimmed(entries) == [entries[0], entries[2]]
