package org.fengqiao.kernel.sealing.json;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.KeyRing;

/**
 * The event and the keys while its JSON is written or read; without a ring it is read with its boxes closed.
 *
 * @param written which personal fields are written at all, by path, such as {@code applicants[].name}
 */
record SealingContext(
        UUID caseId, String type, @Nullable KeyRing ring, SecureRandom random, Predicate<String> written) {

    SealingContext(UUID caseId, String type, @Nullable KeyRing ring, SecureRandom random) {
        this(caseId, type, ring, random, _ -> true);
    }

    BoxPlace place(String field) {
        return new BoxPlace(caseId, type, field);
    }
}
