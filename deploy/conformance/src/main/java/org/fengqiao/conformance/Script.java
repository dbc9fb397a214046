package org.fengqiao.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Script of a simulated side. What it does about a thing depends on the seed and the thing alone, so that a run can be
 * repeated, in whatever order things come.
 *
 * @param faults the share of things with which something goes wrong, from 0 to 1
 * @param possible the faults that this side has
 */
record Script(long seed, double faults, List<Fault> possible) {

    /** A script by which nothing goes wrong. */
    static Script flawless(long seed) {
        return new Script(seed, 0, List.of());
    }

    /** Returns the chance about this thing. */
    Random chance(String thing) {
        var sum = new CRC32();
        sum.update(thing.getBytes(UTF_8));
        return new Random(seed * 31 + sum.getValue());
    }

    /** Returns what goes wrong with this thing; empty if nothing does. */
    Optional<Fault> fault(String thing) {
        var chance = chance(thing);
        return possible.isEmpty() || chance.nextDouble() >= faults
                ? Optional.empty()
                : Optional.of(possible.get(chance.nextInt(possible.size())));
    }
}
