package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.mediation.model.MediationEvent.FastTrackLeft;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.Proceeding.Begun;
import org.fengqiao.mediation.model.Proceeding.Concluded;
import org.fengqiao.mediation.model.Proceeding.Discontinued;
import org.fengqiao.mediation.model.Proceeding.FastTrack;
import org.fengqiao.mediation.model.Proceeding.FastTrackOffered;
import org.fengqiao.mediation.model.Proceeding.NotOpened;
import org.fengqiao.mediation.model.Proceeding.Open;

/** Succession of custodies: the latest counts, and a mediation still open under an earlier one is discontinued. */
final class Custody {

    private Custody() {}

    /**
     * Decides whether a proceeding begins. One under a custody that is not later than the present one records nothing.
     *
     * @param beginning the event that begins the proceeding
     */
    static Decision<MediationEvent> begin(MediationEvent beginning, int custody, Instant at, Proceeding present) {
        return switch (present) {
            case NotOpened _ -> accept(beginning);
            case Begun p
            when custody > p.custody() ->
                accept(Stream.concat(end(p, DiscontinuationCause.SUPERSEDED, at).stream(), Stream.of(beginning))
                        .toList());
            case Begun _ -> alreadyTrue();
        };
    }

    /** Returns the event that ends what is open: a mediation, or the offer of the fast track; empty if nothing is. */
    static List<MediationEvent> end(Proceeding present, DiscontinuationCause cause, Instant at) {
        return switch (present) {
            case Open p -> List.of(new MediationDiscontinued(p.custody(), cause, at));
            case FastTrackOffered p -> List.of(new FastTrackLeft(p.custody(), cause, at));
            case NotOpened _, Concluded _, Discontinued _, FastTrack _ -> List.of();
        };
    }
}
