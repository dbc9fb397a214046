package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.fengqiao.kernel.legalclock.Examples.STARTED_BY;
import static org.fengqiao.kernel.legalclock.Examples.at;
import static org.fengqiao.kernel.legalclock.Examples.days;
import static org.fengqiao.kernel.legalclock.Examples.endOf;
import static org.fengqiao.kernel.legalclock.Examples.rule;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineBreached;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineCancelled;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineLapsed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlinePaused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineResumed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineWarned;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRefused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRequested;
import org.fengqiao.kernel.legalclock.DeadlineOrder.Cancel;
import org.fengqiao.kernel.legalclock.DeadlineOrder.GrantExtension;
import org.fengqiao.kernel.legalclock.DeadlineOrder.Meet;
import org.fengqiao.kernel.legalclock.DeadlineOrder.Pass;
import org.fengqiao.kernel.legalclock.DeadlineOrder.RefuseExtension;
import org.fengqiao.kernel.legalclock.DeadlineOrder.RequestExtension;
import org.fengqiao.kernel.legalclock.DeadlineOrder.Resume;
import org.fengqiao.kernel.legalclock.Rule.Extension;
import org.fengqiao.kernel.legalclock.Rule.LastDayOnHoliday;
import org.fengqiao.kernel.legalclock.Rule.Nature;
import org.fengqiao.kernel.legalclock.Rule.Varies;
import org.fengqiao.kernel.value.Bilingual;

/**
 * The life of a deadline of 20 days that is warned of 5 and 2 days before, may be extended once by 10 and stands for
 * hearings.
 */
class LegalClockTest {

    static final DeadlineName NAME = DeadlineName.of("handling", 1);
    static final String RULE = "handling";
    static final Instant START = at("2024-03-01T10:00");
    static final Instant DUE = endOf("2024-03-21");
    static final Instant FIRST_WARNING = endOf("2024-03-16");
    static final Instant SECOND_WARNING = endOf("2024-03-19");
    static final Bilingual HEAD = new Bilingual("负责人", "the head");

    static final DeadlineSet SET =
            new DeadlineSet(NAME, "handling", 1, STARTED_BY, START, null, DUE, List.of(FIRST_WARNING, SECOND_WARNING));

    static Rule handling(@Nullable Extension extension) {
        return rule(
                "handling",
                1,
                days(20),
                null,
                false,
                LastDayOnHoliday.STAYS,
                extension,
                List.of(days(2), days(5)),
                "2020-01-01",
                null);
    }

    static DeciderScenario<DeadlineOrder, Deadlines, DeadlineEvent> under(Rule... rules) {
        var all =
                Stream.concat(Stream.of(rules), Stream.of(Examples.approval())).toList();
        return DeciderScenario.of(new LegalClock(Rules.of(all), OfficialCalendar.of(List.of())));
    }

    final DeciderScenario<DeadlineOrder, Deadlines, DeadlineEvent> aCase =
            under(handling(new Extension(10, CountUnit.DAYS, 1, HEAD, true)));

    static DeadlineOrder.Set set(String rule, Instant startedAt) {
        return new DeadlineOrder.Set(NAME, rule, STARTED_BY, startedAt);
    }

    static RequestExtension ask(int count, @Nullable Instant told, Instant at) {
        return new RequestExtension(NAME, count, Examples.reason("the appraisal is late"), told, "Zhang", at);
    }

    static GrantExtension grant(Instant at) {
        return new GrantExtension(NAME, "Li", at);
    }

    static RefuseExtension refuse(Instant at) {
        return new RefuseExtension(NAME, Examples.reason("there was time enough"), "Li", at);
    }

    // A right instead of a duty

    @Test
    void aRightThatNobodyUsesLapsesAndNobodyIsLate() {
        var aRight = under(rule(
                RULE,
                1,
                Nature.RIGHT,
                days(30),
                null,
                false,
                LastDayOnHoliday.STAYS,
                null,
                List.of(),
                "2000-01-01",
                null));
        var set = aRight.when(set(RULE, START)).events().getFirst();
        var due = ((DeadlineSet) set).dueAt();
        var lapsed = new DeadlineLapsed(NAME, RULE, due, due.plusSeconds(5));
        aRight.given(set).when(new Pass(NAME, due.minusSeconds(1))).thenNothing();
        aRight.given(set).when(new Pass(NAME, due.plusSeconds(5))).then(lapsed);
        aRight.given(set).when(new Meet(NAME, due.plusSeconds(5))).then(lapsed);
        aRight.given(set, lapsed).when(new Meet(NAME, due.plusSeconds(9))).thenNothing();
        var ended = Deadlines.of(List.of(set, lapsed)).find(NAME).orElseThrow();
        assertThat(ended.state()).isEqualTo(DeadlineState.LAPSED);
        assertThat(ended.endedAt()).isEqualTo(due);
        assertThat(ended.nextAt()).isNull();
    }

