package org.fengqiao.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.caseload.mapping.Act;
import org.fengqiao.caseload.mapping.Lifecycle;
import org.fengqiao.caseload.mapping.Lifecycle.Fits;
import org.fengqiao.caseload.mapping.Standing;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.ConfirmationDecision;
import org.fengqiao.mediation.model.FastTrackOutcome;
import org.fengqiao.mediation.model.FilingIds;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.MediationCommand;
import org.fengqiao.mediation.model.MediationCommand.ApplyForConfirmation;
import org.fengqiao.mediation.model.MediationCommand.ApplyForFastTrack;
import org.fengqiao.mediation.model.MediationCommand.DiscontinueMediation;
import org.fengqiao.mediation.model.MediationCommand.OpenFastTrack;
import org.fengqiao.mediation.model.MediationCommand.OpenMediation;
import org.fengqiao.mediation.model.MediationCommand.RecordBreach;
import org.fengqiao.mediation.model.MediationCommand.RecordConfirmationDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordConsent;
import org.fengqiao.mediation.model.MediationCommand.RecordFastTrackDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordPerformance;
import org.fengqiao.mediation.model.MediationCommand.RecordSession;
import org.fengqiao.mediation.model.MediationCommand.ReportFailure;
import org.fengqiao.mediation.model.MediationCommand.ScheduleSession;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationCommand.SupersedeMediation;
import org.fengqiao.mediation.model.MediationDecider;
import org.fengqiao.mediation.model.MediationEvent;
import org.fengqiao.mediation.model.SessionOutcome;
import org.fengqiao.mediation.model.Undertaking;
import org.fengqiao.mediation.policy.OfficialRules;

/**
 * The table by which a log of another system is planned, held against the rules of mediation: what the one takes for
 * possible the others accept, and what the one refuses they refuse. Some thousand lives are walked through both at
 * once, each act drawn from all that there are.
 */
class ForeignLogsFollowTheRulesTest {

    private static final int LIVES = 1_500;
    private static final int ACTS = 25;
    private static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");

    /** The time between two acts: short, so that no window of the law ends in the middle of a life. */
    private static final Duration STEP = Duration.ofHours(1);

    private static final Instant BEGINNING = Instant.parse("2024-03-04T01:30:00Z");

    /**
     * Acts that mediation decides about, whatever the case stands like. Performances and breaches are left out: it
     * takes them in every state, and a log is only played as far as somebody reacts to them.
     */
    private static final Set<Act> DECIDED =
            EnumSet.of(Act.CONSENT, Act.MEET, Act.AGREE, Act.FAIL, Act.APPLY, Act.CONFIRM, Act.SUE, Act.RULE);

    private static final Set<Act> ENDS = EnumSet.of(Act.WITHDRAW, Act.DECLINE, Act.HANDLE, Act.FAIL);

    private static final List<String> FIELDS = List.of(
            "{\"partner\":\"POLICE\",\"applicants\":[{}],\"respondents\":[{}],\"path\":\"MEDIATION\",\"unit\":\"u\","
                    + "\"obligations\":[{}],\"decision\":\"GRANTED\",\"outcome\":\"ADJUDICATED\"}",
            "{\"partner\":\"COURT\",\"applicants\":[{},{}],\"respondents\":[{}],\"path\":\"MEDIATION\",\"unit\":\"u\","
                    + "\"obligations\":[{},{}],\"confirmation\":true,\"decision\":\"REFUSED\","
                    + "\"outcome\":\"DISMISSED\"}",
            "{\"applicants\":[{}],\"respondents\":[{},{}],\"path\":\"COURT\",\"unit\":\"v\",\"party\":\"applicant-1\","
                    + "\"obligations\":[],\"decision\":\"GRANTED\",\"outcome\":\"SETTLED\",\"partner\":\"POLICE\"}",
            "{\"applicants\":[{}],\"respondents\":[{}],\"path\":\"PETITION\",\"unit\":\"v\",\"consents\":false,"
                    + "\"party\":\"respondent-1\",\"obligations\":[{}],\"confirmation\":true,\"decision\":\"GRANTED\","
                    + "\"outcome\":\"ADJUDICATED\",\"partner\":\"POLICE\"}");

