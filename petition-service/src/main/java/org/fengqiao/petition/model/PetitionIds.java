package org.fengqiao.petition.model;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of petitions. They begin with the case id, so an answer finds its case without a look-up. */
public final class PetitionIds {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/petition/[1-9][0-9]{0,8}");

    private PetitionIds() {}

    static String of(UUID caseId, int custody) {
        return caseId + "/petition/" + custody;
    }

    /** Returns the case of a petition; empty if it is no id that was handed out. Anybody may have written it. */
    public static Optional<UUID> caseOf(String petitionId) {
        var matcher = FORM.matcher(petitionId);
        return matcher.matches() ? Optional.of(UUID.fromString(matcher.group(1))) : Optional.empty();
    }
}
