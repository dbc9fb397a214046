package org.fengqiao.mediation.view;

import org.fengqiao.mediation.model.Proceeding;

/** Status of a case in this service. */
public enum MediationStatus {
    /** This service has no part in the case but its revisits. */
    NOT_OPENED,
    /** Talks: nothing is signed. */
    UNDERWAY,
    /** Signed; the parties may apply for judicial confirmation. */
    AWAITING_APPLICATION,
    /** The court has the application. */
    CONFIRMATION_PENDING,
    /** Ended with a result. */
    CONCLUDED,
    /** The case left before there was a result. */
    DISCONTINUED,
    /** The tribunal has the case, and nobody has applied yet. */
    FAST_TRACK_OFFERED,
    /** The tribunal has the claim. */
    FAST_TRACK_PENDING,
    /** The tribunal is done with it. */
    FAST_TRACK_DECIDED;

    public static MediationStatus of(Proceeding proceeding) {
        return switch (proceeding) {
            case Proceeding.NotOpened _ -> NOT_OPENED;
            case Proceeding.Underway _ -> UNDERWAY;
            case Proceeding.AwaitingApplication _ -> AWAITING_APPLICATION;
            case Proceeding.ConfirmationPending _ -> CONFIRMATION_PENDING;
            case Proceeding.Concluded _ -> CONCLUDED;
            case Proceeding.Discontinued _ -> DISCONTINUED;
            case Proceeding.FastTrackOffered _ -> FAST_TRACK_OFFERED;
            case Proceeding.FastTrackGone _ -> DISCONTINUED;
            case Proceeding.FastTrackPending _ -> FAST_TRACK_PENDING;
            case Proceeding.FastTrackRuled _ -> FAST_TRACK_DECIDED;
        };
    }
}