    private static final MediationEvent FILE_TOLD = new MediationEvent.CaseFileNoted(
            PersonalText.of(SubjectId.ofCase(CASE), "told at the claim"), null, null, List.of(), BEGINNING);

    private final MediationDecider decider =
            new MediationDecider(OfficialRules.load(LegalFiles.official().clock()));
    private final Map<Act, Integer> fitted = new EnumMap<>(Act.class);
    private final List<Drawn> all = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Standing standing;
    private Mediation mediation;
    private int custody;
    private int session;
    private Instant now;

    @BeforeEach
    void read() throws Exception {
        for (var one : FIELDS) {
            var fields = new ObjectMapper().readTree(one);
            for (var act : Act.values()) {
                all.add(new Drawn(act, fields));
            }
        }
    }

    @Test
    void whatFitsIsAcceptedAndWhatDoesNotFitIsRefused() {
        var random = new Random(19);
        for (var life = 0; life < LIVES; life++) {
            begin();
            for (var act = 0; act < ACTS; act++) {
                now = now.plus(STEP);
                var drawn = drawn(random);
                walk(drawn.act(), drawn.fields());
            }
        }
        // Otherwise the walks would show nothing.
        assertThat(fitted.keySet()).containsAll(DECIDED).contains(Act.PERFORM, Act.BREACH, Act.TAKE_UP, Act.WITHDRAW);
    }

    private record Drawn(Act act, JsonNode fields) {}

    /** Returns any act, and mostly one that fits and does not end the case: few lives would come far otherwise. */
    private Drawn drawn(Random random) {
        if (random.nextInt(4) > 0) {
            var fitting = all.stream()
                    .filter(one -> !ENDS.contains(one.act())
                            && Lifecycle.fit(standing, one.act(), one.fields()) instanceof Fits)
                    .toList();
            if (!fitting.isEmpty()) {
                return fitting.get(random.nextInt(fitting.size()));
            }
        }
        return all.get(random.nextInt(all.size()));
    }

    private void begin() {
        standing = new Standing.NotBrought();
        // Whoever plays a log waits until intake has told the file of a claimed case: an application is made again.
        mediation = decider.evolve(decider.initial(), FILE_TOLD);
        custody = 0;
        session = 0;
        now = BEGINNING;
        told.clear();
    }

    private void walk(Act act, JsonNode with) {
        var fit = Lifecycle.fit(standing, act, with);
        var story = "%s, and now %s %s".formatted(String.join(", ", told), act.label(), with);
        if (fit instanceof Fits fits) {
            fitted.merge(act, 1, Integer::sum);
            if (act == Act.TAKE_UP) {
                custody = fits.number();
            }
            session = act == Act.MEET ? fits.number() : session;
            for (var command : commands(act, with, fits.number())) {
                assertThat(decider.decide(command, mediation))
                        .as(story)
                        .isInstanceOfSatisfying(Decision.Accepted.class, this::recorded);
            }
            standing = fits.after();
            told.add(act.label());
        } else if (DECIDED.contains(act) && standing instanceof Standing.Brought && !isAnsweredLate(act)) {
            assertThat(commands(act, with, session + 1)).as(story).anyMatch(command -> !records(command));
        }
    }

    /** The court's answer to a claim is taken when the case was closed meanwhile, too; no log need tell of it. */
    private boolean isAnsweredLate(Act act) {
        return act == Act.RULE && standing instanceof Standing.Closed;
    }

    private boolean records(MediationCommand command) {
        return decider.decide(command, mediation) instanceof Decision.Accepted<?>(var events) && !events.isEmpty();
    }

