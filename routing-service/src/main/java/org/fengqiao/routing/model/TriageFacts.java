package org.fengqiao.routing.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;

/**
 * Facts known of a case when it is first triaged.
 *
 * @param channel the door it came by, as intake names it
 * @param categoryHint what the channel believes it to be; missing if it has no opinion
 * @param summary what happened, in free words
 * @param amount what is at stake; missing if nothing is said
 * @param groupSize how many people stand behind it; missing if it is no group dispute
 */
public record TriageFacts(
        String channel,
        @Nullable String categoryHint,
        PersonalText summary,
        @Nullable Money amount,
        @Nullable Integer groupSize) {

    TriageFacts opened(KeyRing ring) {
        return summary instanceof PersonalText.Closed closed
                ? new TriageFacts(channel, categoryHint, ring.open(closed), amount, groupSize)
                : this;
    }

    @Override
    public String toString() {
        return "TriageFacts[" + channel + "]";
    }
}