    @Test
    void aRightUsedInTimeIsMet() {
        var aRight = under(rule(
                RULE,
                1,
                Nature.RIGHT,
                days(30),
                null,
                false,
                LastDayOnHoliday.STAYS,
                null,
                List.of(),
                "2000-01-01",
                null));
        var set = aRight.when(set(RULE, START)).events().getFirst();
        aRight.given(set)
                .when(new Meet(NAME, START.plusSeconds(60)))
                .then(new DeadlineMet(NAME, RULE, START.plusSeconds(60), true));
    }

    // Starting

    @Test
    void aDeadlineIsSetWithItsDueAndItsWarnings() {
        aCase.when(set("handling", START)).then(SET);
    }

    @Test
    void settingItTwiceRecordsNothing() {
        aCase.given(SET).when(set("handling", START)).thenNothing();
        aCase.given(SET, new DeadlineMet(NAME, RULE, at("2024-03-05T09:00"), true))
                .when(set("handling", START))
                .thenNothing();
    }

    @Test
    void withAnotherStartItStartsAnew() {
        var later = at("2024-03-04T09:00");
        aCase.given(SET)
                .when(set("handling", later))
                .then(
                        new DeadlineCancelled(NAME, LegalClock.STARTED_ANEW, later),
                        new DeadlineSet(
                                NAME,
                                "handling",
                                1,
                                STARTED_BY,
                                later,
                                null,
                                endOf("2024-03-24"),
                                List.of(endOf("2024-03-19"), endOf("2024-03-22"))));
    }

    @Test
    void aNameWhoseDeadlineHasEndedCanBeUsedAgain() {
        var later = at("2024-05-06T09:00");
        var events = aCase.given(SET, new DeadlineMet(NAME, RULE, at("2024-03-05T09:00"), true))
                .when(set("handling", later))
                .events();
        assertThat(events).singleElement().isInstanceOf(DeadlineSet.class);
    }

    @Test
    void nothingStartsBeforeTheRuleIsInForce() {
        aCase.when(set("handling", at("2019-12-31T23:59"))).thenRefused(DeadlineRefusal.NO_RULE_IN_FORCE);
    }

