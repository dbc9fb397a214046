package org.fengqiao.petition.view;

import org.fengqiao.petition.model.Petition;

/** Status of a case in the petition agency. */
public enum PetitionStatus {
    /** The agency does not have the case. */
    NOT_OPENED,
    /** The petitioner has not been told yet. */
    OPENED,
    /** The petitioner knows that the matter is accepted. */
    NOTIFIED,
    /** The petitioner has the reply. */
    REPLIED,
    /** Done. */
    CONCLUDED,
    /** The case left before there was a result. */
    DISCONTINUED;

    public static PetitionStatus of(Petition petition) {
        return switch (petition) {
            case Petition.NotOpened _ -> NOT_OPENED;
            case Petition.Opened _ -> OPENED;
            case Petition.Notified _ -> NOTIFIED;
            case Petition.Replied _ -> REPLIED;
            case Petition.Concluded _ -> CONCLUDED;
            case Petition.Discontinued _ -> DISCONTINUED;
        };
    }
}
