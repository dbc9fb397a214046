package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.Histories.BOOK;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.DIRECTORY;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.words;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.routing.model.UnitRegister.ChangeUnit;
import org.fengqiao.routing.model.UnitRegister.CloseUnit;
import org.fengqiao.routing.model.UnitRegister.Command;
import org.fengqiao.routing.model.UnitRegister.Event;
import org.fengqiao.routing.model.UnitRegister.RevokeUnitChange;
import org.fengqiao.routing.model.UnitRegister.UnitChangeRevoked;
import org.fengqiao.routing.model.UnitRegister.UnitChanged;
import org.fengqiao.routing.model.UnitRegister.UnitClosed;

/** Units that are registered, changed and closed, each from a day on. */
class UnitRegisterTest {

    static final LocalDate TODAY = LocalDate.of(2024, 3, 1);
    static final LocalDate NEXT_WEEK = TODAY.plusDays(7);
    static final Instant AT = Instant.parse("2024-03-01T01:00:00Z");
    static final Units SHIPPED = DIRECTORY.shippedUnits();
    static final UnitRegister REGISTER = new UnitRegister(SHIPPED, BOOK::categoryCodes);
    static final DeciderScenario<Command, Versions<Unit>, Event> NONE = DeciderScenario.of(REGISTER);

    static final Unit STUDIO = studio("studio-8", List.of("NEIGHBOUR"), STREET);

    static Unit studio(String id, List<String> categories, String parent) {
        return new Unit(
                id,
                "邻里调解工作室",
                "Neighbours' studio",
                Unit.Level.STREET,
                Unit.Kind.STUDIO,
                List.of(Path.MEDIATION),
                categories,
                "昆都仑区",
                "沼潭街道",
                null,
                parent,
                List.of());
    }

    static ChangeUnit change(Unit unit, LocalDate from) {
        return new ChangeUnit(unit, from, TODAY, words("新设"), "li", AT);
    }

    static CloseUnit close(String unit, LocalDate from) {
        return new CloseUnit(unit, from, TODAY, words("撤并"), "li", AT);
    }

    static RevokeUnitChange revoke(String unit, int number, LocalDate today) {
        return new RevokeUnitChange(unit, number, today, "li", AT);
    }

    static UnitChanged changed(int number, Unit unit, LocalDate from) {
        return new UnitChanged(number, unit, from, words("新设"), "li", AT);
    }

    static final UnitChanged REGISTERED = changed(1, STUDIO, NEXT_WEEK);

    static Units inForce(List<Event> events, LocalDate day) {
        return UnitRegister.inForce(SHIPPED, REGISTER.replay(events), day);
    }

    @Test
    void aUnitIsInForceFromItsDayOn() {
        NONE.when(change(STUDIO, NEXT_WEEK)).then(REGISTERED);
        assertThat(inForce(List.of(REGISTERED), NEXT_WEEK.minusDays(1)).find("studio-8"))
                .isEmpty();
        assertThat(inForce(List.of(REGISTERED), NEXT_WEEK).find("studio-8")).contains(STUDIO);
        NONE.given(REGISTERED).when(change(STUDIO, NEXT_WEEK.plusDays(1))).thenNothing();
        NONE.when(change(STUDIO, TODAY.minusDays(1))).thenRefused(DirectoryRefusal.BACKDATED);
    }