    @Test
    void aRuleThatDoesNotExistOrIsNotStartedThatWayIsAFaultInTheProgram() {
        assertThatIllegalArgumentException().isThrownBy(() -> aCase.when(set("no-such-rule", START)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aCase.when(new DeadlineOrder.Set(NAME, "handling", "case-closed.v1", START)))
                .withMessageContaining("case-closed.v1");
    }

    @Test
    void whoeverSetsItMayChooseTheLengthOnlyIfTheRuleLetsThem() {
        aCase.when(new DeadlineOrder.Set(NAME, "handling", STARTED_BY, START, 10))
                .thenRefused(DeadlineRefusal.LENGTH_NOT_ALLOWED);
        var rectification = under(rule(
                "rectification",
                1,
                days(15),
                new Varies(5, 60),
                false,
                LastDayOnHoliday.STAYS,
                null,
                List.of(),
                "2020-01-01",
                null));
        rectification
                .when(new DeadlineOrder.Set(NAME, "rectification", STARTED_BY, START, 30))
                .then(new DeadlineSet(NAME, "rectification", 1, STARTED_BY, START, 30, endOf("2024-03-31"), List.of()));
        rectification
                .when(new DeadlineOrder.Set(NAME, "rectification", STARTED_BY, START, 61))
                .thenRefused(DeadlineRefusal.LENGTH_NOT_ALLOWED);
    }

    // Passing

    @Test
    void nothingIsDueBeforeTheFirstWarning() {
        aCase.given(SET).when(new Pass(NAME, FIRST_WARNING.minusMillis(1))).thenNothing();
        aCase.when(new Pass(NAME, DUE)).thenNothing();
    }

    @Test
    void itIsWarnedOfWhenItIsNearAndAgainWhenItIsNearer() {
        var first = new DeadlineWarned(NAME, RULE, DUE, FIRST_WARNING);
        var second = new DeadlineWarned(NAME, RULE, DUE, SECOND_WARNING);
        aCase.given(SET).when(new Pass(NAME, FIRST_WARNING)).then(first);
        aCase.given(SET, first).when(new Pass(NAME, FIRST_WARNING)).thenNothing();
        aCase.given(SET, first).when(new Pass(NAME, SECOND_WARNING)).then(second);
    }

    @Test
    void itIsBreachedAtTheInstantItIsDueAndOnlyOnce() {
        var warned = new DeadlineWarned(NAME, RULE, DUE, SECOND_WARNING);
        aCase.given(SET, warned).when(new Pass(NAME, DUE.minusMillis(1))).thenNothing();
        aCase.given(SET, warned).when(new Pass(NAME, DUE)).then(new DeadlineBreached(NAME, RULE, DUE, DUE));
        aCase.given(SET, warned, new DeadlineBreached(NAME, RULE, DUE, DUE))
                .when(new Pass(NAME, DUE.plusSeconds(1)))
                .thenNothing();
    }

    @Test
    void aDeadlineThatNobodyLookedAtIsWarnedOfOnceAndBreachedInThatOrder() {
        var now = at("2024-04-01T08:00");
        aCase.given(SET)
                .when(new Pass(NAME, now))
                .then(new DeadlineWarned(NAME, RULE, DUE, now), new DeadlineBreached(NAME, RULE, DUE, now));
    }

    @Test
    void aDeadlineThatIsOverBeforeItIsSetIsSetAllTheSame() {
        var longAgo = at("2023-01-02T09:00");
        var set = aCase.when(set("handling", longAgo)).events();
        var now = at("2024-03-01T08:00");
        assertThat(aCase.given(set).when(new Pass(NAME, now)).state().find(NAME))
                .hasValueSatisfying(deadline -> assertThat(deadline.state()).isEqualTo(DeadlineState.BREACHED));
    }

    @Test
    void thePollerKnowsWhenToLookNext() {
        assertThat(next(SET)).isEqualTo(FIRST_WARNING);
        assertThat(next(SET, new DeadlineWarned(NAME, RULE, DUE, FIRST_WARNING)))
                .isEqualTo(SECOND_WARNING);
        assertThat(next(SET, new DeadlineWarned(NAME, RULE, DUE, SECOND_WARNING)))
                .isEqualTo(DUE);
        assertThat(next(SET, new DeadlineBreached(NAME, RULE, DUE, DUE))).isNull();
        assertThat(next(SET, new DeadlinePaused(NAME, "hearing", START.plusSeconds(60))))
                .isNull();
        assertThat(next(SET, new DeadlineMet(NAME, RULE, START, true))).isNull();
        assertThat(next(SET, new DeadlineCancelled(NAME, "withdrawn", START))).isNull();
    }

    static @Nullable Instant next(DeadlineEvent... events) {
        return Deadlines.of(List.of(events)).find(NAME).orElseThrow().nextAt();
    }

    // Meeting and cancelling

    @Test
    void whatIsDoneBeforeTheDueIsDoneInTime() {
        var lastMoment = DUE.minusMillis(1);
        aCase.given(SET).when(new Meet(NAME, lastMoment)).then(new DeadlineMet(NAME, RULE, lastMoment, true));
    }

    @Test
    void whatIsDoneAtTheDueIsLateAndTheBreachIsRecordedFirst() {
        aCase.given(SET)
                .when(new Meet(NAME, DUE))
                .then(new DeadlineBreached(NAME, RULE, DUE, DUE), new DeadlineMet(NAME, RULE, DUE, false));
        aCase.given(SET, new DeadlineBreached(NAME, RULE, DUE, DUE))
                .when(new Meet(NAME, DUE.plusSeconds(3600)))
                .then(new DeadlineMet(NAME, RULE, DUE.plusSeconds(3600), false));
    }

    @Test
    void aDeedThatIsRecordedLateButWasDoneInTimeIsInTime() {
        aCase.given(SET, new DeadlineBreached(NAME, RULE, DUE, DUE))
                .when(new Meet(NAME, DUE.minusSeconds(60)))
                .then(new DeadlineMet(NAME, RULE, DUE.minusSeconds(60), true));
    }

    @Test
    void whatIsDoneWhileTheClockStandsIsInTime() {
        var paused = new DeadlinePaused(NAME, "hearing", DUE.minusSeconds(60));
        var later = DUE.plusSeconds(86400);
        aCase.given(SET, paused).when(new Meet(NAME, later)).then(new DeadlineMet(NAME, RULE, later, true));
    }

    @Test
    void meetingOrCancellingWhatDoesNotRunRecordsNothing() {
        aCase.when(new Meet(NAME, START)).thenNothing();
        aCase.when(new Cancel(NAME, "withdrawn", START)).thenNothing();
        var met = new DeadlineMet(NAME, RULE, START, true);
        aCase.given(SET, met).when(new Meet(NAME, DUE)).thenNothing();
        aCase.given(SET, met).when(new Cancel(NAME, "withdrawn", DUE)).thenNothing();
        var cancelled = new DeadlineCancelled(NAME, "withdrawn", START);
        aCase.given(SET, cancelled).when(new Cancel(NAME, "withdrawn", DUE)).thenNothing();
        aCase.given(SET, cancelled).when(new Meet(NAME, DUE)).thenNothing();
    }

    @Test
    void aDeadlineThatIsNoLongerOwedIsCancelled() {
        var at = at("2024-03-10T09:00");
        var cancelled = new DeadlineCancelled(NAME, "withdrawn", at);
        aCase.given(SET).when(new Cancel(NAME, "withdrawn", at)).then(cancelled);
        aCase.given(SET, new DeadlineBreached(NAME, RULE, DUE, DUE))
                .when(new Cancel(NAME, "withdrawn", at))
                .then(cancelled);
    }

    // Pausing

    static final Instant PAUSED = at("2024-03-11T15:00");
    static final Instant RESUMED = at("2024-03-14T09:00");
    static final DeadlinePaused PAUSE = new DeadlinePaused(NAME, "hearing", PAUSED);

    @Test
    void theClockStandsForAGroundThatTheRuleNames() {
        aCase.given(SET).when(new DeadlineOrder.Pause(NAME, "hearing", PAUSED)).then(PAUSE);
        aCase.given(SET)
                .when(new DeadlineOrder.Pause(NAME, "holiday", PAUSED))
                .thenRefused(DeadlineRefusal.NO_SUCH_GROUND);
    }

    @Test
    void noDayOnWhichTheClockStoodIsCounted() {
        // The 11th to the 14th, both in part, are four days.
        aCase.given(SET, PAUSE)
                .when(new Resume(NAME, RESUMED))
                .then(new DeadlineResumed(
                        NAME, RESUMED, endOf("2024-03-25"), List.of(endOf("2024-03-20"), endOf("2024-03-23"))));
    }

    @Test
    void aClockThatStandsIsNotPausedTwice() {
        aCase.given(SET, PAUSE)
                .when(new DeadlineOrder.Pause(NAME, "hearing", RESUMED))
                .thenNothing();
        aCase.given(SET, PAUSE)
                .when(new DeadlineOrder.Pause(NAME, "appraisal", RESUMED))
                .thenRefused(DeadlineRefusal.ALREADY_PAUSED);
    }

    @Test
    void aClockThatRunsIsNotResumed() {
        aCase.given(SET).when(new Resume(NAME, RESUMED)).thenNothing();
    }

    @Test
    void whileTheClockStandsNothingPasses() {
        aCase.given(SET, PAUSE).when(new Pass(NAME, DUE.plusSeconds(1))).thenNothing();
    }

    @Test
    void whatHasPassedCannotBePaused() {
        aCase.given(SET).when(new DeadlineOrder.Pause(NAME, "hearing", DUE)).thenRefused(DeadlineRefusal.PASSED);
        aCase.given(SET, new DeadlineBreached(NAME, RULE, DUE, DUE))
                .when(new DeadlineOrder.Pause(NAME, "hearing", PAUSED))
                .thenRefused(DeadlineRefusal.PASSED);
    }

    @Test
    void pausesFollowOneAnother() {
        aCase.given(SET)
                .when(new DeadlineOrder.Pause(NAME, "hearing", START.minusSeconds(1)))
                .thenRefused(DeadlineRefusal.OUT_OF_ORDER);
        aCase.given(SET, PAUSE)
                .when(new Resume(NAME, PAUSED.minusSeconds(1)))
                .thenRefused(DeadlineRefusal.OUT_OF_ORDER);
        aCase.given(SET, PAUSE, new DeadlineResumed(NAME, RESUMED, endOf("2024-03-25"), List.of()))
                .when(new DeadlineOrder.Pause(NAME, "hearing", PAUSED))
                .thenRefused(DeadlineRefusal.OUT_OF_ORDER);
    }

    @Test
    void aDeadlineThatEndedOrNeverWasCanNeitherStandNorGoOnNorGrow() {
        var met = new DeadlineMet(NAME, RULE, START, true);
        for (var order : List.of(
                new DeadlineOrder.Pause(NAME, "hearing", PAUSED),
                new Resume(NAME, RESUMED),
                ask(5, PAUSED, PAUSED),
                grant(PAUSED),
                refuse(PAUSED))) {
            aCase.when(order).thenRefused(DeadlineRefusal.NO_SUCH_DEADLINE);
        }
        for (var order : List.of(
                new DeadlineOrder.Pause(NAME, "hearing", PAUSED), new Resume(NAME, RESUMED), ask(5, PAUSED, PAUSED))) {
            aCase.given(SET, met).when(order).thenRefused(DeadlineRefusal.ENDED);
        }
    }

    @Test
    void afterAPauseItIsWarnedOfTheNewDue() {
        var warned = new DeadlineWarned(NAME, RULE, DUE, FIRST_WARNING);
        var paused = new DeadlinePaused(NAME, "hearing", at("2024-03-18T09:00"));
        var resumed = aCase.given(SET, warned, paused)
                .when(new Resume(NAME, at("2024-03-28T09:00")))
                .state()
                .find(NAME)
                .orElseThrow();
        assertThat(resumed.dueAt()).isEqualTo(endOf("2024-04-01"));
        assertThat(resumed.state()).isEqualTo(DeadlineState.RUNNING);
        assertThat(resumed.nextAt()).isEqualTo(endOf("2024-03-27"));
    }

    // Extending

    static final Instant TOLD = at("2024-03-15T08:00");
    static final Instant ASKED = at("2024-03-15T09:00");
    static final Instant GRANTED = at("2024-03-18T09:00");
    static final DeadlineName APPROVAL = ApprovalClock.ofExtension(NAME);
    static final ExtensionRequested REQUESTED = new ExtensionRequested(
            NAME, 10, CountUnit.DAYS, Examples.reason("the appraisal is late"), TOLD, "Zhang", ASKED);
    static final DeadlineSet TO_BE_DECIDED = new DeadlineSet(
            APPROVAL, ApprovalClock.RULE, 1, "extension-requested.v1", ASKED, null, endOf("2024-03-19"), List.of());
    static final DeadlineExtended EXTENDED = new DeadlineExtended(
            NAME,
            10,
            CountUnit.DAYS,
            Examples.reason("the appraisal is late"),
            "Zhang",
            "Li",
            TOLD,
            GRANTED,
            endOf("2024-03-31"),
            List.of(endOf("2024-03-26"), endOf("2024-03-29")));
    static final DeadlineMet DECIDED = new DeadlineMet(APPROVAL, ApprovalClock.RULE, GRANTED, true);

    static DeadlineCancelled noLongerToBeDecided(Instant at) {
        return new DeadlineCancelled(APPROVAL, "the request lapsed", at);
    }

    @Test
    void onePersonAsksForMoreTimeAndAnotherOneGrantsIt() {
        aCase.given(SET).when(ask(10, TOLD, ASKED)).then(REQUESTED, TO_BE_DECIDED);
        var asked = aCase.given(SET, REQUESTED, TO_BE_DECIDED);
        asked.when(ask(10, TOLD, ASKED)).thenNothing();
        asked.when(new GrantExtension(NAME, "Zhang", GRANTED)).thenRefused(DeadlineRefusal.OWN_REQUEST);
        asked.when(grant(GRANTED)).then(EXTENDED, DECIDED);
        var granted = asked.given(EXTENDED, DECIDED);
        granted.when(grant(GRANTED.plusSeconds(60))).thenNothing();
        granted.when(refuse(GRANTED)).thenRefused(DeadlineRefusal.EXTENSION_DECIDED);
    }

    @Test
    void orRefusesIt() {
        var asked = aCase.given(SET, REQUESTED, TO_BE_DECIDED);
        var refused = new ExtensionRefused(NAME, Examples.reason("there was time enough"), "Li", GRANTED);
        asked.when(new RefuseExtension(NAME, Examples.reason("never mind"), "Zhang", GRANTED))
                .thenRefused(DeadlineRefusal.OWN_REQUEST);
        asked.when(refuse(GRANTED)).then(refused, DECIDED);
        var decided = asked.given(refused, DECIDED);
        decided.when(refuse(GRANTED.plusSeconds(60))).thenNothing();
        decided.when(grant(GRANTED)).thenRefused(DeadlineRefusal.EXTENSION_DECIDED);
        assertThat(decided.when(ask(10, TOLD, ASKED)).events())
                .as("what was refused may be asked for again in the same words")
                .hasSize(2);
        assertThat(decided.when(ask(5, TOLD, GRANTED)).events())
                .as("it may be asked for again, even at the same instant, and is decided anew")
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        DeadlineSet.class, set -> assertThat(set.startedAt()).isEqualTo(GRANTED));
    }

