package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.RULES;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TRIBUNAL;
import static org.fengqiao.routing.model.Histories.UNKNOWN;
import static org.fengqiao.routing.model.Histories.assigned;
import static org.fengqiao.routing.model.Histories.retriaged;
import static org.fengqiao.routing.model.Histories.settled;
import static org.fengqiao.routing.model.Histories.words;
import static org.fengqiao.routing.model.ReviewRefusal.ALREADY_APPEALED;
import static org.fengqiao.routing.model.ReviewRefusal.ALREADY_PUBLISHED;
import static org.fengqiao.routing.model.ReviewRefusal.ALREADY_REVIEWED;
import static org.fengqiao.routing.model.ReviewRefusal.ALREADY_SELF_CHECKED;
import static org.fengqiao.routing.model.ReviewRefusal.APPEAL_TIME_OVER;
import static org.fengqiao.routing.model.ReviewRefusal.CLOSING_UNDONE;
import static org.fengqiao.routing.model.ReviewRefusal.DECIDED_BY_A_PARTY;
import static org.fengqiao.routing.model.ReviewRefusal.NOMINATION_DECIDED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_APPEALED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_ASKED_TO_REVIEW;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_A_REVIEWING_UNIT;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_A_TYPICAL_CASE;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_BETTER;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_CONCLUDED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_EXCELLENT;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_NOMINATED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_PUBLISHED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_REPORTED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_SAMPLED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_THE_REVIEWED_UNIT;
import static org.fengqiao.routing.model.ReviewRefusal.NO_SUCH_RECTIFICATION;
import static org.fengqiao.routing.model.ReviewRefusal.NO_SUMMARY;
import static org.fengqiao.routing.model.ReviewRefusal.OWN_NOMINATION;
import static org.fengqiao.routing.model.ReviewRefusal.OWN_SUMMARY;
import static org.fengqiao.routing.model.ReviewRefusal.POINTS_OUT_OF_RANGE;
import static org.fengqiao.routing.model.ReviewRefusal.RECTIFICATION_ENDED;
import static org.fengqiao.routing.model.ReviewRefusal.REVIEW_BEGUN;
import static org.fengqiao.routing.model.ReviewRefusal.SHEET_INCOMPLETE;
import static org.fengqiao.routing.model.ReviewRefusal.SUMMARY_REWRITTEN;
import static org.fengqiao.routing.model.RoutingRefusal.NO_SUCH_CASE;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.routing.model.ReviewCommand.AppealReview;
import org.fengqiao.routing.model.ReviewCommand.CheckOwnCase;
import org.fengqiao.routing.model.ReviewCommand.CheckRectification;
import org.fengqiao.routing.model.ReviewCommand.ConfirmTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.DecideAppeal;
import org.fengqiao.routing.model.ReviewCommand.DeclineTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.NominateTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.PublishTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.ReportRectification;
import org.fengqiao.routing.model.ReviewCommand.ReviewCase;
import org.fengqiao.routing.model.ReviewCommand.SampleCase;
import org.fengqiao.routing.model.ReviewCommand.SummariseTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.WithdrawTypicalCase;
import org.fengqiao.routing.model.ReviewEvent.AppealDecided;
import org.fengqiao.routing.model.ReviewEvent.CaseReviewed;
import org.fengqiao.routing.model.ReviewEvent.Differences;
import org.fengqiao.routing.model.ReviewEvent.ItemDifference;
import org.fengqiao.routing.model.ReviewEvent.RectificationCompleted;
import org.fengqiao.routing.model.ReviewEvent.RectificationOrdered;
import org.fengqiao.routing.model.ReviewEvent.RectificationRefused;
import org.fengqiao.routing.model.ReviewEvent.RectificationReported;
import org.fengqiao.routing.model.ReviewEvent.RectificationWaived;
import org.fengqiao.routing.model.ReviewEvent.ReviewAppealed;
import org.fengqiao.routing.model.ReviewEvent.ReviewConcluded;
import org.fengqiao.routing.model.ReviewEvent.ReviewSampled;
import org.fengqiao.routing.model.ReviewEvent.SelfChecked;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseConfirmed;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseDeclined;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseNominated;
import org.fengqiao.routing.model.ReviewEvent.TypicalCasePublished;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseSummarised;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseWithdrawn;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.ScoreSheet.Points;

