package org.fengqiao.kernel.sealing.json;

import java.security.SecureRandom;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.KeyRing;

/** What is known about an event while its JSON is written or read; without a ring it is read with its boxes closed. */
record Envelope(UUID caseId, String type, @Nullable KeyRing ring, SecureRandom random) {

    BoxPlace place(String field) {
        return new BoxPlace(caseId, type, field);
    }
}