    @Test
    void nobodyAsksTwiceBeforeItIsDecided() {
        aCase.given(SET, REQUESTED, TO_BE_DECIDED)
                .when(ask(5, TOLD, GRANTED))
                .thenRefused(DeadlineRefusal.EXTENSION_PENDING);
        aCase.given(SET).when(grant(GRANTED)).thenRefused(DeadlineRefusal.NO_EXTENSION_REQUESTED);
        aCase.given(SET).when(refuse(GRANTED)).thenRefused(DeadlineRefusal.NO_EXTENSION_REQUESTED);
    }

    @Test
    void aRequestLapsesWhenTheDeadlinePassesOrEnds() {
        var asked = aCase.given(SET, REQUESTED, TO_BE_DECIDED);
        asked.when(grant(DUE)).thenRefused(DeadlineRefusal.PASSED);
        asked.when(new Pass(NAME, DUE))
                .then(
                        new DeadlineWarned(NAME, RULE, DUE, DUE),
                        new DeadlineBreached(NAME, RULE, DUE, DUE),
                        noLongerToBeDecided(DUE));
        asked.when(new Meet(NAME, GRANTED))
                .then(new DeadlineMet(NAME, RULE, GRANTED, true), noLongerToBeDecided(GRANTED));
        asked.when(new Meet(NAME, DUE))
                .then(
                        new DeadlineBreached(NAME, RULE, DUE, DUE),
                        noLongerToBeDecided(DUE),
                        new DeadlineMet(NAME, RULE, DUE, false));
        var cancelled = new DeadlineCancelled(NAME, "closed", GRANTED);
        asked.when(new DeadlineOrder.Cancel(NAME, "closed", GRANTED)).then(cancelled, noLongerToBeDecided(GRANTED));
        asked.given(cancelled, noLongerToBeDecided(GRANTED))
                .when(grant(GRANTED))
                .thenRefused(DeadlineRefusal.EXTENSION_DECIDED);
    }

