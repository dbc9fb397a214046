package org.fengqiao.intake.wire;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.GivenNumbers;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.Member;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.Person;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.SubjectId;

/** Bodies of calls about the group of a case. */
public final class GroupBodies {

    private GroupBodies() {}

    /** Members to be listed, in addition to those on the list. */
    public record MembersBody(@NotEmpty @Size(max = 500) List<@NotNull @Valid MemberBody> members) {

        /** Returns the numbers that break the rules of such numbers; empty if none does. */
        public List<OffendingField> faults(LocalDate today) {
            return IntStream.range(0, members.size())
                    .boxed()
                    .flatMap(at -> NumberFaults.of(members.get(at).numbers(), "members[" + at + "].", today).stream())
                    .toList();
        }

        /** Returns the members as the model knows them, each with an identifier of their own. */
        public List<Person> people(LocalDate today) {
            return members.stream()
                    .map(one -> Person.named(new SubjectId(Identifiers.next()), one.name(), one.numbers(), today))
                    .toList();
        }
    }

    /** A member of a group. */
    public record MemberBody(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 50) String idNumber,
            @Nullable NumberKind numberKind,
            @Nullable @Size(max = 100) String phone) {

        private GivenNumbers numbers() {
            return new GivenNumbers(idNumber, numberKind, phone);
        }

        @Override
        public String toString() {
            return "MemberBody";
        }
    }

    /**
     * A choice of who speaks for a group.
     *
     * @param representatives all who speak from now on: ids of applicants or of members
     * @param reason why, or how they were chosen
     */
    public record RepresentativesBody(
            @NotEmpty @Size(max = 100) List<@NotBlank @Size(max = 40) String> representatives,
            @FreeText @NotBlank @Size(max = 2_000) String reason) {}

    /**
     * The group of a case.
     *
     * @param counted how many people it has; null if the case is not that of a group
     * @param representatives the parties that speak for it
     * @param members who is listed, as much of them as the caller may see
     */
    public record GroupBody(
            UUID caseId, @Nullable Integer counted, List<String> representatives, List<MemberShown> members) {

        /** The group as it stands. */
        public static GroupBody of(UUID caseId, Registered registered, Disclosed disclosed) {
            var group = registered.group();
            return new GroupBody(
                    caseId,
                    group.counted(registered.parties()),
                    group.speakers(registered.parties()),
                    group.members().stream()
                            .map(member -> MemberShown.of(member, disclosed))
                            .toList());
        }
    }

    /** A member, as much of them as the caller may see. */
    public record MemberShown(
            String memberId,
            SubjectId subjectId,
            @Nullable String name,
            @Nullable String idNumber,
            @Nullable NumberKind numberKind,
            @Nullable String phone,
            @Nullable List<PersonalKind> unverified) {

        private static MemberShown of(Member member, Disclosed disclosed) {
            return new MemberShown(
                    member.memberId(),
                    member.subject(),
                    disclosed.text(PersonalKind.NAME, member.name()),
                    disclosed.text(PersonalKind.ID_NUMBER, member.idNumber()),
                    member.numberKind(),
                    disclosed.text(PersonalKind.PHONE, member.phone()),
                    member.unverified());
        }
    }
}
