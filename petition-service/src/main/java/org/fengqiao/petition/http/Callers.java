package org.fengqiao.petition.http;

import java.util.UUID;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.petition.model.By;

/** Translation of a caller, and of what they write, into the words of the model. */
final class Callers {

    private Callers() {}

    static By by(Caller caller) {
        var actor = caller.actor();
        return new By(actor.id(), actor.unit());
    }

    /** Seals the text under the key of the case, since it may be about anybody in it. */
    static PersonalText words(UUID caseId, String words) {
        return PersonalText.of(SubjectId.ofCase(caseId), words);
    }
}
