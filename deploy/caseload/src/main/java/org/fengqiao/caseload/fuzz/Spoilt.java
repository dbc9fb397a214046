package org.fengqiao.caseload.fuzz;

/**
 * Something valid with one thing wrong.
 *
 * @param how what is wrong with it and where, without what was sent
 * @param surely whether nothing like it may be accepted; false if it may turn out to be harmless
 */
record Spoilt<T>(String how, boolean surely, T what) {

    <U> Spoilt<U> with(U other) {
        return new Spoilt<>(how, surely, other);
    }
}