    private void recorded(Decision.Accepted<?> accepted) {
        for (var event : accepted.events()) {
            mediation = decider.evolve(mediation, (MediationEvent) event);
        }
    }

    /** Returns what mediation is asked when the act is played, in order. */
    private List<MediationCommand> commands(Act act, JsonNode with, int number) {
        return switch (act) {
            case TAKE_UP -> List.of(takenUp(with));
            case CONSENT ->
                Lifecycle.consenting(((Standing.Brought) standing).origin(), with).stream()
                        .<MediationCommand>map(party ->
                                new RecordConsent(party, with.path("consents").asBoolean(true), now))
                        .toList();
            case MEET ->
                List.of(
                        new ScheduleSession(now, now.plus(STEP), null, null),
                        new RecordSession(number, new SessionOutcome.Held(List.of(words())), now));
            case AGREE -> List.of(agreement(with));
            case FAIL -> List.of(new ReportFailure(words(), now));
            case PERFORM -> List.of(new RecordPerformance(number, day(), now));
            case BREACH -> List.of(new RecordBreach(number, words()));
            case APPLY -> List.of(new ApplyForConfirmation(CASE, parties(), null, now));
            case CONFIRM ->
                List.of(new RecordConfirmationDecision(
                        FilingIds.confirmation(CASE, custody),
                        ConfirmationDecision.valueOf(with.path("decision").asText()),
                        null,
                        "(2024)内0203民特1号",
                        new ReportedTime(now, now)));
            case SUE -> List.of(new ApplyForFastTrack(CASE, "applicant-1", now));
            case RULE ->
                List.of(new RecordFastTrackDecision(
                        FilingIds.fastTrack(CASE, custody),
                        FastTrackOutcome.valueOf(with.path("outcome").asText()),
                        "(2024)内0203民初1号",
                        new ReportedTime(now, now)));
            case WITHDRAW ->
                custody == 0 ? List.of() : List.of(new DiscontinueMediation(custody, DiscontinuationCause.CLOSED, now));
            // What other services decide about.
            case REFER, REGISTER, ACCEPT, DECLINE, CORRECT, ASK, REPORT, HANDLE, NOTIFY, REPLY, CONCLUDE -> List.of();
        };
    }

    private MediationCommand takenUp(JsonNode with) {
        return switch (with.path("path").asText()) {
            case "MEDIATION" ->
                new OpenMediation(
                        custody,
                        "u",
                        "zhao",
                        "NEIGHBOUR",
                        new Place("昆都仑区", "昆河镇", null, null, false),
                        allParties(),
                        BEGINNING,
                        now);
            case "COURT" -> new OpenFastTrack(custody, "tribunal", "CONTRACT_DEBT", allParties(), now);
            default -> new SupersedeMediation(custody, now);
        };
    }

    private MediationCommand agreement(JsonNode with) {
        var undertakings = new ArrayList<Undertaking>();
        with.path("obligations")
                .forEach(_ -> undertakings.add(
                        new Undertaking("respondent-1", "applicant-1", words(), null, day().plusDays(9), null, null)));
        return new SignAgreement(
                AgreementForm.WRITTEN,
                true,
                words(),
                undertakings,
                parties(),
                with.path("confirmation").asBoolean(),
                null,
                List.of(),
                List.of(),
                now);
    }

    private List<String> parties() {
        return ((Standing.Brought) standing).origin().parties();
    }

    private List<Party> allParties() {
        return parties().stream()
                .map(party -> new Party(
                        party,
                        party.startsWith("applicant") ? Party.Side.APPLICANT : Party.Side.RESPONDENT,
                        PersonalText.of(SubjectId.ofCase(CASE), party)))
                .toList();
    }

    private static PersonalText words() {
        return PersonalText.of(SubjectId.ofCase(CASE), "words");
    }

    private LocalDate day() {
        return now.atOffset(ZoneOffset.ofHours(8)).toLocalDate();
    }
}
