package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;

/**
 * Facts known of a case when it is first triaged.
 *
 * @param channel the door it came by, as intake names it
 * @param categoryHint what the channel believes it to be, by a code of the table or in free words; missing if it has no
 *     opinion
 * @param summary what happened, in free words
 * @param amount what is at stake; missing if nothing is said
 * @param groupSize how many people stand behind it; missing if it is no group dispute
 * @param circumstances what else the table may ask for
 */
public record TriageFacts(
        String channel,
        @Nullable PersonalText categoryHint,
        PersonalText summary,
        @Nullable Money amount,
        @Nullable Integer groupSize,
        Circumstances circumstances) {

    /**
     * Circumstances of a dispute: who and how many are in it, when and how often it was brought.
     *
     * @param applicants how many brought it
     * @param respondents against how many
     * @param repeats how often the same dispute was brought before
     * @param receivedAt when the centre received it
     */
    public record Circumstances(int applicants, int respondents, int repeats, Instant receivedAt) {

        /** The circumstances of a dispute of these parties. */
        public static Circumstances of(List<Party> parties, int repeats, Instant receivedAt) {
            var applicants = (int) parties.stream()
                    .filter(party -> party.side() == Party.Side.APPLICANT)
                    .count();
            return new Circumstances(applicants, parties.size() - applicants, repeats, receivedAt);
        }
    }

    TriageFacts opened(KeyRing ring) {
        return new TriageFacts(
                channel,
                categoryHint == null ? null : opened(ring, categoryHint),
                opened(ring, summary),
                amount,
                groupSize,
                circumstances);
    }

    private static PersonalText opened(KeyRing ring, PersonalText text) {
        return text instanceof PersonalText.Closed closed ? ring.open(closed) : text;
    }

    /** Returns the words of the hint; empty if there is none, or the people of the case were forgotten. */
    Optional<String> hint() {
        return Optional.ofNullable(categoryHint)
                .flatMap(hint ->
                        hint instanceof PersonalText.Known known ? Optional.of(known.reveal()) : Optional.empty());
    }

    @Override
    public String toString() {
        return "TriageFacts[" + channel + "]";
    }
}
