package org.fengqiao.conformance;

import java.io.IOException;

/**
 * Case of a check.
 *
 * @param name by which it is chosen, such as {@code referral-repeated}
 * @param promise what the contract says, in a sentence
 * @param check looks whether it is so
 */
record CheckedCase(String name, String promise, Check check) {

    /** Look at one promise of the contract. */
    @FunctionalInterface
    interface Check {
        /** Returns the verdict. */
        Verdict run() throws IOException, InterruptedException, Unfulfilled;
    }

    /** Thrown where a case ends before its end. */
    static final class Unfulfilled extends Exception {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // is never written
        private final Verdict verdict;

        Unfulfilled(Verdict verdict) {
            super(verdict.detail(), null, false, false);
            this.verdict = verdict;
        }

        Verdict verdict() {
            return verdict;
        }
    }

    /** Ends the case as wrong unless this holds. */
    static void require(boolean holds, String otherwise) throws Unfulfilled {
        if (!holds) {
            throw new Unfulfilled(new Verdict.Wrong(otherwise));
        }
    }

    Verdict verdict() throws IOException, InterruptedException {
        try {
            return check.run();
        } catch (Unfulfilled e) {
            return e.verdict();
        }
    }
}