    @Test
    void whoDoesNotDecideInTimeIsLateAndStillHasToDecide() {
        var late = endOf("2024-03-19");
        var asked = aCase.given(SET, REQUESTED, TO_BE_DECIDED);
        var breached = new DeadlineBreached(APPROVAL, ApprovalClock.RULE, late, late);
        asked.when(new Pass(APPROVAL, late)).then(breached);
        assertThat(asked.given(breached).when(grant(late.plusSeconds(60))).events())
                .last()
                .isEqualTo(new DeadlineMet(APPROVAL, ApprovalClock.RULE, late.plusSeconds(60), false));
    }

    @Test
    void anExtensionBeyondWhatTheRuleAllowsIsRefused() {
        aCase.given(SET).when(ask(11, START, START)).thenRefused(DeadlineRefusal.EXTENSION_TOO_LONG);
        aCase.given(SET).when(ask(0, START, START)).thenRefused(DeadlineRefusal.EXTENSION_TOO_LONG);
        aCase.given(SET).when(ask(10, null, START)).thenRefused(DeadlineRefusal.PARTY_NOT_TOLD);
        aCase.given(SET).when(ask(10, DUE, DUE)).thenRefused(DeadlineRefusal.PASSED);
        under(handling(null)).given(SET).when(ask(10, START, START)).thenRefused(DeadlineRefusal.NOT_EXTENDABLE);
    }

