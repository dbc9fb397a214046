package org.fengqiao.intake.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.fengqiao.intake.model.IntakeCommand.ReceiveReferral;
import org.fengqiao.intake.model.IntakeCommand.RegisterCase;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.DecidedBy;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.policy.Fingerprints;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;

/** The cases that the tests of the deciders tell of: what is told, what is recorded, and how far they have come. */
final class Histories {

    private Histories() {}

    static final String HASH = "5f".repeat(32);
    static final Instant MORNING = Instant.parse("2024-03-01T01:00:00Z");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2024, 3, 1);
    static final Instant HAPPENED = Instant.parse("2024-02-20T10:00:00Z");
    static final Place AT_HOME = new Place("昆都仑区", "沼潭街道", null, null, false);
    static final Place NEXT_DISTRICT = new Place("东河区", "南门外街道", null, null, false);
    static final UUID CASE = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");
    static final SubjectId LI_HIMSELF = new SubjectId(UUID.fromString("6d0a3f3e-8c5e-4b5e-9a4e-0d6b3f1f0c01"));
    static final SubjectId WANG_HIMSELF = new SubjectId(UUID.fromString("6d0a3f3e-8c5e-4b5e-9a4e-0d6b3f1f0c02"));
    static final Person LI = Person.named(LI_HIMSELF, "李某", GivenNumbers.phone("13900000001"), TODAY);
    static final Person WANG = Person.named(WANG_HIMSELF, "王某", GivenNumbers.NONE, TODAY);

    /** Words of somebody about the case. */
    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(CASE), text);
    }

    static final Referral FROM_POLICE = new Referral(Partner.POLICE, "110-20240301-7");

    /** Keys with which a partner's referral comes: none is needed for what is not in a box. */
    static final KeyRing KEYS = new KeyRing(Purpose.HANDLING_THE_CASE, List.of(), List.of());

    /** What is kept to tell another referral under the same reference from the same one. */
    static PersonalText fingerprint(Registration registration) {
        return words(Fingerprints.of(HAPPENED, registration).text());
    }

    static final IntakeRules RULES = DataFile.read("intake-rules.yaml", IntakeRules.class);

    static final IntakeRules.Version IN_FORCE = RULES.inForceAt(MORNING).orElseThrow();
    static final ReconciliationRules RECONCILIATION_RULES =
            DataFile.read("reconciliation-rules.yaml", ReconciliationRules.class);
    static final UrgencyRules URGENCY_RULES = DataFile.read("urgency-rules.yaml", UrgencyRules.class);
    static final RepeatRules REPEAT_RULES = DataFile.read("repeat-rules.yaml", RepeatRules.class);

    /** A case of which intake has never heard. */
    static final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> UNKNOWN =
            DeciderScenario.of(new IntakeDecider(RULES, REPEAT_RULES, URGENCY_RULES, RECONCILIATION_RULES));

    static Registration registration(Channel channel, Place place, List<Person> applicants, Integer groupSize) {
        return new Registration(
                channel,
                applicants,
                List.of(WANG),
                words("楼上漏水"),
                words("赔偿损失"),
                Money.yuan("3000.00"),
                words("NEIGHBOUR"),
                place,
                HAPPENED,
                groupSize,
                channel == Channel.POLICE ? null : "applicant-1",
                null);
    }

    static final Registration COMPLETE = registration(Channel.WINDOW, AT_HOME, List.of(LI), null);
    static final Registration OUTSIDE = registration(Channel.WINDOW, NEXT_DISTRICT, List.of(LI), null);
    static final Registration COMPLETE_REFERRAL = registration(Channel.POLICE, AT_HOME, List.of(LI), null);
    static final Registration INCOMPLETE_REFERRAL = registration(Channel.POLICE, AT_HOME, List.of(WANG), null);

    static final CaseRegistered REGISTERED = COMPLETE.registered(HASH, IN_FORCE, null, MORNING);
    static final CaseRegistered REGISTERED_OUTSIDE = OUTSIDE.registered(HASH, IN_FORCE, null, MORNING);
    static final ReferralReceived RECEIVED = new ReferralReceived(Partner.POLICE, "110-20240301-7", HAPPENED);
    static final CaseRegistered REGISTERED_REFERRAL =
            COMPLETE_REFERRAL.registered(HASH, IN_FORCE, fingerprint(COMPLETE_REFERRAL), MORNING);
    static final CaseRegistered REGISTERED_INCOMPLETE_REFERRAL =
            INCOMPLETE_REFERRAL.registered(HASH, IN_FORCE, fingerprint(INCOMPLETE_REFERRAL), MORNING);

    static final List<Party> PARTIES = List.of(
            new Party("applicant-1", Party.Side.APPLICANT, LI.name()),
            new Party("respondent-1", Party.Side.RESPONDENT, WANG.name()));

    static final List<Party> NOBODY_REACHABLE = List.of(
            new Party("applicant-1", Party.Side.APPLICANT, WANG.name()),
            new Party("respondent-1", Party.Side.RESPONDENT, WANG.name()));

    /** Returns the acceptance of the registered case: with a rule it is the rule's, else the clerk's. */
    static CaseAccepted accepted(CaseRegistered registered, String rule, String version, String reference) {
        return new CaseAccepted(
                rule == null ? DecidedBy.CLERK : DecidedBy.RULE,
                rule,
                version,
                registered.channel(),
                reference,
                words("NEIGHBOUR"),
                words("楼上漏水"),
                Money.yuan("3000.00"),
                null,
                registered.place(),
                registered == REGISTERED_INCOMPLETE_REFERRAL ? NOBODY_REACHABLE : PARTIES,
                MORNING,
                null);
    }

    static final CaseAccepted ACCEPTED_BY_RULE = accepted(REGISTERED, "complete-within-district", "2022-05", null);
    static final CaseAccepted REFERRAL_ACCEPTED_BY_RULE =
            accepted(REGISTERED_REFERRAL, "complete-within-district", "2022-05", "110-20240301-7");

    static RegisterCase register(Registration registration) {
        return new RegisterCase(registration, HASH, MORNING);
    }

    static ReceiveReferral receive(Registration registration) {
        return new ReceiveReferral(
                FROM_POLICE, HAPPENED, registration, Fingerprints.of(HAPPENED, registration), KEYS, HASH, MORNING);
    }
}
