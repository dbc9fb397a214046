package org.fengqiao.intake.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.NumberKind;
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
     */
    public record PartyBody(
            String partyId,
            SubjectId subjectId,
            @Nullable String name,
            @Nullable String idNumber,
            @Nullable NumberKind numberKind,
            @Nullable String phone,
            @Nullable List<PersonalKind> unverified) {

        static List<PartyBody> of(List<RegisteredParty> parties, Disclosed disclosed) {
            return parties.stream()
                    .map(party -> new PartyBody(
                            party.partyId(),
                            party.subject(),
                            disclosed.text(PersonalKind.NAME, party.name()),
                            disclosed.text(PersonalKind.ID_NUMBER, party.idNumber()),
                            party.numberKind(),
                            disclosed.text(PersonalKind.PHONE, party.phone()),
                            party.unverified()))
                    .toList();
        }
    }

    /** The case as it stands, as much of it as the caller may see. */
    public static CaseBody of(UUID caseId, long version, Registered registered, Disclosed disclosed) {
        var r = registered.registered();
        return new CaseBody(
                caseId,
                version,
                IntakeStatus.of(registered),
                r.channel(),
                PartyBody.of(r.applicants(), disclosed),
                PartyBody.of(r.respondents(), disclosed),
                disclosed.text(PersonalKind.NARRATIVE, r.summary()),
                disclosed.text(PersonalKind.NARRATIVE, r.claim()),
                r.amount(),
                disclosed.text(PersonalKind.NARRATIVE, r.categoryHint()),
                r.place(),
                r.happenedAt(),
                r.groupSize(),
                r.filedFor(),
                ErasureShown.of(registered.retention().requests(), disclosed),
                registered.repeats().carriedOnUnder().orElse(null),
                registered.repeats().carried().stream()
                        .map(Repeats.Carried::repeat)
                        .toList(),
                UrgencyShown.of(registered.urgency(), disclosed));
    }
}