    @Test
    void itIsExtendedNoMoreOftenThanTheRuleAllows() {
        aCase.given(SET, REQUESTED, TO_BE_DECIDED, EXTENDED, DECIDED)
                .when(ask(4, TOLD, GRANTED))
                .thenRefused(DeadlineRefusal.EXTENSIONS_USED_UP);
    }

    @Test
    void whatTheRuleAllowsIsAskedAgainAtTheGrant() {
        aCase.given(SET, REQUESTED, TO_BE_DECIDED, EXTENDED, REQUESTED)
                .when(grant(GRANTED))
                .thenRefused(DeadlineRefusal.EXTENSIONS_USED_UP);
    }

    @Test
    void thePartiesExtendByTheirOwnConsentAsOftenAsTheyLike() {
        var byConsent = under(handling(new Extension(null, CountUnit.DAYS, null, null, false)));
        var once = byConsent.given(SET).when(ask(100, null, START)).events();
        assertThat(once).singleElement().isInstanceOfSatisfying(DeadlineExtended.class, extended -> {
            assertThat(extended.requestedBy()).isEqualTo("Zhang");
            assertThat(extended.approvedBy()).isNull();
        });
        byConsent.given(SET).given(once).when(ask(100, null, START)).thenNothing();
        byConsent.given(SET).given(once).when(grant(START)).thenRefused(DeadlineRefusal.NO_EXTENSION_REQUESTED);
        var twice = byConsent
                .given(SET)
                .given(once)
                .when(ask(100, null, START.plusSeconds(1)))
                .state();
        assertThat(twice.find(NAME).orElseThrow().dueAt()).isEqualTo(endOf("2024-10-07"));
    }

    @Test
    void anExtensionThatIsGrantedWhileTheClockStandsCountsWhenItRunsAgain() {
        var paused = aCase.given(SET, PAUSE);
        var asked = paused.given(
                paused.when(ask(10, PAUSED, PAUSED.plusSeconds(30))).events());
        var extended = asked.when(grant(PAUSED.plusSeconds(60)));
        assertThat(extended.state().find(NAME).orElseThrow().state()).isEqualTo(DeadlineState.PAUSED);
        var resumed = asked.given(extended.events()).when(new Resume(NAME, RESUMED));
        assertThat(resumed.state().find(NAME).orElseThrow().dueAt()).isEqualTo(endOf("2024-04-04"));
    }

