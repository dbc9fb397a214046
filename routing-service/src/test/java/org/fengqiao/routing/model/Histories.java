package org.fengqiao.routing.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.legalclock.DeadlineRules;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.routing.model.RoutingCommand.RecordRound;
import org.fengqiao.routing.model.RoutingCommand.Told;
import org.fengqiao.routing.model.RoutingCommand.TriageCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;
import org.fengqiao.routing.model.RoutingEvent.ClosedParty;

/** The case that the tests of the deciders tell of: its facts, its events, and how far it has come. */
final class Histories {

    private Histories() {}

    static final String STREET = "kundulun-zhaotan-centre";
    static final String DESK = "kundulun-zhaotan-petition";
    static final String CENTRE = "kundulun-centre";
    static final String TRIBUNAL = "kundulun-tribunal";
    static final Instant MORNING = Instant.parse("2024-03-01T01:00:00Z");
    static final Instant RECEIVED = Instant.parse("2024-02-26T01:00:00Z");
    static final Matter FIRST_MATTER = new Matter(RECEIVED, MORNING);

    /** The event of another service by which routing was told. */
    static final UUID TOLD = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad92");

    static final Instant SOON = Instant.parse("2024-03-04T01:00:00Z");
    static final Instant LATER = Instant.parse("2024-03-20T01:00:00Z");
    static final Place ZHAOTAN = new Place("昆都仑区", "沼潭街道", null, null, false);

