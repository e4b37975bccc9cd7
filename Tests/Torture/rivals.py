"""Concurrent writers of the same file: other processes of the program, and other programs."""

import collections
import os
import threading
import time

from report import print_result
from world import TOOLS, World, read, write


def pins(program):
    world = World(program)
    target = world.project + "/mise.toml"
    for name, states in (("one state folder", ("a", "a")), ("two state folders", ("a", "b"))):
        world.reset()
        write(target, "# mine\n[tools]\n")
        codes = collections.Counter()

        def loop(first, state):
            for number in range(first, first + TOOLS // 2):
                answer = world.run(
                    "pin", f"ocx.sh/acme/t{number}@1.0.0", "--file", "mise.toml",
                    env={"XDG_STATE_HOME": f"{world.root}/state/{state}"})
                codes[answer.returncode] += 1

        start = time.monotonic()
        threads = [threading.Thread(target=loop, args=(position * TOOLS // 2, state))
                   for position, state in enumerate(states)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        present = sum(f'/t{number}"' in read(target) for number in range(TOOLS))
        print_result(f"2 x {TOOLS // 2} pins at once, {name}",
             {"present": present, "seconds": round(time.monotonic() - start, 1)},
             missing=TOOLS - present, refused=TOOLS - codes[0])
    world.remove()


def adding(target, line):
    with open(target, "a") as file:
        file.write(line)
    return True


def replacing(target, line):
    """Replaces the file as editors do: compares it again right before the rename."""
    text = read(target)
    write(os.path.dirname(target) + "/.theirs", text + line)
    if read(target) != text:
        return False
    os.rename(os.path.dirname(target) + "/.theirs", target)
    return True


def foreign(program):
    world = World(program)
    target = world.project + "/mise.toml"
    for way, pause, most in (
            (adding, 0.02, 1000), (adding, 0.02, 1000), (adding, 0.02, 1000), (adding, 0.02, 1000),
            (adding, 0.002, 4000), (replacing, 0.02, 1000), (replacing, 0.002, 2000)):
        world.reset()
        write(target, "# mine\n[tools]\n")
        written, stop = [], threading.Event()

        def writer():
            while not stop.is_set():
                line = f"# foreign {len(written)}\n"
                if way(target, line):
                    written.append(line)
                    time.sleep(pause)

        thread = threading.Thread(target=writer, daemon=True)
        thread.start()
        codes, times, number = collections.Counter(), [], 0
        while len(written) < most and number < TOOLS:
            start = time.monotonic()
            codes[pin(world, number).returncode] += 1
            times.append(time.monotonic() - start)
            number += 1
        stop.set()
        thread.join()
        text = read(target)
        # A program that replaces the file loses what was written after its comparison.
        missing = sum(f'/t{position}"' not in text for position in range(number)) - codes[75]
        print_result(f"beside {way.__name__} a line each {pause * 1000:.0f} ms",
             {"lines": len(written), "pins written": codes[0],
              "seconds each": round(sorted(times)[len(times) // 2], 2), "longest": round(max(times), 2),
              **({} if way is adding else {"refused": codes[75]})},
             needs=("lines", "pins written"), lost=sum(line not in text for line in written),
             **({"refused": codes[75], "missing": missing} if way is adding else {}),
             other=sum(codes.values()) - codes[0] - codes[75])
    world.remove()


def upgrades(program):
    """Upgrades and removals, while another program adds lines to the file."""
    world = World(program)
    target = world.project + "/mise.toml"
    for words, expected in ((["upgrade", "--to", "minor"], '/t{}" = "1.1.0"'), (["unpin"], None)):
        world.reset()
        names = range(0, TOOLS, 10)
        write(target, "[tools]\n" + "".join(f'"ocx:ocx.sh/acme/t{name}" = "1.0.0"\n' for name in names))
        written, stop = [], threading.Event()

        def writer():
            while not stop.is_set():
                written.append(f"# foreign {len(written)}\n")
                adding(target, written[-1])
                time.sleep(0.02)

        thread = threading.Thread(target=writer, daemon=True)
        thread.start()
        codes = collections.Counter(
            world.run(*words, f"ocx.sh/acme/t{name}", "--file", "mise.toml").returncode
            for name in names)
        stop.set()
        thread.join()
        text = read(target)
        wrong = sum((expected.format(name) not in text) if expected else (f'/t{name}"' in text)
                    for name in names)
        print_result(f"{words[0]} beside adding a line each 20 ms", {"lines": len(written), "done": codes[0]},
             needs=("lines", "done"), lost=sum(line not in text for line in written), wrong=wrong,
             refused=len(names) - codes[0])
    world.remove()


def pin(world, number):
    return world.run("pin", f"ocx.sh/acme/t{number}@1.0.0", "--file", "mise.toml")


def undos(program):
    world = World(program)
    target = world.project + "/mise.toml"
    before = read(target)
    for number in range(20, 40):
        pin(world, number)
    codes = [process.wait() for process in [world.start("undo") for _ in range(20)]]
    print_result("20 undos at once", {"done": codes.count(0)}, refused=len(codes) - codes.count(0),
         different=int(read(target) != before))
    world.remove()


PARTS = {"pins": pins, "foreign": foreign, "upgrades": upgrades, "undos": undos}
