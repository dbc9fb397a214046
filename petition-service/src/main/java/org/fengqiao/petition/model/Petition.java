package org.fengqiao.petition.model;

import org.fengqiao.petition.model.Agency.Begun;
import org.fengqiao.petition.model.Agency.NotOpened;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;

/**
 * State of one case in this service. Its parts change independently: the matter goes on while the case changes hands,
 * its reviews come when the agency has long been concluded, relief is beside all of it, on whatever path the case is,
 * and what was printed stays as it was handed out.
 */
public record Petition(Agency agency, Matter matter, Reliefs reliefs, Documents documents) {

    static final Petition UNKNOWN = new Petition(new NotOpened(), Matter.UNKNOWN, Reliefs.NONE, Documents.NONE);

    /** Returns the case after an agency opened, in the same matter or the next one. */
    Petition openedBy(PetitionOpened e) {
        var open = agency.openedBy(e);
        var same = agency instanceof Begun before && open.opening().isOfTheMatterOf(before.opening());
        return new Petition(
                open,
                same ? matter.with(matter.staffing().claimedBy(e.worker())) : matter.next(e.worker()),
                reliefs,
                documents);
    }

    /** Returns whether another matter began with the agency that opened after this one. */
    public boolean isOfAnotherMatterThan(PetitionOpened e) {
        return agency instanceof Begun before && !Agency.Opening.of(e).isOfTheMatterOf(before.opening());
    }

    Petition with(Agency other) {
        return new Petition(other, matter, reliefs, documents);
    }

    Petition with(Matter other) {
        return new Petition(agency, other, reliefs, documents);
    }

    Petition with(Reliefs other) {
        return new Petition(agency, matter, other, documents);
    }

    Petition with(Documents other) {
        return new Petition(agency, matter, reliefs, other);
    }

    /** Returns the exception for a recorded event that no decision could have recorded in this state. */
    IllegalStateException cannotBeFollowedBy(PetitionEvent event) {
        return new IllegalStateException("a history in which %s is followed by %s"
                .formatted(agency.getClass().getSimpleName(), event.getClass().getSimpleName()));
    }
}
