package org.fengqiao.intake.inbound;

import java.util.UUID;
import java.util.regex.Pattern;

import org.fengqiao.kernel.inbox.PartnerReader.Mistaken;

/** Ids under which the centre refers something to a partner: the case, what it is, and its number. */
final class OutwardIds {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/([a-z]+)/[1-9][0-9]{0,8}");

    private OutwardIds() {}

    /**
     * Returns the case that stands in front of an id, which anybody may have written.
     *
     * @param what is referred, as in the ids that are handed out
     * @throws Mistaken if it is no such id
     */
    static UUID caseOf(String referralId, String what) {
        var referral = FORM.matcher(referralId);
        if (!referral.matches() || !referral.group(2).equals(what)) {
            throw new Mistaken(
                    "intake.malformed-referral-id",
                    "The referral id is not one that was handed out; send it as it came.");
        }
        return UUID.fromString(referral.group(1));
    }
}
