package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.Histories.BOOK;
import static org.fengqiao.routing.model.Histories.DIRECTORY;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.words;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.routing.model.StaffMember.Presence;
import org.fengqiao.routing.model.StaffMember.Role;
import org.fengqiao.routing.model.StaffRegister.AbsenceCancelled;
import org.fengqiao.routing.model.StaffRegister.AbsenceNoted;
import org.fengqiao.routing.model.StaffRegister.CancelAbsence;
import org.fengqiao.routing.model.StaffRegister.ChangeStaff;
import org.fengqiao.routing.model.StaffRegister.Command;
import org.fengqiao.routing.model.StaffRegister.EndStaff;
import org.fengqiao.routing.model.StaffRegister.Event;
import org.fengqiao.routing.model.StaffRegister.NoteAbsence;
import org.fengqiao.routing.model.StaffRegister.RevokeStaffChange;
import org.fengqiao.routing.model.StaffRegister.StaffChangeRevoked;
import org.fengqiao.routing.model.StaffRegister.StaffChanged;
import org.fengqiao.routing.model.StaffRegister.StaffLeft;

/** People who are registered, change, leave and are away. */
class StaffRegisterTest {

    static final LocalDate TODAY = LocalDate.of(2024, 3, 1);
    static final LocalDate NEXT_WEEK = TODAY.plusDays(7);
    static final Instant AT = Instant.parse("2024-03-01T01:00:00Z");
    static final String SHIPPED = STREET + "-1";
    static final StaffRegister REGISTER =
            new StaffRegister(DIRECTORY::shippedStaff, DIRECTORY::unitsOn, BOOK::categoryCodes);
    static final DeciderScenario<Command, Employment, Event> NONE = DeciderScenario.of(REGISTER);

    static final StaffMember WANG = wang(Presence.RESIDENT, List.of("NEIGHBOUR"), List.of());

    static StaffMember wang(Presence presence, List<String> qualifications, List<WeeklyHours> rota) {
        return new StaffMember("wang", STREET, Role.MEDIATOR, presence, qualifications, rota, 12);
    }

    static ChangeStaff change(StaffMember member, LocalDate from) {
        return new ChangeStaff(member, from, TODAY, words("新聘"), "li", AT);
    }

    static final StaffChanged HIRED = new StaffChanged(1, "wang", WANG, NEXT_WEEK, words("新聘"), "li", AT);

    static Directory after(String id, List<Event> events) {
        return DIRECTORY.with(Versions.none(), Map.of(id, REGISTER.replay(events)));
    }

    @Test
    void somebodyNewIsThereFromTheirDayOn() {
        NONE.when(change(WANG, NEXT_WEEK)).then(HIRED);
        var directory = after("wang", List.of(HIRED));
        assertThat(directory.memberOn(NEXT_WEEK.minusDays(1), "wang")).isEmpty();
        assertThat(directory.memberOn(NEXT_WEEK, "wang")).contains(WANG);
        assertThat(directory.staffOn(NEXT_WEEK)).contains(WANG);
        NONE.given(HIRED).when(change(WANG, NEXT_WEEK)).thenNothing();
        NONE.when(change(WANG, TODAY.minusDays(1))).thenRefused(DirectoryRefusal.BACKDATED);
    }

    @Test
    void anEntryThatContradictsItselfIsRefused() {
        var monday = List.of(new WeeklyHours(List.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(12, 0)));
        NONE.when(change(wang(Presence.ROTATING, List.of(), List.of()), TODAY))
                .thenRefused(DirectoryRefusal.STAFF_FAULTY);
        NONE.when(change(wang(Presence.RESIDENT, List.of(), monday), TODAY)).thenRefused(DirectoryRefusal.STAFF_FAULTY);
        NONE.when(change(wang(Presence.SPECIALIST, List.of(), List.of()), TODAY))
                .thenRefused(DirectoryRefusal.STAFF_FAULTY);
        NONE.when(change(wang(Presence.RESIDENT, List.of("GHOSTS"), List.of()), TODAY))
                .thenRefused(DirectoryRefusal.UNKNOWN_CATEGORY);
        NONE.when(change(
                        new StaffMember(
                                "wang", "nowhere", Role.MEDIATOR, Presence.RESIDENT, List.of(), List.of(), null),
                        TODAY))
                .thenRefused(DirectoryRefusal.UNKNOWN_UNIT);
    }

