package org.fengqiao.petition.view;

import org.fengqiao.petition.model.Agency;

/** Status of a case in the petition agency. */
public enum PetitionStatus {
    /** The agency does not have the case. */
    NOT_OPENED,
    /** The petitioner has not been told yet. */
    OPENED,
    /** The petitioner knows that the matter was received. */
    NOTIFIED,
    /** The petitioner has the reply. */
    REPLIED,
    /** Done. */
    CONCLUDED,
    /** The case left before there was a result. */
    DISCONTINUED;

    public static PetitionStatus of(Agency agency) {
        return switch (agency) {
            case Agency.NotOpened _ -> NOT_OPENED;
            case Agency.Opened _ -> OPENED;
            case Agency.Notified _ -> NOTIFIED;
            case Agency.Replied _ -> REPLIED;
            case Agency.Concluded _ -> CONCLUDED;
            case Agency.Discontinued _ -> DISCONTINUED;
        };
    }
}