    @Test
    void aUnitIsClosedFromADayOnAndComesBackIfThatIsTakenBackInTime() {
        var closed = new UnitClosed(1, "kundulun-medical-team", NEXT_WEEK, words("撤并"), "li", AT);
        NONE.when(close("kundulun-medical-team", NEXT_WEEK)).then(closed);
        assertThat(inForce(List.of(closed), NEXT_WEEK).find("kundulun-medical-team"))
                .isEmpty();
        NONE.given(closed).when(close("kundulun-medical-team", NEXT_WEEK)).thenNothing();
        NONE.when(close("nobody", NEXT_WEEK)).thenRefused(DirectoryRefusal.NO_SUCH_UNIT);

        var revoked = new UnitChangeRevoked(1, "kundulun-medical-team", "li", AT);
        NONE.given(closed).when(revoke("kundulun-medical-team", 1, TODAY)).then(revoked);
        NONE.given(closed, revoked)
                .when(revoke("kundulun-medical-team", 1, TODAY))
                .thenNothing();
        assertThat(inForce(List.of(closed, revoked), NEXT_WEEK).find("kundulun-medical-team"))
                .isPresent();
        NONE.given(closed)
                .when(revoke("kundulun-medical-team", 1, NEXT_WEEK))
                .thenRefused(DirectoryRefusal.CHANGE_IN_FORCE);
        NONE.given(closed).when(revoke(STREET, 1, TODAY)).thenRefused(DirectoryRefusal.NO_SUCH_CHANGE);
        NONE.given(closed).when(revoke(STREET, 2, TODAY)).thenRefused(DirectoryRefusal.NO_SUCH_CHANGE);
    }

    @Test
    void ofTwoChangesForTheSameDayTheLaterOneCounts() {
        var other = studio("studio-8", List.of(), STREET);
        assertThat(inForce(List.of(REGISTERED, changed(2, other, NEXT_WEEK)), NEXT_WEEK)
                        .find("studio-8"))
                .contains(other);
        assertThat(inForce(List.of(REGISTERED, changed(2, other, TODAY)), NEXT_WEEK)
                        .find("studio-8"))
                .contains(STUDIO);
    }

    @Test
    void unitsThatWouldNotFitTogetherAreRefusedAndTheFaultIsNamed() {
        var orphan = change(studio("studio-8", List.of(), "nobody"), TODAY);
        NONE.when(orphan).thenRefused(DirectoryRefusal.UNITS_FAULTY);
        assertThat(REGISTER.faultAfter(orphan, REGISTER.initial()))
                .hasValueSatisfying(fault -> assertThat(fault).contains("unit studio-8: unknown parent nobody"));
        NONE.when(close(CENTRE, TODAY)).thenRefused(DirectoryRefusal.UNITS_FAULTY);
        NONE.when(change(studio("studio-8", List.of("GHOSTS"), STREET), TODAY))
                .thenRefused(DirectoryRefusal.UNKNOWN_CATEGORY);
        // The street is needed by the studio that is under it from next week on.
        NONE.given(REGISTERED).when(close(STREET, TODAY)).thenRefused(DirectoryRefusal.UNITS_FAULTY);
        assertThat(REGISTER.faultAfter(change(STUDIO, TODAY), REGISTER.initial()))
                .isEmpty();
    }

    @Test
    void whateverIsAskedForTheUnitsFitTogetherOnEveryDay() {
        var random = new Random(17);
        for (var run = 0; run < 40; run++) {
            var events = new ArrayList<Event>();
            for (var step = 0; step < 20; step++) {
                var today = TODAY.plusDays(step);
                var from = today.plusDays(random.nextInt(20) - 2L);
                var id = "studio-" + random.nextInt(3);
                var parent = random.nextBoolean() ? STREET : "studio-" + random.nextInt(3);
                var command = switch (random.nextInt(5)) {
                    case 0 -> new CloseUnit(id, from, today, words("?"), "li", AT);
                    case 1 -> new CloseUnit(STREET, from, today, words("?"), "li", AT);
                    case 2 -> new RevokeUnitChange(id, random.nextInt(6), today, "li", AT);
                    default ->
                        new ChangeUnit(studio(id, List.of("NEIGHBOUR"), parent), from, today, words("?"), "li", AT);
                };
                var before = inForce(events, today.minusDays(1));
                if (REGISTER.decide(command, REGISTER.replay(events))
                        instanceof Decision.Accepted<Event>(var accepted)) {
                    events.addAll(accepted);
                }
                assertThat(inForce(events, today.minusDays(1))).isEqualTo(before);
                for (var day : REGISTER.replay(events).daysFrom(today)) {
                    assertThat(inForce(events, day).find(CENTRE)).isPresent();
                }
            }
        }
    }
}