    @Test
    void somebodyLeavesAndThatIsTakenBackInTime() {
        var left = new StaffLeft(1, SHIPPED, NEXT_WEEK, words("退休"), "li", AT);
        NONE.when(new EndStaff(SHIPPED, NEXT_WEEK, TODAY, words("退休"), "li", AT))
                .then(left);
        assertThat(after(SHIPPED, List.of(left)).memberOn(NEXT_WEEK, SHIPPED)).isEmpty();
        NONE.given(left)
                .when(new EndStaff(SHIPPED, NEXT_WEEK, TODAY, words("退休"), "li", AT))
                .thenNothing();
        NONE.when(new EndStaff("nobody", NEXT_WEEK, TODAY, words("?"), "li", AT))
                .thenRefused(DirectoryRefusal.NO_SUCH_STAFF);

        var revoked = new StaffChangeRevoked(1, SHIPPED, "li", AT);
        NONE.given(left)
                .when(new RevokeStaffChange(SHIPPED, 1, TODAY, "li", AT))
                .then(revoked);
        NONE.given(left)
                .when(new RevokeStaffChange(SHIPPED, 1, NEXT_WEEK, "li", AT))
                .thenRefused(DirectoryRefusal.CHANGE_IN_FORCE);
        NONE.given(left)
                .when(new RevokeStaffChange(SHIPPED, 2, TODAY, "li", AT))
                .thenRefused(DirectoryRefusal.NO_SUCH_CHANGE);
        assertThat(after(SHIPPED, List.of(left, revoked)).memberOn(NEXT_WEEK, SHIPPED))
                .isPresent();
    }

    @Test
    void anAbsenceIsNotedForItsDaysAndTakenBackWhileItLasts() {
        var note = new NoteAbsence(SHIPPED, TODAY, NEXT_WEEK, TODAY, "li", AT);
        var noted = new AbsenceNoted(1, SHIPPED, TODAY, NEXT_WEEK, "li", AT);
        NONE.when(note).then(noted);
        NONE.given(noted).when(note).thenNothing();
        var employment = REGISTER.replay(List.of(noted));
        assertThat(employment.isAbsent(TODAY)).isTrue();
        assertThat(employment.isAbsent(NEXT_WEEK.plusDays(1))).isFalse();

        var cancelled = new AbsenceCancelled(1, SHIPPED, "wang", AT);
        NONE.given(noted).when(new CancelAbsence(SHIPPED, 1, TODAY, "wang", AT)).then(cancelled);
        assertThat(REGISTER.replay(List.of(noted, cancelled)).isAbsent(TODAY)).isFalse();
        NONE.given(noted, cancelled)
                .when(new CancelAbsence(SHIPPED, 1, TODAY, "wang", AT))
                .thenNothing();
        NONE.given(noted)
                .when(new CancelAbsence(SHIPPED, 1, NEXT_WEEK.plusDays(1), "wang", AT))
                .thenRefused(DirectoryRefusal.ABSENCE_OVER);
        NONE.given(noted)
                .when(new CancelAbsence(SHIPPED, 2, TODAY, "wang", AT))
                .thenRefused(DirectoryRefusal.NO_SUCH_ABSENCE);
        NONE.when(new NoteAbsence(SHIPPED, NEXT_WEEK, TODAY, TODAY, "li", AT))
                .thenRefused(DirectoryRefusal.ABSENCE_ENDS_FIRST);
        NONE.when(new NoteAbsence(SHIPPED, TODAY.minusDays(9), TODAY.minusDays(1), TODAY, "li", AT))
                .thenRefused(DirectoryRefusal.BACKDATED);
        NONE.when(new NoteAbsence("nobody", TODAY, TODAY, TODAY, "li", AT)).thenRefused(DirectoryRefusal.NO_SUCH_STAFF);
    }

    @Test
    void whateverIsAskedForThePastStaysAsItWas() {
        var random = new Random(18);
        for (var run = 0; run < 100; run++) {
            var events = new ArrayList<Event>();
            for (var step = 0; step < 15; step++) {
                var today = TODAY.plusDays(step);
                var from = today.plusDays(random.nextInt(12) - 2L);
                var command = switch (random.nextInt(5)) {
                    case 0 -> new EndStaff("wang", from, today, words("?"), "li", AT);
                    case 1 -> new RevokeStaffChange("wang", random.nextInt(5), today, "li", AT);
                    case 2 -> new NoteAbsence("wang", from, from.plusDays(2), today, "li", AT);
                    case 3 -> new CancelAbsence("wang", random.nextInt(4), today, "li", AT);
                    default ->
                        new ChangeStaff(
                                wang(
                                        Presence.RESIDENT,
                                        random.nextBoolean() ? List.of() : List.of("LABOUR"),
                                        List.of()),
                                from,
                                today,
                                words("?"),
                                "li",
                                AT);
                };
                var before = after("wang", events);
                if (REGISTER.decide(command, REGISTER.replay(events))
                        instanceof Decision.Accepted<Event>(var accepted)) {
                    events.addAll(accepted);
                }
                for (var day = TODAY; day.isBefore(today); day = day.plusDays(1)) {
                    assertThat(after("wang", events).memberOn(day, "wang")).isEqualTo(before.memberOn(day, "wang"));
                }
            }
        }
    }
}