    // A rule that changes

    @Test
    void aRuleThatChangesWhileTheClockRunsChangesNothingForThatClock() {
        var changing = under(
                rule(
                        "handling",
                        1,
                        days(30),
                        null,
                        false,
                        LastDayOnHoliday.STAYS,
                        null,
                        List.of(),
                        "2020-01-01",
                        "2024-12-31"),
                rule(
                        "handling",
                        2,
                        days(15),
                        null,
                        false,
                        LastDayOnHoliday.STAYS,
                        null,
                        List.of(),
                        "2025-01-01",
                        null));
        var lastOfTheOld = at("2024-12-31T23:59");
        var old = changing.when(set("handling", lastOfTheOld));
        old.then(new DeadlineSet(NAME, "handling", 1, STARTED_BY, lastOfTheOld, null, endOf("2025-01-30"), List.of()));
        var paused = changing.given(old.events())
                .when(new DeadlineOrder.Pause(NAME, "hearing", at("2025-01-10T09:00")))
                .events();
        assertThat(changing.given(old.events())
                        .given(paused)
                        .when(new Resume(NAME, at("2025-01-11T09:00")))
                        .state()
                        .find(NAME)
                        .orElseThrow()
                        .dueAt())
                .as("resumed under the rule of its start")
                .isEqualTo(endOf("2025-02-01"));
        var firstOfTheNew = at("2025-01-01T00:00");
        changing.when(set("handling", firstOfTheNew))
                .then(new DeadlineSet(
                        NAME, "handling", 2, STARTED_BY, firstOfTheNew, null, endOf("2025-01-16"), List.of()));
    }

    // A matter that changes hands

    static final DeadlineName NEXT = DeadlineName.of("handling", 2);

    static DeadlineOrder.Continue goOn(DeadlineName name, Instant startedAt) {
        return new DeadlineOrder.Continue(name, RULE, STARTED_BY, startedAt);
    }

    static DeadlineSet goingOn(Instant dueAt, Instant... warnAt) {
        return new DeadlineSet(NEXT, RULE, 1, STARTED_BY, START, null, dueAt, List.of(warnAt), NAME, null);
    }

    @Test
    void whoeverHasTheMatterFirstStartsItsTime() {
        aCase.when(goOn(NAME, START)).then(SET);
        aCase.given(SET).when(goOn(NAME, START)).thenNothing();
    }

    @Test
    void whoeverHasTheMatterNextHasWhatIsLeftOfItsTime() {
        aCase.given(SET, new DeadlineCancelled(NAME, "returned", at("2024-03-08T09:00")))
                .when(goOn(NEXT, START))
                .then(goingOn(DUE, FIRST_WARNING, SECOND_WARNING));
    }

    @Test
    void aMatterThatWasTakenUpTwiceInOneCustodyGoesOnFromTheLatest() {
        var again = DeadlineName.of("handling", 1, 1);
        var once = aCase.given(SET, new DeadlineCancelled(NAME, "in court", at("2024-03-08T09:00")));
        var taken = once.given(once.when(goOn(again, START)).events())
                .given(new DeadlineCancelled(again, "in court", at("2024-03-09T09:00")));
        assertThat(taken.when(goOn(NEXT, START))
                        .state()
                        .find(NEXT)
                        .orElseThrow()
                        .continues())
                .isEqualTo(again);
    }

    @Test
    void anExtensionAndAPauseAreTheMattersToo() {
        var extended = aCase.given(SET)
                .given(new DeadlinePaused(NAME, "hearing", at("2024-03-04T09:00")))
                .given(new DeadlineResumed(NAME, at("2024-03-05T09:00"), endOf("2024-03-23"), List.of()));
        var asked = extended.given(extended.when(ask(10, at("2024-03-06T08:00"), at("2024-03-06T09:00")))
                .events());
        var granted = asked.when(grant(at("2024-03-06T09:00"))).events();
        var left = asked.given(granted).given(new DeadlineCancelled(NAME, "escalated", at("2024-03-08T09:00")));
        var next = left.when(goOn(NEXT, START));
        var due = endOf("2024-04-02");
        next.then(goingOn(due, endOf("2024-03-28"), endOf("2024-03-31")));
        var deadline = next.state().find(NEXT).orElseThrow();
        assertThat(deadline.pauses()).hasSize(1);
        assertThat(deadline.extensions()).hasSize(1);
        assertThat(deadline.continues()).isEqualTo(NAME);
        left.given(next.events())
                .when(new RequestExtension(
                        NEXT, 5, Examples.reason("more"), at("2024-03-09T09:00"), "Zhang", at("2024-03-09T09:00")))
                .thenRefused(DeadlineRefusal.EXTENSIONS_USED_UP);
    }

