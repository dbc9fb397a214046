package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.value.Party.Side.APPLICANT;
import static org.fengqiao.kernel.value.Party.Side.RESPONDENT;
import static org.fengqiao.mediation.model.ConfirmationDecision.GRANTED;
import static org.fengqiao.mediation.model.FastTrackOutcome.ADJUDICATED;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.mediation.model.MediationCommand.OpenMediation;
import org.fengqiao.mediation.model.MediationCommand.RecordConfirmationDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordFastTrackDecision;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.CaseFileNoted;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationGranted;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.FastTrackDecided;
import org.fengqiao.mediation.model.MediationEvent.FastTrackFiled;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.policy.OfficialRules;

/** Histories and commands of one case, from which the tests of every slice start. */
abstract class MediationScenarios {

    static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final Instant ACCEPTED = Instant.parse("2024-02-28T04:00:00Z");
    static final ReportedTime REPORTED = new ReportedTime(NOON, NOON);
    static final Instant END_OF_FIRST_OF_MARCH = Instant.parse("2024-03-01T16:00:00Z");
    static final LocalDate FIRST_OF_MARCH = LocalDate.of(2024, 3, 1);
    static final Place KUNHE = new Place("昆都仑区", "昆河镇", null, null, false);
    static final Party LI = new Party("applicant-1", APPLICANT, PersonalText.of(Boxes.person(1), "李某"));
    static final Party WANG = new Party("respondent-1", RESPONDENT, PersonalText.of(Boxes.person(2), "王某"));
    static final List<Party> PARTIES = List.of(LI, WANG);
    static final List<String> BOTH = List.of("applicant-1", "respondent-1");

    static final MediationRules RULES = OfficialRules.load(LegalFiles.official().clock());

    static final OpenMediation OPEN =
            new OpenMediation(1, "kunhe-committee", "zhao", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON);
    static final MediationOpened OPENED =
            new MediationOpened(1, "kunhe-committee", "zhao", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON);
    static final CaseFileNoted FILE_TOLD =
            new CaseFileNoted(words("water came through the ceiling"), null, null, List.of(), NOON);
    static final ConsentRecorded LI_CONSENTED = new ConsentRecorded("applicant-1", true);
    static final ConsentRecorded WANG_CONSENTED = new ConsentRecorded("respondent-1", true);
    static final SessionScheduled SCHEDULED =
            new SessionScheduled(1, NOON, "B-204", "zhao", null, NOON.plusSeconds(3600));
    static final SessionHeld HELD = new SessionHeld(1, List.of(words("the wall stands since 2019")));
    static final Undertaking REPAIR = new Undertaking(
            "respondent-1", "applicant-1", words("repair the wall"), null, LocalDate.of(2024, 3, 20), null, null);
    static final Undertaking PAYMENT = new Undertaking(
            "respondent-1",
            "applicant-1",
            words("pay for the ceiling"),
            Money.yuan("1200.00"),
            LocalDate.of(2024, 4, 1),
            null,
            null);
    static final SignAgreement SIGN = sign(false, BOTH, REPAIR, PAYMENT);
    static final AgreementSigned SIGNED = signed(1, false, 0, REPAIR, PAYMENT);
    static final AgreementSigned SIGNED_FOR_CONFIRMATION = signed(1, true, 0, REPAIR, PAYMENT);
    static final MediationConcluded AGREED = new MediationConcluded(1, MediationResult.AGREED, null, NOON);
    static final MediationConcluded FAILED = new MediationConcluded(1, MediationResult.FAILED, words("no trust"), NOON);
    static final String FILING = CASE + "/confirmation/1";
    static final ConfirmationFiled FILED = new ConfirmationFiled(FILING, PARTIES, NOON, null);
    static final RecordConfirmationDecision GRANT =
            new RecordConfirmationDecision(FILING, GRANTED, null, "(2024)内0203民特1号", REPORTED);
    static final ConfirmationGranted CONFIRMED = new ConfirmationGranted(FILING, "(2024)内0203民特1号", NOON);
    static final String FAST_TRACK_FILING = CASE + "/fast-track/1";
    static final FastTrackFiled ON_THE_FAST_TRACK =
            new FastTrackFiled(FAST_TRACK_FILING, 1, "tribunal", "CONTRACT_DEBT", PARTIES, NOON, "applicant-1");
    static final RecordFastTrackDecision RULE =
            new RecordFastTrackDecision(FAST_TRACK_FILING, ADJUDICATED, "(2024)内0203民初7号", REPORTED);
    static final FastTrackDecided RULED =
            new FastTrackDecided(FAST_TRACK_FILING, 1, ADJUDICATED, "(2024)内0203民初7号", NOON);

    /** What somebody said about the case. */
    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(CASE), text);
    }

    static SignAgreement sign(boolean confirmationIntended, List<String> signedBy, Undertaking... undertakings) {
        return new SignAgreement(
                AgreementForm.WRITTEN,
                true,
                words("terms"),
                List.of(undertakings),
                signedBy,
                confirmationIntended,
                null,
                List.of(),
                List.of(),
                NOON);
    }

    static AgreementSigned signed(int custody, boolean confirmationIntended, int counted, Undertaking... undertakings) {
        var obligations = new ArrayList<Obligation>();
        for (var undertaking : undertakings) {
            obligations.add(undertaking.numbered(counted + obligations.size() + 1));
        }
        return new AgreementSigned(
                custody,
                AgreementForm.WRITTEN,
                true,
                words("terms"),
                obligations,
                BOTH,
                confirmationIntended,
                NOON,
                FIRST_OF_MARCH,
                null,
                null,
                null);
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> mediation(MediationEvent... past) {
        return DeciderScenario.of(new MediationDecider(RULES)).given(past);
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> readyToSign() {
        return mediation(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD);
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> awaitingApplication() {
        return readyToSign().given(FILE_TOLD, SIGNED_FOR_CONFIRMATION);
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> filed() {
        return awaitingApplication().given(FILED);
    }
}
