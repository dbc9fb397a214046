package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.value.Place;

class UnitsTest {

    static final Units PUBLISHED = Histories.DIRECTORY.shippedUnits();
    static final TriageBook TRIAGE = Histories.BOOK;
    static final Place ZHAOTAN = new Place("昆都仑区", "沼潭街道", null, null, false);

    static String best(Path path, String category, Place place) {
        return PUBLISHED.best(path, category, place).id();
    }

    @Test
    void theDistrictHasFifteenStreetAndTownCentresEachWithAPetitionDesk() {
        assertThat(PUBLISHED.units())
                .filteredOn(u -> u.kind() == Unit.Kind.STREET_CENTRE)
                .hasSize(15);
        assertThat(PUBLISHED.units().stream()
                        .filter(u -> u.kind() == Unit.Kind.STREET_CENTRE)
                        .map(Unit::street))
                .containsExactlyElementsOf(PUBLISHED.units().stream()
                        .filter(u -> u.kind() == Unit.Kind.PETITION_DESK)
                        .map(Unit::street)
                        .toList());
    }

    @Test
    void theDistrictHasTwentyEightDepartmentsAndAStreetWorksAsOneAndOneAndMany() {
        assertThat(PUBLISHED.units()).filteredOn(u -> u.kind().isDepartment()).hasSize(28);
        var roles = Histories.SITUATION.staff().of("kundulun-zhaotan-centre").stream()
                .map(StaffMember::role)
                .toList();
        assertThat(roles)
                .containsOnlyOnce(StaffMember.Role.JUDICIAL_OFFICE_HEAD, StaffMember.Role.LAWYER)
                .filteredOn(StaffMember.Role.MEDIATOR::equals)
                .hasSizeGreaterThan(1);
    }

    @Test
    void anotherDistrictIsAnotherFileAndItsCasesGoToItsOwnCentre() {
        var both = Directory.of(List.of(
                DataFile.read("districts/kundulun.yaml", District.class),
                DataFile.read("districts/qingshan.yaml", District.class)));
        var there = new Place("青山区", "富强路街道", null, null, false);
        assertThat(both.shippedUnits().best(Path.MEDIATION, "NEIGHBOUR", there).id())
                .isEqualTo("qingshan-fuqianglu-centre");
        assertThat(both.shippedUnits().best(Path.ADMINISTRATIVE, "OTHER", there).id())
                .isEqualTo("qingshan-centre");
        assertThat(both.shippedUnits()
                        .best(Path.MEDIATION, "NEIGHBOUR", new Place("东河区", null, null, null, false))
                        .id())
                .isEqualTo("kundulun-centre");
    }

    @Test
    void anOrdinaryDisputeGoesToItsStreet() {
        assertThat(best(Path.MEDIATION, "NEIGHBOUR", ZHAOTAN)).isEqualTo("kundulun-zhaotan-centre");
        assertThat(best(Path.PETITION, "LABOUR", ZHAOTAN)).isEqualTo("kundulun-zhaotan-petition");
    }

    @Test
    void aSpecialSubjectGoesToTheTeamMadeForIt() {
        assertThat(best(Path.MEDIATION, "MEDICAL", ZHAOTAN)).isEqualTo("kundulun-medical-team");
        assertThat(best(Path.ADMINISTRATIVE, "ENVIRONMENT", ZHAOTAN)).isEqualTo("kundulun-environment");
    }

    @Test
    void theTribunalTakesTheWholeDistrict() {
        assertThat(best(Path.COURT, "CONTRACT_DEBT", ZHAOTAN)).isEqualTo("kundulun-tribunal");
    }

    @Test
    void whatNoUnitServesGoesToTheCentre() {
        assertThat(best(Path.MEDIATION, "NEIGHBOUR", new Place("昆都仑区", "无名街道", null, null, false)))
                .isEqualTo("kundulun-centre");
        assertThat(best(Path.MEDIATION, "NEIGHBOUR", new Place("昆都仑区", null, null, null, false)))
                .isEqualTo("kundulun-centre");
        assertThat(best(Path.MEDIATION, "NEIGHBOUR", new Place("青山区", "沼潭街道", null, null, false)))
                .isEqualTo("kundulun-centre");
        assertThat(best(Path.ADMINISTRATIVE, "OTHER", ZHAOTAN)).isEqualTo("kundulun-centre");
    }

    @Test
    void theChoiceDoesNotDependOnTheOrderOfTheFile() {
        var shuffled = new ArrayList<>(PUBLISHED.units());
        Collections.shuffle(shuffled, new Random(7));
        var others = new Units(PUBLISHED.centres(), shuffled);
        for (var path : Path.values()) {
            for (var category : TRIAGE.categoryCodes()) {
                assertThat(others.best(path, category, ZHAOTAN)).isEqualTo(PUBLISHED.best(path, category, ZHAOTAN));
            }
        }
    }

    @Test
    void everyUnitButTheCentreHasOneAbove() {
        assertThat(PUBLISHED.units())
                .allSatisfy(u ->
                        assertThat(PUBLISHED.above(u.id()).isPresent()).isEqualTo(!u.id().equals("kundulun-centre")));
        assertThat(PUBLISHED.above("closed-long-ago"))
                .hasValueSatisfying(u -> assertThat(u.id()).isEqualTo("kundulun-centre"));
    }

    static Unit unit(String id, List<Path> paths, List<String> categories, String parent) {
        return new Unit(
                id,
                "",
                "",
                Unit.Level.DISTRICT,
                Unit.Kind.STUDIO,
                paths,
                categories,
                "昆都仑区",
                null,
                null,
                parent,
                List.of());
    }

    @Test
    void everyFaultyUnitIsNamed() {
        assertThatThrownBy(() -> new Units(
                        List.of("top"),
                        List.of(
                                unit("top", List.of(Path.MEDIATION), List.of(), null),
                                unit("twice", List.of(Path.MEDIATION), List.of(), "top"),
                                unit("twice", List.of(), List.of(), "top"),
                                unit("orphan", List.of(Path.MEDIATION), List.of(), "nobody"),
                                unit("egg", List.of(Path.MEDIATION), List.of(), "hen"),
                                unit("hen", List.of(Path.MEDIATION), List.of(), "egg"))))
                .hasMessageContainingAll(
                        "unit twice: the id is used twice",
                        "unit orphan: unknown parent nobody",
                        "unit egg: its parents go in a circle",
                        "the centre top does not take every path and category of its district");
        assertThatThrownBy(() -> new Units(List.of("nowhere"), List.of()))
                .hasMessageContaining("the centre nowhere is not among the units");
    }

    @Test
    void aUnitForACategoryThatDoesNotExistIsNamed() {
        var units = new District(
                "top",
                List.of(
                        unit("top", List.of(Path.values()), List.of(), null),
                        unit("ghosts", List.of(Path.MEDIATION), List.of("GHOSTS"), "top")),
                List.of());
        assertThatThrownBy(() -> new RoutingRules(
                        () -> TRIAGE,
                        () -> Situation.of(
                                Directory.of(List.of(units)),
                                Workload.NONE,
                                Histories.ASSIGNMENT,
                                Histories.SITUATION.now(),
                                Histories.CALENDAR::isWorkingDay),
                        Histories.RULES.review(),
                        Histories.RULES.supervision(),
                        start -> start,
                        start -> start,
                        Histories.CONSULTATIONS,
                        Histories.RULES.relapse(),
                        start -> start))
                .hasMessageContaining("unit ghosts: unknown category GHOSTS");
    }
}
