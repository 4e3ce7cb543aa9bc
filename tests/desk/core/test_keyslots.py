"""Every way of opening works by itself, and trouble with the key file is told apart."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import keyfile, keyslots, recovery, system_keys
from desk.core.errors import DeskError, Refused, StoreError
from desk.texts import sentence

PASS = "夏天 correct horse"


class Ring:
    """A key store that can be lost, locked or broken."""

    priority: float = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_password(self, service: str, name: str) -> str | None:
        self._fail()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._fail()
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        self._fail()
        del self.kept[service, name]

    def _fail(self) -> None:
        if self.broken:
            raise RuntimeError("locked collection")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyslots, "ARGON2", {"time": 1, "memory": 64, "lanes": 1})


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    made = Ring()
    monkeypatch.setattr("keyring.get_keyring", lambda: made)
    return made


def code_of(folder: Path, **given: str) -> str:
    with pytest.raises(DeskError) as caught:
        keyslots.unlock(folder, **given)
    assert "…" not in sentence(caught.value)
    return caught.value.code


def test_each_slot_opens_by_itself(tmp_path: Path, ring: Ring) -> None:
    key, printed = keyslots.create(tmp_path, passphrase=PASS)
    assert len(key) == 32
    assert keyslots.slots(tmp_path) == ("keyring", "passphrase", "recovery")
    assert not keyslots.is_plain(tmp_path)
    assert keyslots.unlock(tmp_path) == key
    ring.kept.clear()
    assert code_of(tmp_path) == "key.needed"
    assert keyslots.unlock(tmp_path, passphrase=PASS) == key
    assert keyslots.unlock(tmp_path, recovery=printed) == key
    ring.broken = True
    assert keyslots.unlock(tmp_path, passphrase=PASS) == key


@pytest.mark.parametrize("lost", ["keyring", "passphrase", "recovery"])
def test_losing_any_one_leaves_the_others(tmp_path: Path, ring: Ring, lost: str) -> None:
    key, printed = keyslots.create(tmp_path, passphrase=PASS)
    keyslots.remove(tmp_path, key, lost)
    assert lost not in keyslots.slots(tmp_path)
    assert (not ring.kept) == (lost == "keyring")
    kept = dict(ring.kept)
    if lost != "keyring":
        assert keyslots.unlock(tmp_path) == key
    ring.kept.clear()
    if lost != "passphrase":
        assert keyslots.unlock(tmp_path, passphrase=PASS) == key
    else:
        assert code_of(tmp_path, passphrase=PASS) == "key.no_passphrase"
    if lost != "recovery":
        assert keyslots.unlock(tmp_path, recovery=printed) == key
    else:
        assert code_of(tmp_path, recovery=printed) == "key.wrong_recovery"
    ring.kept.update(kept)


def test_last_slot_stays(tmp_path: Path, ring: Ring) -> None:
    key, _ = keyslots.create(tmp_path, passphrase=PASS)
    keyslots.remove(tmp_path, key, "keyring")
    keyslots.remove(tmp_path, key, "recovery")
    with pytest.raises(Refused, match=r"key\.last_slot"):
        keyslots.remove(tmp_path, key, "passphrase")
    with pytest.raises(Refused, match=r"key\.no_slot"):
        keyslots.remove(tmp_path, key, "keyring")
    assert keyslots.unlock(tmp_path, passphrase=PASS) == key


def test_no_key_store_needs_a_passphrase(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        keyslots.create(tmp_path)
    assert (caught.value.code, caught.value.field) == ("key.passphrase_needed", "passphrase")
    assert not keyfile.exists(tmp_path)
    key, _ = keyslots.create(tmp_path, passphrase=PASS)
    assert keyslots.slots(tmp_path) == ("passphrase", "recovery")
    assert not keyslots.add_keyring(tmp_path, key)


def test_a_failing_key_store_is_no_error(tmp_path: Path, ring: Ring) -> None:
    ring.broken = True
    key, _ = keyslots.create(tmp_path, passphrase=PASS)
    assert "keyring" not in keyslots.slots(tmp_path)
    ring.broken = False
    assert keyslots.add_keyring(tmp_path, key)
    assert keyslots.unlock(tmp_path) == key
    ring.broken = True
    assert code_of(tmp_path) == "key.needed"
    keyslots.remove(tmp_path, key, "keyring")


def test_plain_text_key_store_is_not_used(tmp_path: Path, ring: Ring) -> None:
    ring.priority = 0.5
    assert not system_keys.save("x", b"secret")
    assert not ring.kept


@pytest.mark.parametrize("phrase", ["", "       ", "short", "　" * 9])
def test_empty_and_short_passphrases_are_refused(tmp_path: Path, phrase: str) -> None:
    with pytest.raises(Refused) as caught:
        keyslots.create(tmp_path, passphrase=phrase)
    assert caught.value.code == "key.passphrase_short"
    assert not keyfile.exists(tmp_path)


def test_wrong_passphrase_and_full_width(tmp_path: Path) -> None:
    key, printed = keyslots.create(tmp_path, passphrase="abc12345")
    assert code_of(tmp_path, passphrase="abc12346") == "key.wrong_passphrase"
    assert code_of(tmp_path, passphrase="") == "key.wrong_passphrase"
    assert keyslots.unlock(tmp_path, passphrase="ａｂｃ１２３４５") == key
    assert keyslots.unlock(tmp_path, passphrase="wrong", recovery=printed) == key


def test_replacing_passphrase_and_code_ends_the_old_ones(tmp_path: Path) -> None:
    key, old = keyslots.create(tmp_path, passphrase=PASS)
    keyslots.replace_passphrase(tmp_path, key, "another phrase")
    assert code_of(tmp_path, passphrase=PASS) == "key.wrong_passphrase"
    assert keyslots.unlock(tmp_path, passphrase="another phrase") == key
    new = keyslots.new_recovery_code(tmp_path, key)
    assert code_of(tmp_path, recovery=old) == "key.wrong_recovery"
    assert keyslots.unlock(tmp_path, recovery=new) == key


def test_demo_store_says_so(tmp_path: Path) -> None:
    key, printed = keyslots.create(tmp_path, plain=True)
    assert printed == ""
    assert keyslots.is_plain(tmp_path)
    assert keyslots.unlock(tmp_path) == key


def test_another_stores_key_is_never_wrapped(tmp_path: Path) -> None:
    keyslots.create(tmp_path, passphrase=PASS)
    with pytest.raises(StoreError, match=r"store\.wrong_key"):
        keyslots.add_passphrase(tmp_path, secrets.token_bytes(32), "another phrase")


def test_second_create_keeps_the_first(tmp_path: Path) -> None:
    key, _ = keyslots.create(tmp_path, passphrase=PASS)
    with pytest.raises(StoreError, match=r"store\.exists"):
        keyslots.create(tmp_path, passphrase="another phrase")
    assert keyslots.unlock(tmp_path, passphrase=PASS) == key


def test_keys_of_a_set_up_that_failed_can_go(tmp_path: Path) -> None:
    keyslots.create(tmp_path, passphrase=PASS)
    (tmp_path / "desk.db").write_bytes(b"data")
    with pytest.raises(StoreError, match=r"store\.exists"):
        keyslots.discard(tmp_path)
    (tmp_path / "desk.db").unlink()
    keyslots.discard(tmp_path)
    assert not keyfile.exists(tmp_path)
    keyslots.discard(tmp_path)


def test_damaged_file_with_good_copy_is_mended(tmp_path: Path) -> None:
    key, printed = keyslots.create(tmp_path, passphrase=PASS)
    path = tmp_path / keyfile.NAME
    whole = path.read_bytes()
    ruined = [b"", whole[:-20], b"\0" * len(whole), b"[]", b"{}", b'"x"', b"\xff" + whole]
    flips = range(0, len(whole), 7)
    for content in ruined + [whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :] for n in flips]:
        path.write_bytes(content)
        assert keyslots.unlock(tmp_path, recovery=printed) == key
        assert path.read_bytes() == whole or content.split() == whole.split()
        path.write_bytes(whole)
    path.unlink()
    assert keyslots.unlock(tmp_path, passphrase=PASS) == key
    assert path.read_bytes() == whole


def test_damaged_file_and_copy(tmp_path: Path) -> None:
    keyslots.create(tmp_path, passphrase=PASS)
    for name in (keyfile.NAME, keyfile.COPY):
        (tmp_path / name).write_bytes(b"junk")
    assert code_of(tmp_path, passphrase=PASS) == "key.file_damaged"
    (tmp_path / keyfile.COPY).unlink()
    assert code_of(tmp_path, passphrase=PASS) == "key.file_damaged"
    (tmp_path / keyfile.NAME).unlink()
    assert code_of(tmp_path, passphrase=PASS) == "key.file_missing"


def test_newer_file_is_not_overwritten_by_the_copy(tmp_path: Path) -> None:
    keyslots.create(tmp_path, passphrase=PASS)
    path = tmp_path / keyfile.NAME
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "version": 2}))
    assert code_of(tmp_path, passphrase=PASS) == "key.file_newer"
    assert json.loads(path.read_text())["version"] == 2


def test_file_holds_no_key(tmp_path: Path, ring: Ring) -> None:
    key, printed = keyslots.create(tmp_path, passphrase=PASS)
    for name in (keyfile.NAME, keyfile.COPY):
        content = (tmp_path / name).read_bytes()
        assert key.hex().encode() not in content
        assert printed.encode() not in content
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_slot_moved_to_another_store_does_not_open(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    keyslots.create(first, passphrase=PASS)
    keyslots.create(second, passphrase="another phrase")
    mine, other = keyfile.read(first), keyfile.read(second)
    other.put(mine.slots["passphrase"])
    keyfile.write(second, other)
    assert code_of(second, passphrase=PASS) == "key.wrong_passphrase"


def test_recovery_code_as_people_type_it() -> None:
    for _ in range(50):
        code = recovery.make()
        assert len(code) == 47
        secret = recovery.read(code)
        sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
        assert recovery.read(sloppy) == secret
        assert recovery.read(code.replace("-", "—").replace("1", "I")) == secret
        wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code)
        assert recovery.read(f"  {wide}\n") == secret


@given(st.integers(0, 7), st.integers(0, 4), st.sampled_from(recovery.ALPHABET))
def test_every_single_slip_is_a_typo_in_its_group(group: int, place: int, char: str) -> None:
    code = list(recovery.make())
    at = group * 6 + place
    same = code[at] == char
    code[at] = char
    if same:
        recovery.read("".join(code))
        return
    with pytest.raises(StoreError) as caught:
        recovery.read("".join(code))
    assert (caught.value.code, caught.value.values["group"]) == ("key.recovery_typo", group + 1)


def test_other_slips_of_the_pen() -> None:
    code = recovery.make()
    for text, wrong in (("", "length"), (code[:-1], "length"), (code + "7", "length")):
        with pytest.raises(StoreError, match=rf"key\.recovery_{wrong}"):
            recovery.read(text)
    with pytest.raises(StoreError, match=r"key\.recovery_typo"):
        recovery.read("U" + code[1:])
    with pytest.raises(StoreError, match=r"key\.recovery_typo"):
        recovery.read("的" + code[1:])


def test_swapped_groups_are_noticed() -> None:
    missed = 0
    for _ in range(100):
        groups = recovery.make().split("-")
        groups[0], groups[1] = groups[1], groups[0]
        if groups[0] != groups[1]:
            try:
                recovery.read("-".join(groups))
                missed += 1
            except StoreError:
                pass
    assert missed == 0


def test_wrong_code_is_told_from_a_typing_mistake(tmp_path: Path) -> None:
    keyslots.create(tmp_path, passphrase=PASS)
    assert code_of(tmp_path, recovery=recovery.make()) == "key.wrong_recovery"
    assert code_of(tmp_path, recovery="ABC") == "key.recovery_length"
