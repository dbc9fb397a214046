package org.fengqiao.intake.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.MemberLeft;
import org.fengqiao.intake.model.IntakeEvent.MembersListed;
import org.fengqiao.intake.model.IntakeEvent.RepresentativesChosen;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * Group that brings a common matter: its members, and who speaks for them.
 *
 * @param told how many people the applicants speak for, themselves included, as was told; null if it was no group
 * @param members who is listed now
 * @param left who was listed and left
 * @param membersEver how many were ever listed: no number is given twice
 * @param representatives the parties that were chosen to speak; null if nobody was chosen after the registration
 */
public record Group(
        @Nullable Integer told,
        List<Member> members,
        List<Member> left,
        int membersEver,
        @Nullable List<String> representatives) {

    public Group {
        members = List.copyOf(members);
        left = List.copyOf(left);
        representatives = representatives == null ? null : List.copyOf(representatives);
    }

    static Group of(CaseRegistered registered) {
        return new Group(registered.groupSize(), List.of(), List.of(), 0, null);
    }

    /** Returns whether its members were ever listed. */
    boolean isListed() {
        return membersEver > 0;
    }

    /** Returns whether the case is that of a group. */
    boolean isThere() {
        return told != null || isListed();
    }

    /**
     * Returns the parties that speak for the group: those who were chosen and are still in the case, or the applicants
     * if nobody was chosen yet.
     */
    public List<String> speakers(Parties parties) {
        return parties.applicants().stream()
                .map(RegisteredParty::partyId)
                .filter(id -> representatives == null || representatives.contains(id))
                .toList();
    }

    /**
     * Returns how many people the group has: whoever is listed, and the applicants who are not on the list; as long as
     * there is no list, what was told.
     *
     * @return null if it is no group
     */
    public @Nullable Integer counted(Parties parties) {
        if (!isListed()) {
            return told;
        }
        var unlisted = parties.applicants().stream()
                .filter(applicant ->
                        members.stream().noneMatch(member -> member.subject().equals(applicant.subject())))
                .count();
        return Math.toIntExact(members.size() + unlisted);
    }

    /** Returns whether this person is listed now. */
    public boolean lists(SubjectId subject) {
        return members.stream().anyMatch(member -> member.subject().equals(subject));
    }

    /** Returns whether anybody who is or was listed is this person. */
    boolean names(SubjectId subject) {
        return Stream.concat(members.stream(), left.stream())
                .anyMatch(member -> member.subject().equals(subject));
    }

    Optional<Member> find(String memberId) {
        return members.stream()
                .filter(member -> member.memberId().equals(memberId))
                .findFirst();
    }

    boolean onceHad(String memberId) {
        return left.stream().anyMatch(member -> member.memberId().equals(memberId));
    }

    /** Returns these people as members, with the numbers that they get. */
    List<Member> numbered(List<Person> people) {
        var numbered = new ArrayList<Member>(people.size());
        for (var person : people) {
            numbered.add(Member.of("member-" + (membersEver + numbered.size() + 1), person));
        }
        return numbered;
    }

    Group after(MembersListed e) {
        return new Group(
                told,
                Stream.concat(members.stream(), e.members().stream()).toList(),
                left,
                membersEver + e.members().size(),
                representatives);
    }

    Group after(MemberLeft e) {
        return new Group(
                told,
                members.stream()
                        .filter(member -> !member.memberId().equals(e.memberId()))
                        .toList(),
                Stream.concat(left.stream(), find(e.memberId()).stream()).toList(),
                membersEver,
                representatives);
    }

    Group after(RepresentativesChosen e) {
        return new Group(told, members, left, membersEver, e.representatives());
    }
}
