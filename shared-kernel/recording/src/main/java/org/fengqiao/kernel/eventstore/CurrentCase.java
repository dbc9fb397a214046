package org.fengqiao.kernel.eventstore;

import java.util.List;

import org.fengqiao.kernel.legalclock.Deadlines;

/**
 * A case as one service sees it now.
 *
 * @param <S> the states
 * @param version the number of its events in this service, those of its deadlines and its gaps included; 0 for a case
 *     never heard of
 * @param state what a decision needs to know
 * @param deadlines its deadlines in this service, ended ones included
 * @param gaps records about it that this service could not follow and that were set aside, oldest first
 */
public record CurrentCase<S>(long version, S state, Deadlines deadlines, List<RecordSetAside> gaps) {

    public CurrentCase {
        gaps = List.copyOf(gaps);
    }
}
