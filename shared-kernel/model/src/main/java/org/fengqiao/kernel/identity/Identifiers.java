package org.fengqiao.kernel.identity;

import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;

import org.fengqiao.kernel.crypto.RandomBlocks;

/** Source of identifiers. Only the edges create them: a decider gets its identifiers with the command. */
public final class Identifiers {

    private static final TimeBasedEpochRandomGenerator TIME_ORDERED =
            Generators.timeBasedEpochRandomGenerator(new RandomBlocks());
    private static final NameBasedGenerator NAME_BASED =
            Generators.nameBasedGenerator(UUID.fromString("6f1c52b6-94a3-5b0e-9d0c-0f6e1f0b7a10"));

    private Identifiers() {}

    /**
     * Returns a new identifier (UUID version 7): unique, and ordered by time, which keeps new rows together in an
     * index.
     */
    public static UUID next() {
        return TIME_ORDERED.generate();
    }

    /**
     * Returns the identifier (UUID version 5) of a name, such as a partner's reference. The same name always gives the
     * same identifier, so a repeat finds what it repeats.
     */
    public static UUID of(String name) {
        return NAME_BASED.generate(name);
    }
}
