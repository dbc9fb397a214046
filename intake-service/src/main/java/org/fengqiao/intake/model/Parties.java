package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.PartyCorrected;
import org.fengqiao.intake.model.IntakeEvent.PartyJoined;
import org.fengqiao.intake.model.IntakeEvent.PartyRemoved;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Party;

/**
 * Parties of a case: those that are in it now, and what was changed about whom since it was registered.
 *
 * @param applicants who asks for help, in the order of their numbers
 * @param respondents whom the applicants are at odds with
 * @param applicantsEver how many applicants were ever numbered: no number is given twice
 * @param respondentsEver how many respondents were ever numbered
 * @param changes first to last
 */
public record Parties(
        List<RegisteredParty> applicants,
        List<RegisteredParty> respondents,
        int applicantsEver,
        int respondentsEver,
        List<Change> changes) {

    public Parties {
        applicants = List.copyOf(applicants);
        respondents = List.copyOf(respondents);
        changes = List.copyOf(changes);
    }

    /** Kinds of changes. */
    public enum What {
        JOINED,
        CORRECTED,
        REMOVED
    }

    /**
     * A change, and who answers for it.
     *
     * @param partyId of whom
     * @param before the party as it was; null if it joined
     * @param reason why
     * @param by who changed it
     */
    public record Change(
            What what,
            String partyId,
            @Nullable RegisteredParty before,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String by,
            Instant at) {}

    static Parties of(CaseRegistered told) {
        return new Parties(
                told.applicants(),
                told.respondents(),
                told.applicants().size(),
                told.respondents().size(),
                List.of());
    }

    /** Returns everybody who is in the case now, applicants first. */
    public Stream<RegisteredParty> all() {
        return Stream.concat(applicants.stream(), respondents.stream());
    }

    /** Returns everybody who is in the case now, applicants first, as other services see them. */
    List<Party> asOthersSeeThem() {
        var parties = new ArrayList<Party>();
        applicants.forEach(p -> parties.add(new Party(p.partyId(), Party.Side.APPLICANT, p.name())));
        respondents.forEach(p -> parties.add(new Party(p.partyId(), Party.Side.RESPONDENT, p.name())));
        return parties;
    }

    /** Returns whether any version of anybody who is or was in the case holds this person's data. */
    boolean names(SubjectId subject) {
        return Stream.concat(all(), changes.stream().flatMap(change -> Stream.ofNullable(change.before())))
                .flatMap(RegisteredParty::subjects)
                .anyMatch(subject::equals);
    }

    /** Returns whether this person's data was set right since they came in. */
    public boolean hasCorrected(SubjectId subject) {
        return changes.stream()
                .filter(change -> change.what() == What.CORRECTED)
                .flatMap(change -> Stream.ofNullable(change.before()))
                .flatMap(RegisteredParty::subjects)
                .anyMatch(subject::equals);
    }

    Optional<RegisteredParty> find(String partyId) {
        return all().filter(party -> party.partyId().equals(partyId)).findFirst();
    }

    boolean onceHad(String partyId) {
        return changes.stream().anyMatch(change -> change.partyId().equals(partyId));
    }

    boolean hasApplicant(String partyId) {
        return applicants.stream().anyMatch(party -> party.partyId().equals(partyId));
    }

    boolean haveOnlyApplicant(String partyId) {
        return applicants.size() == 1 && applicants.getFirst().partyId().equals(partyId);
    }

    /** Returns the number that the next party of that side gets. */
    public String nextId(Party.Side side) {
        return switch (side) {
            case APPLICANT -> "applicant-" + (applicantsEver + 1);
            case RESPONDENT -> "respondent-" + (respondentsEver + 1);
        };
    }

    /** Returns the number that the last party of that side got. */
    public String lastId(Party.Side side) {
        return switch (side) {
            case APPLICANT -> "applicant-" + applicantsEver;
            case RESPONDENT -> "respondent-" + respondentsEver;
        };
    }

    Parties with(RegisteredParty party, Party.Side side) {
        return switch (side) {
            case APPLICANT ->
                new Parties(and(applicants, party), respondents, applicantsEver + 1, respondentsEver, changes);
            case RESPONDENT ->
                new Parties(applicants, and(respondents, party), applicantsEver, respondentsEver + 1, changes);
        };
    }

    Parties with(RegisteredParty right) {
        return new Parties(
                replaced(applicants, right), replaced(respondents, right), applicantsEver, respondentsEver, changes);
    }

    Parties without(String partyId) {
        return new Parties(
                removed(applicants, partyId), removed(respondents, partyId), applicantsEver, respondentsEver, changes);
    }

    Parties after(PartyJoined e) {
        return with(e.party(), e.side())
                .noting(new Change(What.JOINED, e.party().partyId(), null, e.reason(), e.by(), e.joinedAt()));
    }

    Parties after(PartyCorrected e) {
        var id = e.party().partyId();
        return with(e.party())
                .noting(new Change(What.CORRECTED, id, find(id).orElse(null), e.reason(), e.by(), e.correctedAt()));
    }

    Parties after(PartyRemoved e) {
        var before = find(e.partyId()).orElse(null);
        return without(e.partyId())
                .noting(new Change(What.REMOVED, e.partyId(), before, e.reason(), e.by(), e.removedAt()));
    }

    private Parties noting(Change change) {
        var all = new ArrayList<>(changes);
        all.add(change);
        return new Parties(applicants, respondents, applicantsEver, respondentsEver, all);
    }

    private static List<RegisteredParty> and(List<RegisteredParty> parties, RegisteredParty another) {
        return Stream.concat(parties.stream(), Stream.of(another)).toList();
    }

    private static List<RegisteredParty> replaced(List<RegisteredParty> parties, RegisteredParty right) {
        return parties.stream()
                .map(party -> party.partyId().equals(right.partyId()) ? right : party)
                .toList();
    }

    private static List<RegisteredParty> removed(List<RegisteredParty> parties, String partyId) {
        return parties.stream()
                .filter(party -> !party.partyId().equals(partyId))
                .toList();
    }
}
