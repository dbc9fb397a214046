package org.fengqiao.kernel.eventstore;

import org.fengqiao.kernel.legalclock.Deadlines;

/**
 * A case as one service sees it now.
 *
 * @param <S> the states
 * @param version the number of its events in this service, those of its deadlines included; 0 for a case never heard of
 * @param state what a decision needs to know
 * @param deadlines its deadlines in this service, ended ones included
 */
public record CurrentCase<S>(long version, S state, Deadlines deadlines) {}
