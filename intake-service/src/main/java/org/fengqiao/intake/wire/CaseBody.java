package org.fengqiao.intake.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Capacity;
import org.fengqiao.intake.model.CaseDetails;
import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.ClaimKind;
import org.fengqiao.intake.model.Coordinates;
import org.fengqiao.intake.model.DepartmentTransfer;
import org.fengqiao.intake.model.Deputy;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.Parties;
import org.fengqiao.intake.model.PartyKind;
import org.fengqiao.intake.model.Profile;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.intake.model.Repeats;
import org.fengqiao.intake.view.IntakeStatus;
import org.fengqiao.intake.wire.UrgencyBodies.UrgencyShown;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;

/**
 * A case as the front desk knows it.
 *
 * @param carriedOnUnder the case that carries it on; null unless it is a repeat
 * @param repeats the cases that are carried on under it
 * @param urgency what is urgent about it, and who was told
 */
public record CaseBody(
        UUID caseId,
        long version,
        IntakeStatus status,
        Channel channel,
        List<PartyBody> applicants,
        List<PartyBody> respondents,
        @Nullable String summary,
        @Nullable String claim,
        @Nullable Money amount,
        @Nullable String categoryHint,
        Place place,
        @Nullable Instant happenedAt,
        @Nullable Integer groupSize,
        @Nullable String filedFor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DetailsBody details,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PartyChangeBody> partyChanges,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ErasureShown> erasures,
        @Nullable UUID carriedOnUnder,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> repeats,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UrgencyShown> urgency) {

    /**
     * A party, as much of it as the caller may see.
     *
     * @param subjectId whose data it is; who asks to be forgotten is named by it
     * @param name null if it may not be seen; {@code [erased]} if it was forgotten, as for the others
     * @param idNumber null also if none was given
     * @param numberKind the kind of the number; null if there is none, or none that can be recognised
     * @param phone null also if none was given
     * @param unverified those of the numbers that break the rules of such numbers; null if none does
     * @param kind null if nobody said
     * @param minor true if it was a minor when it was named; null otherwise
     * @param deputies who acts on its behalf; left out if nobody does
     */
    public record PartyBody(
            String partyId,
            SubjectId subjectId,
            @Nullable String name,
            @Nullable String idNumber,
            @Nullable NumberKind numberKind,
            @Nullable String phone,
            @Nullable List<PersonalKind> unverified,
            @Nullable PartyKind kind,
            @Nullable Boolean minor,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DeputyShown> deputies,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ProfileShown profile) {

        static List<PartyBody> of(List<RegisteredParty> parties, Disclosed disclosed) {
            return parties.stream().map(party -> of(party, disclosed)).toList();
        }

        static PartyBody of(RegisteredParty party, Disclosed disclosed) {
            return new PartyBody(
                    party.partyId(),
                    party.subject(),
                    disclosed.text(PersonalKind.NAME, party.name()),
                    disclosed.text(PersonalKind.ID_NUMBER, party.idNumber()),
                    party.numberKind(),
                    disclosed.text(PersonalKind.PHONE, party.phone()),
                    party.unverified(),
                    party.kind(),
                    party.minor(),
                    party.actors()
                            .map(deputy -> DeputyShown.of(deputy, disclosed))
                            .toList(),
                    party.profile() == null ? null : ProfileShown.of(party.profile(), disclosed));
        }
    }

    /** Profile of a person: what else was told, as much of it as the caller may see; what was not told is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProfileShown(
            @Nullable String sex,
            @Nullable String ethnicity,
            @Nullable String education,
            @Nullable String personKind,
            @Nullable String documentType,
            @Nullable String address) {

        static ProfileShown of(Profile profile, Disclosed disclosed) {
            return new ProfileShown(
                    disclosed.text(PersonalKind.TRAIT, profile.sex()),
                    disclosed.text(PersonalKind.TRAIT, profile.ethnicity()),
                    disclosed.text(PersonalKind.TRAIT, profile.education()),
                    disclosed.text(PersonalKind.TRAIT, profile.personKind()),
                    disclosed.text(PersonalKind.TRAIT, profile.documentType()),
                    disclosed.text(PersonalKind.ADDRESS, profile.address()));
        }
    }

    /**
     * A person who acts on behalf of a party, as much of them as the caller may see.
     *
     * @param authority the number of the document that shows it; null if none was shown
     */
    public record DeputyShown(
            Capacity capacity,
            SubjectId subjectId,
            @Nullable String name,
            @Nullable String idNumber,
            @Nullable NumberKind numberKind,
            @Nullable String phone,
            @Nullable List<PersonalKind> unverified,
            @Nullable String authority) {

        static DeputyShown of(Deputy deputy, Disclosed disclosed) {
            return new DeputyShown(
                    deputy.capacity(),
                    deputy.subject(),
                    disclosed.text(PersonalKind.NAME, deputy.name()),
                    disclosed.text(PersonalKind.ID_NUMBER, deputy.idNumber()),
                    deputy.numberKind(),
                    disclosed.text(PersonalKind.PHONE, deputy.phone()),
                    deputy.unverified(),
                    deputy.authority());
        }
    }

    /**
     * A change of the parties since the case was registered.
     *
     * @param before the party as it was; null if it joined
     * @param reason null if the caller may not see it
     */
    public record PartyChangeBody(
            Parties.What what,
            String partyId,
            @Nullable PartyBody before,
            @Nullable String reason,
            String by,
            Instant at) {

        static List<PartyChangeBody> of(List<Parties.Change> changes, Disclosed disclosed) {
            return changes.stream()
                    .map(change -> new PartyChangeBody(
                            change.what(),
                            change.partyId(),
                            change.before() == null ? null : PartyBody.of(change.before(), disclosed),
                            disclosed.text(PersonalKind.NARRATIVE, change.reason()),
                            change.by(),
                            change.at()))
                    .toList();
        }
    }

    /**
     * Details beside the narrative, as much of them as the caller may see. What was not told is left out.
     *
     * @param address where it happened, in words
     * @param filedBy who filed the case at the desk
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DetailsBody(
            @Nullable List<ClaimShown> claims,
            @Nullable String address,
            @Nullable Coordinates coordinates,
            @Nullable DepartmentTransfer transfer,
            @Nullable String filedBy) {

        static DetailsBody of(CaseDetails details, Disclosed disclosed) {
            return new DetailsBody(
                    details.claims() == null
                            ? null
                            : details.claims().stream()
                                    .map(claim -> new ClaimShown(
                                            claim.kind(),
                                            claim.amount(),
                                            disclosed.text(PersonalKind.NARRATIVE, claim.what())))
                                    .toList(),
                    disclosed.text(PersonalKind.NARRATIVE, details.address()),
                    details.coordinates(),
                    details.transfer(),
                    details.filedBy());
        }
    }

    /** One of the things that the applicants want, as much of it as the caller may see. */
    public record ClaimShown(
            ClaimKind kind,
            @Nullable Money amount,
            @Nullable String what) {}

    /** The case as it stands, as much of it as the caller may see. */
    public static CaseBody of(UUID caseId, long version, Registered registered, Disclosed disclosed) {
        var r = registered.registered();
        return new CaseBody(
                caseId,
                version,
                IntakeStatus.of(registered),
                r.channel(),
                PartyBody.of(registered.parties().applicants(), disclosed),
                PartyBody.of(registered.parties().respondents(), disclosed),
                disclosed.text(PersonalKind.NARRATIVE, r.summary()),
                disclosed.text(PersonalKind.NARRATIVE, r.claim()),
                r.amount(),
                disclosed.text(PersonalKind.NARRATIVE, r.categoryHint()),
                r.place(),
                r.happenedAt(),
                registered.group().counted(registered.parties()),
                r.filedFor(),
                r.details() == null ? null : DetailsBody.of(r.details(), disclosed),
                PartyChangeBody.of(registered.parties().changes(), disclosed),
                ErasureShown.of(registered.retention().requests(), disclosed),
                registered.repeats().carriedOnUnder().orElse(null),
                registered.repeats().carried().stream()
                        .map(Repeats.Carried::repeat)
                        .toList(),
                UrgencyShown.of(registered.urgency(), disclosed));
    }
}
