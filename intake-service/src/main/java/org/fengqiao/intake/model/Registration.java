package org.fengqiao.intake.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.Times;

/**
 * The account of a dispute when it comes in.
 *
 * @param channel the door it came by
 * @param applicants who asks for help; of a group that comes in person, its representatives
 * @param respondents whom the applicants are at odds with; may be empty when not known yet
 * @param summary what happened, in free words
 * @param claim what the applicants want; missing if not said
 * @param amount what is at stake in money; missing if nothing is
 * @param categoryHint the category the channel believes in, by its code or in free words; missing if it has no opinion
 * @param place where the dispute is
 * @param happenedAt when it happened; missing if not known
 * @param groupSize how many people the applicants speak for, themselves included; missing if it is no group dispute
 * @param filedFor the party for whom a clerk or grid worker filed; missing if a partner referred the case
 * @param details what is told beside the narrative; missing if nothing is
 */
public record Registration(
        Channel channel,
        List<Person> applicants,
        List<Person> respondents,
        PersonalText summary,
        @Nullable PersonalText claim,
        @Nullable Money amount,
        @Nullable PersonalText categoryHint,
        Place place,
        @Nullable Instant happenedAt,
        @Nullable Integer groupSize,
        @Nullable String filedFor,
        @Nullable CaseDetails details) {

    public Registration {
        applicants = List.copyOf(applicants);
        respondents = List.copyOf(respondents);
    }

    boolean hasMoreApplicantsThan(int most) {
        return applicants.size() > most;
    }

    /** Returns whether a group comes in person, so that representatives speak for it. */
    boolean comesAsAGroupTo(IntakeRules.Representatives rule) {
        return groupSize != null && rule.limits(channel);
    }

    /** Returns whether it was filed for somebody who is not named in it. */
    boolean isFiledForNobody() {
        return filedFor != null && !isNumberOf("applicant-", applicants) && !isNumberOf("respondent-", respondents);
    }

    private boolean isNumberOf(String prefix, List<Person> people) {
        return IntStream.rangeClosed(1, people.size()).anyMatch(at -> (prefix + at).equals(filedFor));
    }

    /** Returns whether a department's letter is told of a case that no department handed on. */
    boolean isTransferredAtAnotherDoor() {
        return details != null && details.transfer() != null && channel != Channel.DEPARTMENT;
    }

    /** Returns true if this names more representatives than the group has people. */
    boolean outnumbersItsGroup() {
        return groupSize != null && groupSize < applicants.size();
    }

    /**
     * Returns the event that records this registration; the parties are numbered in the order in which they were named.
     *
     * @param rules the rules in force
     * @param fingerprint the text of the fingerprint of what a partner told; missing if no partner referred the case
     * @param receivedAt when the centre received it
     */
    IntakeEvent.CaseRegistered registered(
            String receiptCodeHash, IntakeRules.Version rules, @Nullable PersonalText fingerprint, Instant receivedAt) {
        var today = Times.dayOf(receivedAt);
        return new IntakeEvent.CaseRegistered(
                channel,
                receiptCodeHash,
                numbered("applicant-", applicants, rules.parties(), today),
                numbered("respondent-", respondents, rules.parties(), today),
                summary,
                claim,
                amount != null || details == null ? amount : details.total(),
                categoryHint,
                rules.acceptance().serves(place) ? place : place.beyondReach(),
                happenedAt,
                groupSize,
                filedFor,
                fingerprint,
                receivedAt,
                details);
    }

    /** Returns all parties, applicants first, each with the number it will have. */
    Stream<RegisteredParty> numbered(IntakeRules.PartyRules rules, LocalDate today) {
        return Stream.concat(
                numbered("applicant-", applicants, rules, today).stream(),
                numbered("respondent-", respondents, rules, today).stream());
    }

    private static List<RegisteredParty> numbered(
            String prefix, List<Person> people, IntakeRules.PartyRules rules, LocalDate today) {
        var parties = new ArrayList<RegisteredParty>(people.size());
        for (var person : people) {
            parties.add(person.as(prefix + (parties.size() + 1), rules, today));
        }
        return parties;
    }

    @Override
    public String toString() {
        return "Registration[" + channel + ", " + place + "]";
    }
}
