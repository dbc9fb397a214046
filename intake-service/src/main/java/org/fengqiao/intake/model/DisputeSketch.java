package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Place;

/**
 * Outline of a dispute by which repeats are found. People and words stand in it as keyed digests: it tells which cases
 * are alike, and nothing about any of them to whom has not the key.
 *
 * @param caseId whose outline it is
 * @param receivedAt when the case came in
 * @param place where the dispute is
 * @param category a digest of what the channel says it is about; null if it says nothing
 * @param parties who is in dispute; those who were forgotten are missing
 * @param words digests of the words of summary and claim
 */
public record DisputeSketch(
        UUID caseId,
        Instant receivedAt,
        Place place,
        @Nullable Long category,
        List<PartySketch> parties,
        Set<Long> words) {

    public DisputeSketch {
        parties = List.copyOf(parties);
        words = Set.copyOf(words);
    }

    /** Sides of a dispute. */
    public enum Side {
        APPLICANT,
        RESPONDENT
    }

    /**
     * Outline of a party.
     *
     * @param name digest of the name; null if there is none
     * @param idNumber digest of the number; null if none was given
     * @param phones digests of the telephone numbers
     */
    public record PartySketch(
            Side side, @Nullable Long name, @Nullable Long idNumber, Set<Long> phones) {

        public PartySketch {
            phones = Set.copyOf(phones);
        }

        boolean hasIdNumberOf(PartySketch other) {
            return idNumber != null && idNumber.equals(other.idNumber);
        }

        /** Returns whether both have a number and these differ: they are two people, whatever their names. */
        boolean isOtherPersonThan(PartySketch other) {
            return idNumber != null && other.idNumber != null && !idNumber.equals(other.idNumber);
        }

        boolean hasPhoneOf(PartySketch other) {
            return phones.stream().anyMatch(other.phones::contains);
        }

        /** Returns whether numbers say that it is the same person; a name alone says too little. */
        boolean isSamePersonAs(PartySketch other) {
            return hasIdNumberOf(other) || hasPhoneOf(other) && !isOtherPersonThan(other);
        }

        boolean hasNameOf(PartySketch other) {
            return name != null && name.equals(other.name);
        }
    }
}
