package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.AssignmentGround.AWAY;
import static org.fengqiao.routing.model.AssignmentGround.EVERYBODY_FULL;
import static org.fengqiao.routing.model.AssignmentGround.FULL;
import static org.fengqiao.routing.model.AssignmentGround.GAVE_IT_BACK;
import static org.fengqiao.routing.model.AssignmentGround.INTEREST;
import static org.fengqiao.routing.model.AssignmentGround.LAST_RESORT;
import static org.fengqiao.routing.model.AssignmentGround.MADE_FOR_CATEGORY;
import static org.fengqiao.routing.model.AssignmentGround.NOBODY_THERE;
import static org.fengqiao.routing.model.AssignmentGround.NOT_ON_DUTY;
import static org.fengqiao.routing.model.AssignmentGround.NOT_QUALIFIED;
import static org.fengqiao.routing.model.AssignmentGround.OF_THE_STREET;
import static org.fengqiao.routing.model.AssignmentGround.ON_CALL;
import static org.fengqiao.routing.model.AssignmentGround.QUALIFIED;
import static org.fengqiao.routing.model.AssignmentGround.STAFFED;
import static org.fengqiao.routing.model.AssignmentGround.THERE_LATER;
import static org.fengqiao.routing.model.AssignmentGround.THERE_TODAY;
import static org.fengqiao.routing.model.Histories.ASSIGNED;
import static org.fengqiao.routing.model.Histories.ASSIGNMENT;
import static org.fengqiao.routing.model.Histories.CALENDAR;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.CLAIMED;
import static org.fengqiao.routing.model.Histories.DIRECTORY;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.LEAK;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TRIAGED;
import static org.fengqiao.routing.model.Histories.ZHAOTAN;
import static org.fengqiao.routing.model.Histories.words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.routing.model.Choice.PersonWeighed;
import org.fengqiao.routing.model.Choice.UnitWeighed;
import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.FollowParties;
import org.fengqiao.routing.model.RoutingCommand.TriageCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawFromCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;
import org.fengqiao.routing.model.RoutingEvent.InterestCause;
import org.fengqiao.routing.model.RoutingEvent.InterestNoted;
import org.fengqiao.routing.model.RoutingEvent.PartiesChanged;

/** Whom a case goes to, and why. */
class AssignmentTest {

    static final LocalDateTime FRIDAY = LocalDateTime.of(2024, 3, 1, 9, 0);
    static final LocalDateTime MONDAY = LocalDateTime.of(2024, 3, 4, 9, 0);
    static final Need NEIGHBOURS = need(Path.MEDIATION, "NEIGHBOUR");

    static final DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> UNKNOWN =
            DeciderScenario.of(new RoutingDecider(Histories.RULES));

    static Need need(Path path, String category) {
        return new Need(path, category, ZHAOTAN, Set.of(), Interests.NONE);
    }

    static Need gaveBack(String... units) {
        return new Need(Path.MEDIATION, "NEIGHBOUR", ZHAOTAN, Set.of(units), Interests.NONE);
    }

    static Need interested(Interests interests) {
        return new Need(Path.MEDIATION, "NEIGHBOUR", ZHAOTAN, Set.of(), interests);
    }

    static Assignment at(LocalDateTime time, Directory directory, Workload workload) {
        return new Assignment(Situation.of(directory, workload, ASSIGNMENT, time, CALENDAR::isWorkingDay));
    }

    static Assignment at(LocalDateTime time) {
        return at(time, DIRECTORY, Workload.NONE);
    }

    /** The district in which these people are away from the first of March to the sixth. */
    static Directory without(String... people) {
        var staff = new HashMap<String, Employment>();
        for (var person : people) {
            staff.put(
                    person,
                    Employment.NONE
                            .of(person)
                            .with(new Absence(
                                    1,
                                    LocalDate.of(2024, 3, 1),
                                    LocalDate.of(2024, 3, 6),
                                    "li",
                                    Instant.EPOCH,
                                    null,
                                    null)));
        }
        return DIRECTORY.with(Versions.none(), staff);
    }