/** The evaluation of handled cases: draw, review, what is to be put right, appeal. */
class ReviewDeciderTest {

    static final UUID SAMPLE = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad94");
    static final String OTHERS = "kundulun-labour-team";
    static final SampleCase DRAWN = new SampleCase(SAMPLE, 1, "2022-05", List.of(OTHERS));
    static final SampleCase DRAWN_TWICE = new SampleCase(SAMPLE, 1, "2022-05", List.of(OTHERS, TRIBUNAL));
    static final ReviewSampled SAMPLED =
            new ReviewSampled(SAMPLE, 1, Outcome.AGREED, STREET, "2022-05", List.of(OTHERS));
    static final ReviewSampled SAMPLED_TWICE =
            new ReviewSampled(SAMPLE, 1, Outcome.AGREED, STREET, "2022-05", List.of(OTHERS, TRIBUNAL));

    /** Full points but for these questions. */
    static List<Points> answers(Map<String, Integer> otherwise) {
        var sheet = RULES.review().find("2022-05").orElseThrow();
        return sheet.items().stream()
                .map(item -> new Points(item.id(), otherwise.getOrDefault(item.id(), item.points())))
                .toList();
    }

    static final List<Points> FAULTLESS = answers(Map.of());
    static final List<Points> FLAWED = answers(Map.of("file", 0, "documents", 0, "revisits", 5));
    static final List<Points> UNLAWFUL = answers(Map.of("law", 0));

    static ReviewCase review(String by, List<Points> answers) {
        return new ReviewCase(by, "wang", answers, null, LATER);
    }

    static CaseReviewed reviewed(String by, List<Points> answers, String score, Grade grade) {
        return new CaseReviewed(SAMPLE, by, "wang", answers, new BigDecimal(score), grade, null, null, LATER);
    }

    static CheckOwnCase ownCheck(String by, List<Points> answers) {
        return new CheckOwnCase(by, "li", answers, words("自查"), LATER);
    }

    static SelfChecked selfChecked(List<Points> answers, String score, Grade grade) {
        return new SelfChecked(SAMPLE, 1, STREET, "li", answers, new BigDecimal(score), grade, words("自查"), LATER);
    }

    static final CaseReviewed FOUND_FAULTLESS = reviewed(OTHERS, FAULTLESS, "100.0", Grade.EXCELLENT);
    static final ReviewConcluded CONCLUDED_FAULTLESS =
            new ReviewConcluded(SAMPLE, 1, STREET, Grade.EXCELLENT, new BigDecimal("100.0"), null, LATER);
    static final NominateTypicalCase NOMINATE = new NominateTypicalCase(OTHERS, "wang", words("依法又合情"), LATER);
    static final TypicalCaseNominated NOMINATED =
            new TypicalCaseNominated(SAMPLE, 1, STREET, OTHERS, "wang", words("依法又合情"), LATER);
    static final TypicalCaseConfirmed CONFIRMED = new TypicalCaseConfirmed(SAMPLE, 1, STREET, "zhao", LATER);
    static final TypicalCaseDeclined DECLINED =
            new TypicalCaseDeclined(SAMPLE, 1, STREET, "zhao", words("并不典型"), LATER);

    static final SummariseTypicalCase SUMMARISE =
            new SummariseTypicalCase("zhao", words("漏水怎么分担"), words("楼上漏水，双方各担一半。"), LATER);
    static final TypicalCaseSummarised SUMMARISED = summarised(1, "zhao");
    static final TypicalCasePublished PUBLISHED = new TypicalCasePublished(SAMPLE, 1, STREET, 1, "qian", LATER);
    static final TypicalCaseWithdrawn WITHDRAWN =
            new TypicalCaseWithdrawn(SAMPLE, 1, STREET, 1, "qian", words("可辨认"), LATER);

