package org.fengqiao.intake.model;

import org.jspecify.annotations.Nullable;

/** The check of what is said to be verified: it quotes the sentence that it was compared with. */
final class Quotes {

    private Quotes() {}

    /** @throws IllegalArgumentException if it is verified and quotes nothing */
    static void require(boolean verified, @Nullable String quote, String what) {
        if (verified && quote == null) {
            throw new IllegalArgumentException(what + ": what is verified quotes the sentence that says it");
        }
    }
}