    static UnitWeighed unit(Assignment.Chosen chosen, String id) {
        return chosen.choice().units().stream()
                .filter(one -> one.unit().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static PersonWeighed person(Assignment.Chosen chosen, String id) {
        return chosen.choice().people().stream()
                .filter(one -> one.person().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyCandidateIsNamedWithWhatSpokeForAndAgainst() {
        var chosen = at(FRIDAY).choose(NEIGHBOURS);
        assertThat(chosen.unit().id()).isEqualTo(STREET);
        assertThat(chosen.person()).isEqualTo(STREET + "-1");
        assertThat(chosen.choice().by()).isEqualTo(Choice.By.RULES);
        assertThat(chosen.choice().day()).isEqualTo(FRIDAY.toLocalDate());
        assertThat(chosen.choice().units())
                .containsExactly(
                        new UnitWeighed(STREET, List.of(OF_THE_STREET, STAFFED), List.of(), 0, 90),
                        new UnitWeighed(CENTRE, List.of(STAFFED), List.of(LAST_RESORT), 0, 60));
        assertThat(chosen.choice().people())
                .extracting(PersonWeighed::person)
                .containsExactly(STREET + "-1", STREET + "-2", STREET + "-3", STREET + "-4");
    }

    @Test
    void whoTakesTurnsIsThereOnTheirDays() {
        var onFriday = at(FRIDAY).choose(NEIGHBOURS);
        assertThat(person(onFriday, STREET + "-3").speaksFor()).containsExactly(THERE_TODAY);
        assertThat(person(onFriday, STREET + "-4").against()).containsExactly(NOT_ON_DUTY);
        var onMonday = at(MONDAY).choose(NEIGHBOURS);
        assertThat(person(onMonday, STREET + "-4").speaksFor()).containsExactly(THERE_LATER);
        assertThat(person(onMonday, STREET + "-4").thereOn()).isEqualTo(LocalDate.of(2024, 3, 5));
    }

    @Test
    void inTheEveningTheNextWorkingDayCountsHolidaysOrNot() {
        var evening = at(FRIDAY.withHour(20)).choose(NEIGHBOURS);
        assertThat(person(evening, STREET + "-1").thereOn()).isEqualTo(LocalDate.of(2024, 3, 4));
        var nationalDay = at(LocalDateTime.of(2024, 10, 1, 9, 0)).choose(NEIGHBOURS);
        assertThat(nationalDay.unit().id()).isEqualTo(STREET);
        assertThat(person(nationalDay, STREET + "-1").thereOn()).isEqualTo(LocalDate.of(2024, 10, 8));
        var swappedSunday = at(LocalDateTime.of(2024, 9, 29, 9, 0)).choose(NEIGHBOURS);
        assertThat(person(swappedSunday, STREET + "-1").thereOn()).isEqualTo(LocalDate.of(2024, 9, 29));
    }

    @Test
    void whereNobodyIsThereInTimeTheCaseDoesNotWait() {
        var directory = without(STREET + "-1", STREET + "-2", STREET + "-3", STREET + "-4");
        var chosen = at(MONDAY, directory, Workload.NONE).choose(NEIGHBOURS);
        assertThat(chosen.unit().id()).isEqualTo(CENTRE);
        assertThat(unit(chosen, STREET).against()).containsExactly(NOBODY_THERE);
        var named = at(MONDAY, directory, Workload.NONE)
                .to(directory.shippedUnits().find(STREET).orElseThrow(), Choice.By.PERSON, NEIGHBOURS);
        assertThat(named.person()).isNull();
        assertThat(person(named, STREET + "-1").against()).containsExactly(AWAY);
    }

    @Test
    void theOneWithTheLeastToDoGetsIt() {
        var workload = new Workload(Map.of(STREET, 9), Map.of(STREET + "-1", 6, STREET + "-2", 3));
        assertThat(at(FRIDAY, DIRECTORY, workload).choose(NEIGHBOURS).person()).isEqualTo(STREET + "-3");
        var full = new Workload(Map.of(STREET, 90), Map.of(STREET + "-1", 30, STREET + "-2", 30, STREET + "-3", 30));
        var chosen = at(FRIDAY, DIRECTORY, full).choose(NEIGHBOURS);
        assertThat(chosen.unit().id()).isEqualTo(STREET);
        assertThat(chosen.person()).isNull();
        assertThat(person(chosen, STREET + "-1").against()).containsExactly(FULL);
        assertThat(unit(chosen, STREET).against()).containsExactly(EVERYBODY_FULL);
    }

    @Test
    void aSpecialistIsInvitedOnlyIfNobodyElseHasRoom() {
        var team = "kundulun-medical-team";
        var chosen = at(FRIDAY).choose(need(Path.MEDIATION, "MEDICAL"));
        assertThat(chosen.unit().id()).isEqualTo(team);
        assertThat(unit(chosen, team).speaksFor()).contains(MADE_FOR_CATEGORY);
        assertThat(person(chosen, team + "-1").speaksFor()).containsExactly(QUALIFIED, THERE_TODAY);
        assertThat(person(chosen, team + "-4").against()).containsExactly(ON_CALL);
        var busy = new Workload(Map.of(), Map.of(team + "-1", 30, team + "-2", 30));
        assertThat(at(FRIDAY, DIRECTORY, busy)
                        .choose(need(Path.MEDIATION, "MEDICAL"))
                        .person())
                .isEqualTo(team + "-3");
        var elsewhere = at(FRIDAY).to(DIRECTORY.shippedUnits().find(team).orElseThrow(), Choice.By.PERSON, NEIGHBOURS);
        assertThat(elsewhere.person()).isNull();
        assertThat(person(elsewhere, team + "-1").against()).containsExactly(NOT_QUALIFIED);
    }

    @Test
    void whoGaveACaseBackIsNotChosenAgain() {
        var another = at(FRIDAY).chooseAnother(gaveBack(STREET)).orElseThrow();
        assertThat(another.unit().id()).isEqualTo(CENTRE);
        assertThat(unit(another, STREET).against()).containsExactly(GAVE_IT_BACK);
        assertThat(at(FRIDAY).chooseAnother(gaveBack(STREET, CENTRE))).isEmpty();
    }

    @Test
    void nobodyWithAnInterestGetsItButTheCentreTakesWhatNobodyElseMay() {
        var person = at(FRIDAY).choose(interested(new Interests(Set.of(), Set.of(STREET + "-1"))));
        assertThat(person.person()).isEqualTo(STREET + "-2");
        assertThat(person(person, STREET + "-1").against()).containsExactly(INTEREST);
        var unit = at(FRIDAY).choose(interested(new Interests(Set.of(STREET), Set.of())));
        assertThat(unit.unit().id()).isEqualTo(CENTRE);
        assertThat(unit(unit, STREET).against()).containsExactly(INTEREST);
        var everybody = at(FRIDAY).choose(interested(new Interests(Set.of(STREET, CENTRE), Set.of())));
        assertThat(everybody.unit().id()).isEqualTo(CENTRE);
    }

    @Test
    void theSameSituationGivesTheSameAssignmentAndTheCaseIsAlwaysWithSomebodyWhoMayHaveIt() {
        var random = new Random(16);
        var people = DIRECTORY.staffOn(FRIDAY.toLocalDate()).stream()
                .map(StaffMember::id)
                .toList();
        var units = DIRECTORY.shippedUnits().units();
        for (var run = 0; run < 500; run++) {
            var open = new HashMap<String, Integer>();
            people.forEach(id -> open.put(id, random.nextInt(40)));
            var need = new Need(
                    Path.values()[random.nextInt(Path.values().length)],
                    Histories.BOOK
                            .categoryCodes()
                            .get(random.nextInt(Histories.BOOK.categoryCodes().size())),
                    units.get(random.nextInt(units.size())).place(),
                    Set.of(units.get(random.nextInt(units.size())).id()),
                    new Interests(
                            Set.of(units.get(random.nextInt(units.size())).id()),
                            Set.of(people.get(random.nextInt(people.size())))));
            var time = FRIDAY.plusHours(random.nextInt(24 * 365));
            var away = people.stream().filter(_ -> random.nextInt(3) == 0).toArray(String[]::new);
            var workload = new Workload(Map.of(), open);
            var chosen = at(time, without(away), workload).choose(need);
            assertThat(at(time, without(away), workload).choose(need)).isEqualTo(chosen);
            assertThat(chosen.unit().serves(need.path())).isTrue();
            if (!DIRECTORY.shippedUnits().isCentre(chosen.unit())) {
                assertThat(need.interests().haveUnit(chosen.unit().id())).isFalse();
                assertThat(need.gaveBack()).doesNotContain(chosen.unit().id());
            }
            if (chosen.person() != null) {
                assertThat(need.interests().havePerson(chosen.person())).isFalse();
                assertThat(open.get(chosen.person())).isLessThan(30);
                assertThat(person(chosen, chosen.person()).thereOn()).isNotNull();
            }
        }
    }

    // ---- on the event

    @Test
    void theEventExplainsTheAssignment() {
        var assigned = (CaseAssigned) UNKNOWN.when(LEAK).events().getLast();
        assertThat(assigned.unit()).isEqualTo(STREET);
        assertThat(assigned.name()).isEqualTo(new Bilingual("沼潭街道综治中心", "Zhaotan governance centre"));
        assertThat(assigned.person()).isEqualTo(STREET + "-1");
        assertThat(assigned.choice()).isNotNull();
        assertThat(assigned.choice().units()).extracting(UnitWeighed::unit).containsExactly(STREET, CENTRE);
    }

    @Test
    void aUnitThatIsAPartyItselfDoesNotGetTheCase() {
        var disputing = new TriageCase(
                LEAK.facts(),
                LEAK.told(),
                ZHAOTAN,
                LEAK.parties(),
                Set.of(STREET),
                LEAK.receivedAt(),
                List.of(),
                LEAK.at());
        var events = UNKNOWN.when(disputing).events();
        assertThat(events).contains(new InterestNoted(STREET, null, true, InterestCause.IS_A_PARTY, null, LEAK.at()));
        assertThat((CaseAssigned) events.getLast())
                .extracting(CaseAssigned::unit)
                .isEqualTo(CENTRE);
        UNKNOWN.given(events).when(new AssignCase(STREET, LATER)).thenRefused(RoutingRefusal.HAS_AN_INTEREST);
    }

    @Test
    void aUnitThatBecomesAPartyGivesTheCaseUp() {
        var joined = new FollowParties(LEAK.parties(), Set.of(STREET), LATER);
        var events = UNKNOWN.given(TRIAGED, ASSIGNED, CLAIMED).when(joined).events();
        assertThat(events)
                .startsWith(
                        new PartiesChanged(LEAK.parties(), LATER),
                        new InterestNoted(STREET, null, true, InterestCause.IS_A_PARTY, null, LATER));
        assertThat((CaseAssigned) events.getLast())
                .extracting(CaseAssigned::unit)
                .isEqualTo(CENTRE);
        UNKNOWN.given(TRIAGED, ASSIGNED, CLAIMED)
                .given(events)
                .when(joined)
                .then(new PartiesChanged(LEAK.parties(), LATER));
    }

    @Test
    void theNewestPartiesGoWithTheCase() {
        var alone = LEAK.parties().subList(0, 1);
        var changed = UNKNOWN.given(TRIAGED, ASSIGNED)
                .when(new FollowParties(alone, Set.of(), LATER))
                .events();
        assertThat(changed).containsExactly(new PartiesChanged(alone, LATER));
        assertThat(UNKNOWN.given(TRIAGED, ASSIGNED)
                        .given(changed)
                        .when(new ClaimCase(null, null, STREET, STREET + "-1", LATER))
                        .events())
                .singleElement()
                .isInstanceOfSatisfying(
                        CaseClaimed.class,
                        claimed -> assertThat(claimed.parties()).isEqualTo(alone));
        UNKNOWN.when(new FollowParties(alone, Set.of(), LATER)).thenNothing();
    }

    @Test
    void whoWithdrawsIsReplacedAndNeverClaimsIt() {
        var withdraw = new WithdrawFromCase(STREET + "-1", STREET, false, words("当事人是我的堂兄"), LATER);
        var noted = new InterestNoted(STREET, STREET + "-1", false, InterestCause.DECLARED, words("当事人是我的堂兄"), LATER);
        var events = UNKNOWN.given(UNKNOWN.when(LEAK).events()).when(withdraw).events();
        assertThat(events).hasSize(2).first().isEqualTo(noted);
        assertThat((CaseAssigned) events.getLast()).satisfies(assigned -> {
            assertThat(assigned.custody()).isEqualTo(2);
            assertThat(assigned.unit()).isEqualTo(STREET);
            assertThat(assigned.person()).isEqualTo(STREET + "-2");
            assertThat(assigned.choice().by()).isEqualTo(Choice.By.WITHDRAWAL);
        });
        var after = UNKNOWN.given(UNKNOWN.when(LEAK).events()).given(events);
        after.when(withdraw).thenNothing();
        after.when(new ClaimCase(null, null, STREET, STREET + "-1", LATER)).thenRefused(RoutingRefusal.HAS_AN_INTEREST);
        assertThat(after.when(new ClaimCase(null, null, STREET, STREET + "-2", LATER))
                        .events())
                .hasSize(1);
    }

    @Test
    void aWholeUnitThatWithdrawsGivesTheCaseToAnother() {
        var events = UNKNOWN.given(TRIAGED, ASSIGNED, CLAIMED)
                .when(new WithdrawFromCase("zhang", STREET, true, words("我单位参股"), LATER))
                .events();
        assertThat((CaseAssigned) events.getLast())
                .extracting(CaseAssigned::unit)
                .isEqualTo(CENTRE);
    }

    @Test
    void whoDoesNotHaveTheCaseWithdrawsWithoutMovingIt() {
        assertThat(UNKNOWN.given(TRIAGED, ASSIGNED, CLAIMED)
                        .when(new WithdrawFromCase("wang", "kundulun-police", false, words("邻居"), LATER))
                        .events())
                .hasSize(1);
        UNKNOWN.given(TRIAGED, ASSIGNED, CLAIMED, Histories.AGREED)
                .when(new WithdrawFromCase("wang", STREET, false, words("邻居"), LATER))
                .thenRefused(RoutingRefusal.CLOSED);
    }
}