    static TypicalCaseSummarised summarised(int number, String by) {
        return new TypicalCaseSummarised(SAMPLE, 1, STREET, number, words("漏水怎么分担"), words("楼上漏水，双方各担一半。"), by, LATER);
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> typical() {
        return faultless().given(NOMINATED, CONFIRMED);
    }

    static final CaseReviewed FOUND_FLAWED = reviewed(OTHERS, FLAWED, "75.0", Grade.FLAWED);
    static final ReviewConcluded CONCLUDED_FLAWED =
            new ReviewConcluded(SAMPLE, 1, STREET, Grade.FLAWED, new BigDecimal("75.0"), null, LATER);
    static final RectificationOrdered ORDERED = new RectificationOrdered(
            SAMPLE, 1, STREET, List.of("file", "documents", "revisits"), List.of(OTHERS), LATER);
    static final RectificationReported REPORTED = new RectificationReported(1, STREET, words("已补"), LATER);
    static final ReviewAppealed APPEALED = new ReviewAppealed(SAMPLE, 1, STREET, words("卷宗齐全"), LATER);

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> drawn() {
        return settled().given(SAMPLED);
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> flawed() {
        return drawn().given(FOUND_FLAWED, CONCLUDED_FLAWED, ORDERED);
    }

    @Test
    void aClosedCaseIsDrawnOnce() {
        settled().when(DRAWN).then(SAMPLED);
        drawn().when(DRAWN).thenNothing();
        drawn().when(new SampleCase(UUID.randomUUID(), 1, "2022-05", List.of(TRIBUNAL)))
                .thenNothing();
    }

    @Test
    void aClosingThatIsUndoneIsNotDrawn() {
        assigned().when(DRAWN).thenNothing();
        settled().when(new SampleCase(SAMPLE, 2, "2022-05", List.of(OTHERS))).thenNothing();
        UNKNOWN.when(DRAWN).thenNothing();
    }

    @Test
    void aFaultlessCaseIsExcellentAndNothingIsToBePutRight() {
        drawn().when(review(OTHERS, FAULTLESS))
                .then(
                        reviewed(OTHERS, FAULTLESS, "100.0", Grade.EXCELLENT),
                        new ReviewConcluded(SAMPLE, 1, STREET, Grade.EXCELLENT, new BigDecimal("100.0"), null, LATER));
    }

    @Test
    void aFlawIsToBePutRight() {
        drawn().when(review(OTHERS, FLAWED)).then(FOUND_FLAWED, CONCLUDED_FLAWED, ORDERED);
    }

    @Test
    void aCaseFoundUnqualifiedIsOpenedAgain() {
        drawn().when(review(OTHERS, UNLAWFUL))
                .then(
                        reviewed(OTHERS, UNLAWFUL, "80.0", Grade.UNQUALIFIED),
                        new ReviewConcluded(SAMPLE, 1, STREET, Grade.UNQUALIFIED, new BigDecimal("80.0"), null, LATER),
                        new RectificationOrdered(SAMPLE, 1, STREET, List.of("law"), List.of(OTHERS), LATER),
                        new CaseReopened(1, RetriageCause.FOUND_UNQUALIFIED, null, null, LATER),
                        retriaged(
                                RetriageCause.FOUND_UNQUALIFIED,
                                Complexity.SIMPLE,
                                Risk.LOW,
                                Path.MEDIATION,
                                "same-way-again"),
                        new CaseAssigned(2, STREET, Path.MEDIATION));
    }

    @Test
    void ofTwoReviewsTheWorseGradeCountsAndTheMeanScore() {
        var first = reviewed(TRIBUNAL, FAULTLESS, "100.0", Grade.EXCELLENT);
        settled().given(SAMPLED_TWICE).when(review(TRIBUNAL, FAULTLESS)).then(first);
        settled()
                .given(SAMPLED_TWICE, first)
                .when(review(OTHERS, FLAWED))
                .then(
                        FOUND_FLAWED,
                        new ReviewConcluded(SAMPLE, 1, STREET, Grade.FLAWED, new BigDecimal("87.5"), false, LATER),
                        new RectificationOrdered(
                                SAMPLE,
                                1,
                                STREET,
                                List.of("file", "documents", "revisits"),
                                List.of(OTHERS, TRIBUNAL),
                                LATER));
    }

    @Test
    void onlyAUnitThatWasAskedReviewsAndOnlyOnce() {
        drawn().when(review(STREET, FAULTLESS)).thenRefused(NOT_ASKED_TO_REVIEW);
        drawn().when(review("", FAULTLESS)).thenRefused(NOT_ASKED_TO_REVIEW);
        flawed().when(review(OTHERS, FAULTLESS)).thenRefused(ALREADY_REVIEWED);
        settled().when(review(OTHERS, FAULTLESS)).thenRefused(NOT_SAMPLED);
        UNKNOWN.when(review(OTHERS, FAULTLESS)).thenRefused(NO_SUCH_CASE);
    }

    @Test
    void theUnitChecksItsOwnCaseBeforeTheReview() {
        drawn().when(ownCheck(STREET, FAULTLESS)).then(selfChecked(FAULTLESS, "100.0", Grade.EXCELLENT));
        drawn().when(ownCheck(OTHERS, FAULTLESS)).thenRefused(NOT_THE_REVIEWED_UNIT);
        drawn().given(selfChecked(FAULTLESS, "100.0", Grade.EXCELLENT))
                .when(ownCheck(STREET, FLAWED))
                .thenRefused(ALREADY_SELF_CHECKED);
        flawed().when(ownCheck(STREET, FAULTLESS)).thenRefused(REVIEW_BEGUN);
        drawn().when(ownCheck(STREET, FAULTLESS.subList(1, 7))).thenRefused(SHEET_INCOMPLETE);
        drawn().when(ownCheck(STREET, answers(Map.of("file", 11)))).thenRefused(POINTS_OUT_OF_RANGE);
        settled().when(ownCheck(STREET, FAULTLESS)).thenRefused(NOT_SAMPLED);
    }

    @Test
    void theReviewSaysWhatDiffersFromTheSelfCheck() {
        drawn().given(selfChecked(FAULTLESS, "100.0", Grade.EXCELLENT))
                .when(review(OTHERS, FLAWED))
                .then(
                        new CaseReviewed(
                                SAMPLE,
                                OTHERS,
                                "wang",
                                FLAWED,
                                new BigDecimal("75.0"),
                                Grade.FLAWED,
                                null,
                                new Differences(
                                        new BigDecimal("-25.0"),
                                        List.of(
                                                new ItemDifference("file", 10, 0),
                                                new ItemDifference("documents", 10, 0),
                                                new ItemDifference("revisits", 10, 5))),
                                LATER),
                        CONCLUDED_FLAWED,
                        ORDERED);
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> faultless() {
        return drawn().given(FOUND_FAULTLESS, CONCLUDED_FAULTLESS);
    }

    @Test
    void aReviewerProposesAnExcellentCaseAndSomebodyElseConfirms() {
        faultless().when(NOMINATE).then(NOMINATED);
        faultless()
                .given(NOMINATED)
                .when(new ConfirmTypicalCase(CENTRE, "zhao", LATER))
                .then(CONFIRMED);
        faultless()
                .given(NOMINATED)
                .when(new DeclineTypicalCase(CENTRE, "zhao", words("并不典型"), LATER))
                .then(DECLINED);
        faultless().given(NOMINATED).when(NOMINATE).thenNothing();
        faultless()
                .given(NOMINATED, CONFIRMED)
                .when(new ConfirmTypicalCase(CENTRE, "zhao", LATER))
                .thenNothing();
    }

    @Test
    void noOtherCaseIsNominatedAndByNobodyElse() {
        flawed().when(NOMINATE).thenRefused(NOT_EXCELLENT);
        drawn().when(NOMINATE).thenRefused(NOT_A_REVIEWING_UNIT);
        settled().given(SAMPLED_TWICE, FOUND_FAULTLESS).when(NOMINATE).thenRefused(NOT_CONCLUDED);
        faultless()
                .when(new NominateTypicalCase(STREET, "li", words("x"), LATER))
                .thenRefused(NOT_A_REVIEWING_UNIT);
        settled().when(NOMINATE).thenRefused(NOT_SAMPLED);
        faultless().when(new ConfirmTypicalCase(CENTRE, "zhao", LATER)).thenRefused(NOT_NOMINATED);
        faultless()
                .when(new DeclineTypicalCase(CENTRE, "zhao", words("x"), LATER))
                .thenRefused(NOT_NOMINATED);
        var nominated = faultless().given(NOMINATED);
        nominated.when(new ConfirmTypicalCase(CENTRE, "wang", LATER)).thenRefused(OWN_NOMINATION);
        nominated.when(new ConfirmTypicalCase(STREET, "li", LATER)).thenRefused(OWN_NOMINATION);
        nominated.given(DECLINED).when(NOMINATE).thenRefused(NOMINATION_DECIDED);
        nominated
                .given(DECLINED)
                .when(new ConfirmTypicalCase(CENTRE, "zhao", LATER))
                .thenRefused(NOMINATION_DECIDED);
        nominated
                .given(CONFIRMED)
                .when(new DeclineTypicalCase(CENTRE, "zhao", words("x"), LATER))
                .thenRefused(NOMINATION_DECIDED);
    }

    @Test
    void aTypicalCaseStandsInTheLibraryOnceSomebodyElseApprovedItsSummary() {
        typical().when(SUMMARISE).then(SUMMARISED);
        typical().given(SUMMARISED).when(SUMMARISE).then(summarised(2, "zhao"));
        var written = typical().given(SUMMARISED);
        written.when(new PublishTypicalCase("qian", 1, LATER)).then(PUBLISHED);
        written.when(new PublishTypicalCase("zhao", 1, LATER)).thenRefused(OWN_SUMMARY);
        written.given(summarised(2, "zhao"))
                .when(new PublishTypicalCase("qian", 1, LATER))
                .thenRefused(SUMMARY_REWRITTEN);
        var published = written.given(PUBLISHED);
        published.when(new PublishTypicalCase("sun", 1, LATER)).thenNothing();
        published.when(SUMMARISE).thenRefused(ALREADY_PUBLISHED);
        published.when(new WithdrawTypicalCase("qian", words("可辨认"), LATER)).then(WITHDRAWN);
        var withdrawn = published.given(WITHDRAWN);
        withdrawn.when(new WithdrawTypicalCase("sun", words("x"), LATER)).thenNothing();
        withdrawn.when(new PublishTypicalCase("qian", 1, LATER)).thenRefused(NO_SUMMARY);
        withdrawn.when(SUMMARISE).then(summarised(2, "zhao"));
    }

    @Test
    void onlyATypicalCaseIsSummarisedAndOnlyWhatStandsInTheLibraryIsTakenOut() {
        settled().when(SUMMARISE).thenRefused(NOT_SAMPLED);
        faultless().when(SUMMARISE).thenRefused(NOT_A_TYPICAL_CASE);
        faultless().given(NOMINATED).when(SUMMARISE).thenRefused(NOT_A_TYPICAL_CASE);
        faultless().given(NOMINATED, DECLINED).when(SUMMARISE).thenRefused(NOT_A_TYPICAL_CASE);
        typical().when(new PublishTypicalCase("qian", 1, LATER)).thenRefused(NO_SUMMARY);
        typical().when(new WithdrawTypicalCase("qian", words("x"), LATER)).thenRefused(NOT_PUBLISHED);
        typical()
                .given(SUMMARISED)
                .when(new WithdrawTypicalCase("qian", words("x"), LATER))
                .thenRefused(NOT_PUBLISHED);
    }

    @Test
    void aCaseThatCameBackIsNoExample() {
        var back = List.<RoutingEvent>of(
                new CaseReopened(1, RetriageCause.REQUESTED, words("x"), null, LATER),
                retriaged(RetriageCause.REQUESTED, Complexity.SIMPLE, Risk.LOW, Path.MEDIATION, "same-way-again"),
                new CaseAssigned(2, STREET, Path.MEDIATION));
        faultless().given(back.toArray(RoutingEvent[]::new)).when(NOMINATE).thenRefused(CLOSING_UNDONE);
        faultless()
                .given(NOMINATED)
                .given(back.toArray(RoutingEvent[]::new))
                .when(new ConfirmTypicalCase(CENTRE, "zhao", LATER))
                .thenRefused(CLOSING_UNDONE);
    }

    @Test
    void theSheetIsFilledInWhole() {
        drawn().when(review(OTHERS, FAULTLESS.subList(1, 7))).thenRefused(SHEET_INCOMPLETE);
        var twice = new ArrayList<>(FAULTLESS);
        twice.set(0, FAULTLESS.get(1));
        drawn().when(review(OTHERS, twice)).thenRefused(SHEET_INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 11, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void noQuestionGivesMoreThanItHas(int points) {
        drawn().when(review(OTHERS, answers(Map.of("file", points)))).thenRefused(POINTS_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({"0,EXCELLENT", "5,EXCELLENT", "6,QUALIFIED", "20,QUALIFIED"})
    void theScoreSaysTheGrade(int missing, Grade grade) {
        var sheet = RULES.review().find("2022-05").orElseThrow();
        var file = Math.min(missing, 10);
        assertThat(sheet.grade(answers(Map.of("file", 10 - file, "documents", 10 - (missing - file)))))
                .isEqualTo(grade);
    }

    @Test
    void theUnitPutsItRightAndAReviewingUnitChecks() {
        flawed().when(new ReportRectification(STREET, 1, words("已补"), LATER)).then(REPORTED);
        flawed().given(REPORTED)
                .when(new CheckRectification(OTHERS, 1, null, LATER))
                .then(new RectificationCompleted(1, STREET, OTHERS, LATER));
        flawed().given(REPORTED)
                .when(new ReportRectification(STREET, 1, words("又"), LATER))
                .thenNothing();
    }

    @Test
    void whatIsNotPutRightIsOwedAnew() {
        var refused = new RectificationRefused(1, 2, STREET, OTHERS, List.of(OTHERS), words("仍缺笔录"), LATER);
        flawed().given(REPORTED)
                .when(new CheckRectification(OTHERS, 1, words("仍缺笔录"), LATER))
                .then(refused);
        var again = flawed().given(REPORTED, refused);
        again.when(new ReportRectification(STREET, 1, words("已补"), LATER)).thenRefused(RECTIFICATION_ENDED);
        again.when(new ReportRectification(STREET, 2, words("已补"), LATER))
                .then(new RectificationReported(2, STREET, words("已补"), LATER));
    }

    @Test
    void nobodyElsePutsRightOrChecks() {
        flawed().when(new ReportRectification(OTHERS, 1, words("x"), LATER)).thenRefused(NOT_THE_REVIEWED_UNIT);
        flawed().when(new ReportRectification(STREET, 2, words("x"), LATER)).thenRefused(NO_SUCH_RECTIFICATION);
        flawed().when(new CheckRectification(STREET, 1, null, LATER)).thenRefused(NOT_A_REVIEWING_UNIT);
        flawed().when(new CheckRectification(OTHERS, 1, null, LATER)).thenRefused(NOT_REPORTED);
    }

    @Test
    void theUnitAppealsInTimeAndOnce() {
        flawed().when(new AppealReview(STREET, words("卷宗齐全"), LATER)).then(APPEALED);
        flawed().when(new AppealReview(STREET, words("晚了"), LATER.plus(Duration.ofDays(30))))
                .thenRefused(APPEAL_TIME_OVER);
        flawed().when(new AppealReview(OTHERS, words("x"), LATER)).thenRefused(NOT_THE_REVIEWED_UNIT);
        drawn().when(new AppealReview(STREET, words("x"), LATER)).thenRefused(NOT_CONCLUDED);
        flawed().given(APPEALED)
                .when(new AppealReview(STREET, words("x"), LATER))
                .thenNothing();
        flawed().given(APPEALED, new AppealDecided(SAMPLE, STREET, false, Grade.FLAWED, words("维持"), LATER))
                .when(new AppealReview(STREET, words("x"), LATER))
                .thenRefused(ALREADY_APPEALED);
    }

    @Test
    void anAppealThatIsGrantedWaivesWhatWasToBePutRight() {
        flawed().given(APPEALED)
                .when(new DecideAppeal(CENTRE, Grade.QUALIFIED, words("卷宗确实齐全"), LATER))
                .then(
                        new AppealDecided(SAMPLE, STREET, true, Grade.QUALIFIED, words("卷宗确实齐全"), LATER),
                        new RectificationWaived(1, STREET, LATER));
        flawed().given(APPEALED)
                .when(new DecideAppeal(CENTRE, Grade.FLAWED, words("维持"), LATER))
                .then(new AppealDecided(SAMPLE, STREET, false, Grade.FLAWED, words("维持"), LATER));
    }

    @Test
    void anAppealIsDecidedByAUnitThatTookNoPartAndNeverMakesItWorse() {
        var appealed = flawed().given(APPEALED);
        appealed.when(new DecideAppeal(STREET, Grade.EXCELLENT, words("x"), LATER))
                .thenRefused(DECIDED_BY_A_PARTY);
        appealed.when(new DecideAppeal(OTHERS, Grade.FLAWED, words("x"), LATER)).thenRefused(DECIDED_BY_A_PARTY);
        appealed.when(new DecideAppeal("", Grade.FLAWED, words("x"), LATER)).thenRefused(DECIDED_BY_A_PARTY);
        appealed.when(new DecideAppeal(CENTRE, Grade.UNQUALIFIED, words("x"), LATER))
                .thenRefused(NOT_BETTER);
        flawed().when(new DecideAppeal(CENTRE, Grade.FLAWED, words("x"), LATER)).thenRefused(NOT_APPEALED);
    }

    /** What was ordered is open until it ends once, and a grade never gets worse. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverIsAskedInWhateverOrder(long seed) {
        var random = new Random(seed);
        var decider = new RoutingDecider(RULES);
        var state = decider.replay(
                List.of(Histories.TRIAGED, Histories.ASSIGNED, Histories.CLAIMED, Histories.AGREED, SAMPLED_TWICE));
        var ordered = new ArrayList<Integer>();
        var ended = new ArrayList<Integer>();
        var nominations = new ArrayList<String>();
        Grade grade = null;
        var inLibrary = false;
        String writer = null;
        for (var step = 0; step < 300; step++) {
            if (!(decider.decide(command(random), state) instanceof Decision.Accepted<RoutingEvent>(var events))) {
                continue;
            }
            for (var event : events) {
                state = decider.evolve(state, event);
                if (event instanceof ReviewEvent review) {
                    grade = switch (review) {
                        case ReviewConcluded e -> {
                            assertThat(grade).isNull();
                            yield e.grade();
                        }
                        case AppealDecided e -> {
                            assertThat(e.grade()).isLessThanOrEqualTo(grade);
                            yield e.grade();
                        }
                        case RectificationOrdered e -> {
                            ordered.add(e.rectification());
                            yield grade;
                        }
                        case RectificationRefused e -> {
                            ended.add(e.rectification());
                            ordered.add(e.next());
                            yield grade;
                        }
                        case RectificationCompleted e -> {
                            ended.add(e.rectification());
                            yield grade;
                        }
                        case RectificationWaived e -> {
                            ended.add(e.rectification());
                            yield grade;
                        }
                        case SelfChecked _ -> {
                            assertThat(grade).isNull();
                            yield null;
                        }
                        case TypicalCaseNominated _ -> {
                            assertThat(grade).isEqualTo(Grade.EXCELLENT);
                            nominations.add("proposed");
                            yield grade;
                        }
                        case TypicalCaseConfirmed _, TypicalCaseDeclined _ -> {
                            nominations.add("decided");
                            yield grade;
                        }
                        case TypicalCaseSummarised e -> {
                            assertThat(inLibrary).isFalse();
                            writer = e.writtenBy();
                            yield grade;
                        }
                        case TypicalCasePublished e -> {
                            assertThat(inLibrary).isFalse();
                            assertThat(e.approvedBy()).isNotEqualTo(writer);
                            inLibrary = true;
                            yield grade;
                        }
                        case TypicalCaseWithdrawn _ -> {
                            assertThat(inLibrary).isTrue();
                            inLibrary = false;
                            yield grade;
                        }
                        case ReviewSampled _, CaseReviewed _, RectificationReported _, ReviewAppealed _ -> grade;
                    };
                }
            }
            assertThat(ordered).doesNotHaveDuplicates().containsAll(ended);
            assertThat(ended).doesNotHaveDuplicates();
            assertThat(state.oversight().evaluation().open())
                    .extracting(Evaluation.Rectification::number)
                    .containsExactlyElementsOf(
                            ordered.stream().filter(one -> !ended.contains(one)).toList());
        }
        assertThat(grade).isNotNull();
        assertThat(nominations).isEqualTo(List.of("proposed", "decided").subList(0, nominations.size()));
    }

    private static RoutingCommand command(Random random) {
        var unit = List.of(STREET, OTHERS, TRIBUNAL, CENTRE, "").get(random.nextInt(5));
        var number = random.nextInt(1, 6);
        var at = Instant.from(LATER.plus(Duration.ofHours(random.nextInt(48))));
        return switch (random.nextInt(14)) {
            case 0 -> DRAWN_TWICE;
            case 1 -> review(unit, List.of(FAULTLESS, FLAWED, UNLAWFUL).get(random.nextInt(3)));
            case 2 -> new ReportRectification(unit, number, words("已补"), at);
            case 11 ->
                new SummariseTypicalCase(List.of("wang", "zhao").get(random.nextInt(2)), words("题"), words("文"), at);
            case 12 -> new PublishTypicalCase(List.of("wang", "zhao").get(random.nextInt(2)), random.nextInt(1, 4), at);
            case 13 -> new WithdrawTypicalCase("zhao", words("可辨认"), at);
            case 3 -> new CheckRectification(unit, number, random.nextBoolean() ? null : words("仍缺"), at);
            case 7 -> ownCheck(unit, List.of(FAULTLESS, FLAWED, UNLAWFUL).get(random.nextInt(3)));
            case 8 -> new NominateTypicalCase(unit, "wang", words("典型"), at);
            case 9 -> new ConfirmTypicalCase(unit, List.of("wang", "zhao").get(random.nextInt(2)), at);
            case 10 -> new DeclineTypicalCase(unit, "zhao", words("不典型"), at);
            case 4 -> new AppealReview(unit, words("不服"), at);
            default -> new DecideAppeal(unit, Grade.values()[random.nextInt(4)], words("x"), at);
        };
    }
}