    /** Words of somebody about the case. */
    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(Boxes.CASE), text);
    }

    /** The name of the nth person. */
    static PersonalText name(int person, String text) {
        return PersonalText.of(Boxes.person(person), text);
    }

    static final List<Party> PARTIES = List.of(
            new Party("applicant-1", Party.Side.APPLICANT, name(1, "李某")),
            new Party("respondent-1", Party.Side.RESPONDENT, name(2, "王某")));

    static final DeadlineRules TIMES = new DeadlineRules(LegalFiles.official().clock());

    static final TriageBook BOOK = TriageBook.of(
            DataFile.read("triage.yaml", TriageRules.class),
            List.of(DataFile.read("lexicon-2022-05.yaml", Lexicon.Words.class)));

    static final ConsultationRules CONSULTATIONS = DataFile.read("consultation-rules.yaml", ConsultationRules.class);

    /** Rules of consultation that are not in force yet: what the other slices decide, and nothing added to it. */
    static final ConsultationRules CONSULTATIONS_TO_COME = new ConsultationRules(CONSULTATIONS.versions().stream()
            .map(version -> new ConsultationRules.Version(
                    version.version(),
                    Instant.parse("2100-01-01T00:00:00Z"),
                    version.quorum(),
                    version.reserves(),
                    version.convenedByHand(),
                    version.dutyDaysAtMost(),
                    version.rules()))
            .limit(1)
            .toList());

    static final Directory DIRECTORY = Directory.of(List.of(DataFile.read("districts/kundulun.yaml", District.class)));

    static final AssignmentRules ASSIGNMENT = DataFile.read("assignment.yaml", AssignmentRules.class);

    static final OfficialCalendar CALENDAR = LegalFiles.official().clock().calendar();

    /** Friday morning; nobody has anything to do yet. */
    static final Situation SITUATION = Situation.of(
            DIRECTORY, Workload.NONE, ASSIGNMENT, LocalDateTime.of(2024, 3, 1, 9, 0), CALENDAR::isWorkingDay);

    static final RoutingRules RULES = under(CONSULTATIONS_TO_COME);

    static RoutingRules under(ConsultationRules consultations) {
        return new RoutingRules(
                () -> BOOK,
                () -> SITUATION,
                DataFile.read("review-sheet.yaml", ReviewRules.class),
                DataFile.read("supervision.yaml", SupervisionRules.class),
                claimedAt -> TIMES.due("return", claimedAt),
                concludedAt -> TIMES.due("review-appeal", concludedAt),
                consultations,
                DataFile.read("relapse.yaml", RelapseRules.class),
                closedAt -> TIMES.due("relapse-window", closedAt));
    }

    /** A case of which routing has never heard. */
    static final DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> UNKNOWN =
            DeciderScenario.of(new Unexplained(new RoutingDecider(RULES)));

    /** One against one, brought for the first time in the morning. */
    static final TriageFacts.Circumstances BROUGHT = new TriageFacts.Circumstances(1, 1, 0, RECEIVED);

    static final TriageCase LEAK = new TriageCase(
            new TriageFacts("POLICE", words("NEIGHBOUR"), words("楼上漏水"), Money.yuan("3000.00"), null, BROUGHT),
            new Told(words("NEIGHBOUR"), words("楼上漏水")),
            ZHAOTAN,
            PARTIES,
            RECEIVED,
            MORNING);

    static final CaseTriaged TRIAGED = new CaseTriaged(
            "NEIGHBOUR",
            Complexity.SIMPLE,
            Risk.LOW,
            Path.MEDIATION,
            "mediation-first",
            "2022-05",
            List.of("the channel hints at NEIGHBOUR", "mediation-first: no other rule holds"),
            "POLICE",
            ZHAOTAN,
            Money.yuan("3000.00"),
            null,
            PARTIES,
            RECEIVED,
            MORNING,
            CategoryFinding.HINTED,
            0,
            words("NEIGHBOUR"),
            words("楼上漏水"));
    static final CaseAssigned ASSIGNED = new CaseAssigned(1, STREET, Path.MEDIATION);

    static CaseClaimed claimed(int custody, String unit, Path path, Complexity complexity) {
        return claimed(custody, unit, path, complexity, FIRST_MATTER);
    }

    static CaseClaimed claimed(int custody, String unit, Path path, Complexity complexity, Matter matter) {
        return new CaseClaimed(
                custody,
                unit,
                "zhang",
                path,
                "NEIGHBOUR",
                complexity,
                "POLICE",
                ZHAOTAN,
                Money.yuan("3000.00"),
                PARTIES,
                matter.receivedAt(),
                matter.acceptedAt(),
                null,
                MORNING);
    }

    static final CaseClaimed CLAIMED = claimed(1, STREET, Path.MEDIATION, Complexity.SIMPLE);

    /** Who is asked at the revisits. */
    static final List<ClosedParty> ASKED = List.of(
            new ClosedParty("applicant-1", Party.Side.APPLICANT),
            new ClosedParty("respondent-1", Party.Side.RESPONDENT));

    static CaseClosed closed(int closure, Outcome outcome, Path path, String unit) {
        return closed(closure, outcome, path, unit, List.of("zhang"));
    }

    static CaseClosed closed(int closure, Outcome outcome, Path path, String unit, List<String> handledBy) {
        return new CaseClosed(
                closure,
                outcome,
                path,
                unit,
                ZHAOTAN,
                LATER,
                null,
                new Evidence(outcome.provenBy(), TOLD),
                ASKED,
                handledBy);
    }

    static final CaseClosed AGREED = closed(1, Outcome.AGREED, Path.MEDIATION, STREET);

    static CaseRetriaged retriaged(RetriageCause cause, Complexity complexity, Risk risk, Path path, String rule) {
        return new CaseRetriaged(
                cause, "NEIGHBOUR", complexity, risk, path, rule, "2022-05", because(cause, rule), null, LATER);
    }

    static List<String> because(RetriageCause cause, String rule) {
        return switch (rule) {
            case "same-way-again" -> List.of("same-way-again: no other rule holds");
            case "settlement-did-not-hold" -> List.of("cause is " + cause, "previous path is MEDIATION");
            case "petition-did-not-satisfy" -> List.of("cause is " + cause, "previous path is PETITION");
            default -> List.of("cause is " + cause);
        };
    }

    static RecordRound satisfied(int closure, int overdue) {
        return new RecordRound(closure, 1, 1, 2, 3, overdue, LATER);
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> assigned() {
        return UNKNOWN.given(TRIAGED, ASSIGNED);
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> taken() {
        return UNKNOWN.given(TRIAGED, ASSIGNED, CLAIMED);
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> settled() {
        return UNKNOWN.given(TRIAGED, ASSIGNED, CLAIMED, AGREED);
    }
}