    @Test
    void aClockThatStoodStandsUntilItIsResumed() {
        var left = aCase.given(
                SET,
                new DeadlinePaused(NAME, "hearing", at("2024-03-04T09:00")),
                new DeadlineCancelled(NAME, "escalated", at("2024-03-05T09:00")));
        var next = left.when(goOn(NEXT, START));
        next.then(goingOn(DUE, FIRST_WARNING, SECOND_WARNING));
        assertThat(next.state().find(NEXT).orElseThrow().state()).isEqualTo(DeadlineState.PAUSED);
        left.given(next.events())
                .when(new Resume(NEXT, at("2024-03-06T09:00")))
                .then(new DeadlineResumed(
                        NEXT,
                        at("2024-03-06T09:00"),
                        endOf("2024-03-24"),
                        List.of(endOf("2024-03-19"), endOf("2024-03-22"))));
    }

    @Test
    void whatWasBreachedIsNotBreachedAgainByWhoeverHasItNext() {
        var left = aCase.given(
                SET, new DeadlineBreached(NAME, RULE, DUE, DUE), new DeadlineCancelled(NAME, "returned", DUE));
        var next = left.when(goOn(NEXT, START)).events();
        assertThat(Deadlines.of(left.given(next).history())
                        .find(NEXT)
                        .orElseThrow()
                        .state())
                .isEqualTo(DeadlineState.BREACHED);
        left.given(next).when(new Pass(NEXT, DUE.plusSeconds(60))).thenNothing();
        left.given(next)
                .when(new Meet(NEXT, DUE.plusSeconds(60)))
                .then(new DeadlineMet(NEXT, RULE, DUE.plusSeconds(60), false));
    }

    @Test
    void whatPassedBetweenTwoHandsIsFoundPassed() {
        var left = aCase.given(SET, new DeadlineCancelled(NAME, "returned", DUE.minusSeconds(60)));
        left.given(goingOn(DUE))
                .when(new Pass(NEXT, DUE.plusSeconds(60)))
                .then(new DeadlineBreached(NEXT, RULE, DUE, DUE.plusSeconds(60)));
    }

    @Test
    void aMatterThatBeganLaterIsAnother() {
        var later = at("2024-06-01T09:00");
        aCase.given(SET, new DeadlineMet(NAME, RULE, at("2024-03-08T09:00"), true))
                .when(goOn(NEXT, later))
                .then(new DeadlineSet(
                        NEXT,
                        RULE,
                        1,
                        STARTED_BY,
                        later,
                        null,
                        endOf("2024-06-21"),
                        List.of(endOf("2024-06-16"), endOf("2024-06-19"))));
    }

    // What a party was told

    @Test
    void thePartyIsToldBetweenTheStartAndNow() {
        var now = at("2024-03-11T09:00");
        aCase.given(SET)
                .when(ask(10, START.minusSeconds(86_400), now))
                .thenRefused(DeadlineRefusal.PARTY_TOLD_BEFORE_THE_START);
        aCase.given(SET)
                .when(ask(10, now.plusSeconds(3600), now))
                .thenRefused(DeadlineRefusal.PARTY_TOLD_IN_THE_FUTURE);
    }

    // What a case remembers

    @Test
    void aCaseKeepsItsDeadlinesApartByName() {
        var other =
                new DeadlineSet(DeadlineName.parse("notice-1"), "handling", 1, STARTED_BY, START, null, DUE, List.of());
        var deadlines = Deadlines.of(List.of(SET, other, new DeadlineMet(NAME, RULE, START, true)));
        assertThat(deadlines.find(NAME).orElseThrow().state()).isEqualTo(DeadlineState.MET);
        assertThat(deadlines.find(DeadlineName.parse("notice-1")).orElseThrow().state())
                .isEqualTo(DeadlineState.RUNNING);
        assertThat(deadlines.all()).extracting(Deadline::name).containsExactly(NAME, DeadlineName.parse("notice-1"));
        assertThat(deadlines).isEqualTo(Deadlines.of(List.of(other, SET, new DeadlineMet(NAME, RULE, START, true))));
    }

    @Test
    void aHistoryInWhichADeadlineIsMetThatWasNeverSetIsNoHistory() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Deadlines.of(List.of(new DeadlineMet(NAME, RULE, START, true))));
    }

    @Test
    void aDeadlineMetTooLateSaysSo() {
        var deadlines = Deadlines.of(
                List.of(SET, new DeadlineBreached(NAME, RULE, DUE, DUE), new DeadlineMet(NAME, RULE, DUE, false)));
        assertThat(deadlines.find(NAME).orElseThrow().state()).isEqualTo(DeadlineState.MET_LATE);
        assertThat(deadlines.find(NAME).orElseThrow().endedAt()).isEqualTo(DUE);
    }
}
