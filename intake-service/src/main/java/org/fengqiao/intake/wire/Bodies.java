package org.fengqiao.intake.wire;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Capacity;
import org.fengqiao.intake.model.CaseDetails;
import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.ClaimItem;
import org.fengqiao.intake.model.ClaimKind;
import org.fengqiao.intake.model.Coordinates;
import org.fengqiao.intake.model.DepartmentTransfer;
import org.fengqiao.intake.model.Deputy;
import org.fengqiao.intake.model.Destination;
import org.fengqiao.intake.model.ErasureGround;
import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.GivenNumbers;
import org.fengqiao.intake.model.Ground;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.LegalHold.Authority;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.PartyKind;
import org.fengqiao.intake.model.Person;
import org.fengqiao.intake.model.Places;
import org.fengqiao.intake.model.Profile;
import org.fengqiao.intake.model.Registration;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.DocumentNumber;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;

/**
 * Bodies that callers send, and what partners' messages have in common with them. A resource never sees a body that
 * breaks a constraint.
 */
public final class Bodies {

    private Bodies() {}

    /** The centre's own doors; partners refer on their topics. */
    public enum Door {
        WINDOW,
        GRID,
        UNIT_LEADER,
        HOTLINE_12345,
        ONLINE,
        DEPARTMENT
    }

    /**
     * Registration of a dispute.
     *
     * @param categoryHint the category the channel believes in, by its code or in free words
     * @param happenedAt when it happened
     * @param groupSize how many people the applicants speak for, themselves included
     * @param claims what the applicants want, item by item; without an amount, their sum is what is at stake
     * @param transfer the letter of the department that hands the case on
     */
    public record RegistrationBody(
            @NotNull Door channel,
            @NotEmpty @Size(max = 100) List<@NotNull @Valid PersonBody> applicants,
            @NotNull @Size(max = 100) List<@NotNull @Valid PersonBody> respondents,
            @FreeText @NotBlank @Size(max = 20_000) String summary,
            @FreeText @Nullable @Size(max = 20_000) String claim,
            @Nullable Money amount,
            @Nullable @Size(max = 100) String categoryHint,
            @NotNull @Valid PlaceBody place,
            @Nullable OffsetDateTime happenedAt,
            @Nullable @Min(1) @Max(1_000_000) Integer groupSize,
            @Nullable @Size(max = 50) List<@NotNull @Valid ClaimBody> claims,
            @Nullable @Valid TransferBody transfer) {

        /**
         * Returns what is wrong with it that no constraint tells: numbers of people that break the rules of such
         * numbers, and a place that there is not.
         *
         * @param places what is known of the districts
         * @param codes by which else is told of people
         * @param today the day after which nobody is born yet
         */
        public List<OffendingField> faults(
                IntakeRules.Acceptance acceptance, Places places, Gbt31000 codes, LocalDate today) {
            var faults = new ArrayList<OffendingField>();
            for (var at = 0; at < applicants.size(); at++) {
                faults.addAll(applicants.get(at).faults("applicants[" + at + "].", codes, today));
            }
            for (var at = 0; at < respondents.size(); at++) {
                faults.addAll(respondents.get(at).faults("respondents[" + at + "].", codes, today));
            }
            place.fault(acceptance, places, today).ifPresent(faults::add);
            return faults;
        }

        /**
         * Returns the registration as the model knows it.
         *
         * @param filedBy who files it; null if the party does so itself
         * @param filedFor the party for whom; null if for nobody in particular
         * @param today the day after which nobody is born yet
         */
        public Registration registration(
                UUID caseId, @Nullable String filedBy, @Nullable String filedFor, LocalDate today) {
            var aboutTheCase = SubjectId.ofCase(caseId);
            return new Registration(
                    Channel.valueOf(channel.name()),
                    applicants.stream().map(one -> one.person(today)).toList(),
                    respondents.stream().map(one -> one.person(today)).toList(),
                    PersonalText.of(aboutTheCase, summary),
                    claim == null ? null : PersonalText.of(aboutTheCase, claim),
                    amount,
                    categoryHint == null ? null : PersonalText.of(aboutTheCase, categoryHint),
                    place.place(),
                    happenedAt == null ? null : happenedAt.toInstant(),
                    groupSize,
                    filedFor,
                    CaseDetails.unlessEmpty(
                            ClaimBody.items(claims, caseId),
                            place.addressOf(caseId),
                            place.point(),
                            transfer == null ? null : new DepartmentTransfer(transfer.department(), transfer.number()),
                            filedBy));
        }

        /** Returns the same with other applicants. */
        RegistrationBody with(List<PersonBody> otherApplicants) {
            return new RegistrationBody(
                    channel,
                    otherApplicants,
                    respondents,
                    summary,
                    claim,
                    amount,
                    categoryHint,
                    place,
                    happenedAt,
                    groupSize,
                    claims,
                    transfer);
        }

        @Override
        public String toString() {
            return "RegistrationBody[" + channel + "]";
        }
    }

    /**
     * A person or organisation as named by whoever files the case.
     *
     * @param idNumber identity number, organisation's code, or number of another document
     * @param numberKind the kind of the number; missing if it is one of the first two, whichever
     * @param phone one telephone number or several
     * @param kind what kind of party it is; missing to go by the number
     * @param deputies who acts on its behalf: an organisation's representative, agents, guardians
     * @param profile what else is told of a person; nobody has to
     */
    public record PersonBody(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 50) String idNumber,
            @Nullable NumberKind numberKind,
            @Nullable @Size(max = 100) String phone,
            @Nullable PartyKind kind,
            @Nullable @Size(max = 10) List<@NotNull @Valid DeputyBody> deputies,
            @Nullable @Valid ProfileBody profile) {

        /** Returns the same with another telephone. */
        PersonBody with(String otherPhone) {
            return new PersonBody(name, idNumber, numberKind, otherPhone, kind, deputies, profile);
        }

        private GivenNumbers numbers() {
            return new GivenNumbers(idNumber, numberKind, phone);
        }

        List<OffendingField> faults(String path, Gbt31000 codes, LocalDate today) {
            var faults = new ArrayList<>(NumberFaults.of(numbers(), path, today));
            faults.addAll(DeputyBody.faults(deputies, path, today));
            faults.addAll(unknownCodes(path, codes));
            return faults;
        }

        List<OffendingField> unknownCodes(String path, Gbt31000 codes) {
            return ProfileBody.faults(profile, path, codes);
        }

        /**
         * Returns the person as the model knows them, with an identifier of their own in this case.
         *
         * @param today the day after which nobody is born yet
         */
        public Person person(LocalDate today) {
            var subject = new SubjectId(Identifiers.next());
            return Person.named(
                    subject,
                    name,
                    numbers(),
                    kind,
                    DeputyBody.deputies(deputies, today),
                    profile == null ? null : profile.of(subject),
                    today);
        }

        @Override
        public String toString() {
            return "PersonBody";
        }
    }

    /**
     * Profile of a person: what else is told, by the codes of GB/T 31000.
     *
     * @param address where the person lives, in words
     */
    public record ProfileBody(
            @Nullable @Size(max = 2) String sex,
            @Nullable @Size(max = 2) String ethnicity,
            @Nullable @Size(max = 2) String education,
            @Nullable @Size(max = 2) String personKind,
            @Nullable @Size(max = 3) String documentType,
            @Nullable @Size(max = 200) String address) {

        static List<OffendingField> faults(@Nullable ProfileBody profile, String path, Gbt31000 codes) {
            if (profile == null) {
                return List.of();
            }
            var faults = new ArrayList<OffendingField>();
            check(codes, Gbt31000.Table.SEX, profile.sex, path + "profile.sex", faults);
            check(codes, Gbt31000.Table.ETHNICITY, profile.ethnicity, path + "profile.ethnicity", faults);
            check(codes, Gbt31000.Table.EDUCATION, profile.education, path + "profile.education", faults);
            check(codes, Gbt31000.Table.PERSON_KIND, profile.personKind, path + "profile.personKind", faults);
            check(codes, Gbt31000.Table.DOCUMENT_TYPE, profile.documentType, path + "profile.documentType", faults);
            return faults;
        }

        private static void check(
                Gbt31000 codes,
                Gbt31000.Table table,
                @Nullable String code,
                String field,
                List<OffendingField> faults) {
            if (code != null && !codes.knows(table, code)) {
                faults.add(new OffendingField(field, "unknown-code", "A code of gbt31000.yaml is needed."));
            }
        }

        Profile of(SubjectId subject) {
            return Objects.requireNonNullElseGet(
                    Profile.told(subject, sex, ethnicity, education, personKind, documentType, address),
                    () -> new Profile(null, null, null, null, null, null));
        }

        @Override
        public String toString() {
            return "ProfileBody";
        }
    }

    /**
     * A person who acts on behalf of a party, as named by whoever files the case.
     *
     * @param capacity as what
     * @param authority the number of the power of attorney or other document that was shown; an agent needs one
     */
    public record DeputyBody(
            @NotNull Capacity capacity,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 50) String idNumber,
            @Nullable NumberKind numberKind,
            @Nullable @Size(max = 100) String phone,

            @Nullable @Size(max = DocumentNumber.LENGTH) @Pattern(regexp = DocumentNumber.FORM)
            String authority) {

        private GivenNumbers numbers() {
            return new GivenNumbers(idNumber, numberKind, phone);
        }

        static List<OffendingField> faults(@Nullable List<DeputyBody> deputies, String path, LocalDate today) {
            if (deputies == null) {
                return List.of();
            }
            return IntStream.range(0, deputies.size())
                    .boxed()
                    .flatMap(at ->
                            NumberFaults.of(deputies.get(at).numbers(), path + "deputies[" + at + "].", today).stream())
                    .toList();
        }

        static List<Deputy> deputies(@Nullable List<DeputyBody> deputies, LocalDate today) {
            return deputies == null
                    ? List.of()
                    : deputies.stream().map(one -> one.deputy(today)).toList();
        }

        private Deputy deputy(LocalDate today) {
            return Deputy.named(capacity, new SubjectId(Identifiers.next()), name, numbers(), authority, today);
        }

        @Override
        public String toString() {
            return "DeputyBody[" + capacity + "]";
        }
    }

    /**
     * One of the things that the applicants want.
     *
     * @param what in words; needed where the kind says nothing
     */
    public record ClaimBody(
            @NotNull ClaimKind kind,
            @Nullable Money amount,
            @FreeText @Nullable @Size(max = 2_000) String what) {

        /** Returns the items as the model knows them; null if none is told. */
        public static @Nullable List<ClaimItem> items(@Nullable List<ClaimBody> claims, UUID caseId) {
            return claims == null
                    ? null
                    : claims.stream()
                            .map(one -> new ClaimItem(
                                    one.kind,
                                    one.amount,
                                    one.what == null ? null : PersonalText.of(SubjectId.ofCase(caseId), one.what)))
                            .toList();
        }

        @Override
        public String toString() {
            return "ClaimBody[" + kind + "]";
        }
    }

    /** Letter with which a department hands a case on: whose, and its number. */
    public record TransferBody(
            @NotBlank @Size(max = 100) String department,

            @NotBlank @Size(max = DocumentNumber.LENGTH) @Pattern(regexp = DocumentNumber.FORM)
            String number) {}

    /**
     * Coordinates in degrees, within China; kept to three decimals.
     *
     * @param system by which they are told; missing for WGS-84
     */
    public record CoordinatesBody(
            @NotNull @DecimalMin("73") @DecimalMax("136") BigDecimal longitude,
            @NotNull @DecimalMin("3") @DecimalMax("54") BigDecimal latitude,
            Coordinates.@Nullable System system) {

        Coordinates point() {
            return new Coordinates(longitude, latitude, system == null ? Coordinates.System.WGS84 : system);
        }
    }

    /**
     * Place of the dispute, from the widest to the narrowest.
     *
     * @param address in words, such as street and number
     */
    public record PlaceBody(
            @NotBlank @Size(max = 100) String district,
            @Nullable @Size(max = 100) String street,
            @Nullable @Size(max = 100) String community,
            @Nullable @Size(max = 100) String grid,
            @Nullable @Size(max = 200) String address,
            @Nullable @Valid CoordinatesBody coordinates) {

        /**
         * Returns what is wrong with the place: its district is neither served nor known to be another one, or has no
         * such street.
         */
        public Optional<OffendingField> fault(IntakeRules.Acceptance acceptance, Places places, LocalDate today) {
            if (!acceptance.knows(district)) {
                return Optional.of(new OffendingField(
                        "place.district", "unknown-code", "There is no such district; see the intake rules."));
            }
            return places.unknownPart(place(), today)
                    .map(part -> new OffendingField(
                            "place." + part.name().toLowerCase(Locale.ROOT),
                            "unknown-code",
                            "There is none of this name there; GET /places lists them."));
        }

        /** Returns the address as words about the case; null if none is told. */
        public @Nullable PersonalText addressOf(UUID caseId) {
            return address == null ? null : PersonalText.of(SubjectId.ofCase(caseId), address);
        }

        /** Returns the coordinates as they are kept; null if none are told. */
        public @Nullable Coordinates point() {
            return coordinates == null ? null : coordinates.point();
        }

        /** Returns the place as the model knows it. */
        public Place place() {
            return new Place(district, street, community, grid, false);
        }

        @Override
        public String toString() {
            return "PlaceBody[" + district + "]";
        }
    }

    /**
     * Decline of a case.
     *
     * @param goTo where to go instead; null for what the rules say
     */
    public record DeclineBody(
            @NotNull Ground ground, @Nullable Destination goTo) {}

    /** Withdrawal of a case. */
    public record WithdrawalBody(
            @FreeText @NotBlank @Size(max = 2_000) String reason) {}

    /** Legal hold: the authority that needs the record as it is, and the number of its letter or case. */
    public record HoldBody(
            @NotNull Authority authority,

            @NotBlank @Size(max = DocumentNumber.LENGTH) @Pattern(regexp = DocumentNumber.FORM)
            String reference) {}

    /** Kind of data by which somebody is looked for. */
    public enum SoughtBy {
        NAME,
        ID_NUMBER,
        PHONE
    }

    /** Search for a person: the person looked for; in the body, since addresses of calls are logged on their way. */
    public record SearchBody(
            @NotNull SoughtBy kind,
            @NotBlank @Size(max = 200) String value) {

        @Override
        public String toString() {
            return "SearchBody[" + kind + "]";
        }
    }

    /**
     * A person of a case to be forgotten, which a leader is asked to approve.
     *
     * @param reason why, in words; forgotten with the person
     */
    public record ErasureBody(
            @NotNull ErasureGround ground,
            @FreeText @NotBlank @Size(max = 500) String reason) {}

    /** A refusal of a leader, and why. */
    public record RefusalBody(
            @FreeText @NotBlank @Size(max = 500) String reason) {}
}
