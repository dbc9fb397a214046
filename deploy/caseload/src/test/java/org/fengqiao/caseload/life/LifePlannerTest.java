package org.fengqiao.caseload.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.caseload.profile.Category;
import org.fengqiao.caseload.profile.Channel;
import org.fengqiao.caseload.profile.Conduct;
import org.fengqiao.caseload.profile.Course;
import org.fengqiao.caseload.profile.Course.Afterwards;
import org.fengqiao.caseload.profile.Course.Claim;
import org.fengqiao.caseload.profile.Course.Confirmation;
import org.fengqiao.caseload.profile.Course.Ending;
import org.fengqiao.caseload.profile.Course.FastTrack;
import org.fengqiao.caseload.profile.Course.FrontDesk;
import org.fengqiao.caseload.profile.Course.Mediation;
import org.fengqiao.caseload.profile.Course.Petition;
import org.fengqiao.caseload.profile.Duty;
import org.fengqiao.caseload.profile.Profile;
import org.fengqiao.caseload.profile.Profiles;

class LifePlannerTest {

    private static Profile kundulun;
    private static Profile small;
    private static List<Life> lives;

    private static Profile second;
    private static List<Life> qingshan;

    @BeforeAll
    static void plan() throws IOException {
        var profiles = new Profiles(Path.of("profiles").toAbsolutePath());
        kundulun = profiles.named("kundulun-2024");
        small = profiles.named("small");
        second = profiles.named("qingshan-2024");
        qingshan = new LifePlanner(second).lives();
        lives = new LifePlanner(kundulun).lives();
    }

    @Test
    void theSameSeedGivesTheSameYear() {
        assertThat(new LifePlanner(kundulun).lives()).isEqualTo(lives);
    }

    @Test
    void anotherSeedGivesAnotherYearWithTheSameTotals() {
        var other = new LifePlanner(seeded(kundulun, 1)).lives();

        assertThat(other).isNotEqualTo(lives).hasSameSizeAs(lives);
        assertThat(other.stream().filter(LifePlannerTest::isClosed)).hasSize(3881);
    }

    @Test
    void theYearOfTheDistrictAddsUpToWhatItPublished() {
        assertThat(lives.stream().filter(life -> life.course().frontDesk().accepts()))
                .hasSize(4013);
        assertThat(lives.stream().filter(LifePlannerTest::isClosed)).hasSize(3881);
        assertThat(kundulun.registered()).isEqualTo(lives.size()).isGreaterThan(4013);
        assertThat(kundulun.published().figures())
                .singleElement()
                .matches(figure -> figure.isThatOf(3881, 4013))
                .matches(figure -> !figure.isThatOf(3880, 4013));
    }

    @Test
    void theSecondYearRelievesSoManyPeopleEachOfThemOnce() {
        var helped = qingshan.stream().flatMap(life -> life.helped().stream()).toList();
        var people = qingshan.stream()
                .flatMap(life -> life.helped().stream().map(one -> life.number() + "/" + one.partyId()))
                .distinct();
        assertThat(people).hasSize(2300);
        assertThat(helped).hasSize(2360).allMatch(one -> one.relief().isForHardship());
        var byNumber = qingshan.stream()
                .flatMap(life -> life.helped().stream()
                        .filter(one -> one.person().idNumber() != null)
                        .map(one -> one.person().idNumber() + " in " + life.number()))
                .distinct()
                .toList();
        assertThat(byNumber.stream().map(line -> line.split(" in ")[0]))
                .as("one number is one person in all cases")
                .doesNotHaveDuplicates();
        assertThat(qingshan)
                .filteredOn(life -> !life.helped().isEmpty())
                .allMatch(LifePlannerTest::isClosed)
                .allMatch(life -> life.course().ending() != Ending.WITHDRAWN);
        assertThat(qingshan.stream().filter(LifePlannerTest::isClosed)).hasSize(1771);
    }

    /** Unless it is a simple debt, what refuses or fails mediation goes to the petition agency. */
    @Test
    void theSecondYearConcludesTheNearestWholeNumberOfItsPetitions() {
        assertThat(count(qingshan, life -> life.course().ending() == Ending.CLOSED && goesToTheAgency(life)))
                .isEqualTo(Math.round(0.866 * 93));
    }

    private static boolean goesToTheAgency(Life life) {
        var mediation = life.course().chapters().isEmpty()
                ? Mediation.AGREED
                : life.course().chapters().getFirst().mediation();
        return (mediation == Mediation.REFUSED || mediation == Mediation.FAILED)
                && !life.course().categories().equals(List.of(Category.CONTRACT_DEBT));
    }

    @Test
    void whoeverIsRelievedChangesNothingElseOfTheYear() {
        var profile = new Profile(
                second.name(),
                second.about(),
                second.district(),
                second.areaCode(),
                second.from(),
                second.to(),
                second.published(),
                new Profile.Assumed(
                        second.assumed().seed(),
                        second.assumed().channels(),
                        second.assumed().categories(),
                        second.assumed().streets(),
                        second.assumed().satisfaction(),
                        second.assumed().shareRedelivered(),
                        second.assumed().shareAsking(),
                        second.assumed().shareQuestioned(),
                        second.assumed().partners(),
                        second.assumed().shareLate(),
                        second.assumed().courses(),
                        null,
                        null));
        assertThat(new LifePlanner(profile).lives())
                .isEqualTo(
                        qingshan.stream().map(life -> life.helping(List.of())).toList());
    }

    @Test
    void whatIsToBeClosedHasTheTimeForIt() {
        for (var life : lives) {
            if (life.course().ending() == Ending.CLOSED) {
                var longest = life.chapters().stream()
                        .mapToInt(LifePlanner::longestDays)
                        .sum();
                assertThat(life.comesInAt().toLocalDate().plusDays(longest))
                        .as("case %d, %s", life.number(), life.course().name())
                        .isBeforeOrEqualTo(kundulun.to());
            }
        }
    }

    @Test
    void ofEachDutyTheShareThatIsAssumedIsLate() {
        assertThat(count(lives, LifePlannerTest::isAcknowledgedLate))
                .isEqualTo(Math.round(0.05 * count(lives, LifePlannerTest::isDecidedByClerk)));
        assertThat(countChapters(lives, LifePlannerTest::isClaimedLate))
                .isEqualTo(27 + Math.round(0.02 * claimedFromAStreet()));
        var petitions = 61 + 72 + 19;
        assertThat(countChapters(lives, chapter -> chapter.noticeAfterDays() > 15))
                .isEqualTo(Math.round(0.04 * petitions));
        assertThat(countChapters(lives, chapter -> chapter.replyAfterDays() > 60))
                .isEqualTo(Math.round(0.03 * petitions));
        assertThat(countChapters(lives, chapter -> chapter.sessionAfterDays() > 30) / 3500.0)
                .isBetween(0.02, 0.03);
        assertThat(countChapters(lives, chapter -> chapter.sessionAfterDays() > 15 && chapter.sessionAfterDays() <= 30)
                        / 400.0)
                .isBetween(0.03, 0.06);
        assertThat(lateRevisits(lives) / (3.0 * 3829)).isBetween(0.028, 0.032);
    }

    @Test
    void nobodyIsLateOfWhomItIsNotAssumed() {
        var punctual = new LifePlanner(assuming(small, 7, Map.of())).lives();

        assertThat(punctual).noneMatch(LifePlannerTest::isAcknowledgedLate);
        assertThat(countChapters(punctual, LifePlannerTest::isClaimedLate)).isEqualTo(2);
        assertThat(punctual.stream().flatMap(life -> life.chapters().stream())).allSatisfy(chapter -> {
            assertThat(chapter.consentAfterDays() + chapter.sessionAfterDays()).isLessThan(15);
            assertThat(chapter.noticeAfterDays()).isLessThan(15);
            assertThat(chapter.noticeAfterDays() + chapter.replyAfterDays()).isLessThan(60);
            assertThat(chapter.revisitDelayDays()).allMatch(days -> days < 5);
        });
    }

    @Test
    void inTheSmallCaseloadSomebodyIsLateWithEverything() {
        var some = new LifePlanner(small).lives();

        assertThat(some)
                .filteredOn(life -> life.chapters().stream().anyMatch(LifePlannerTest::isClaimedLate))
                .allSatisfy(
                        life -> assertThat(life.registration().place().street()).isNotNull());
        assertThat(some).anyMatch(LifePlannerTest::isAcknowledgedLate);
        assertThat(countChapters(some, LifePlannerTest::isClaimedLate)).isGreaterThan(2);
        assertThat(countChapters(some, chapter -> chapter.sessionAfterDays() > 30))
                .isPositive();
        assertThat(countChapters(some, chapter -> chapter.sessionAfterDays() > 15 && chapter.sessionAfterDays() <= 30))
                .isPositive();
        assertThat(countChapters(some, chapter -> chapter.noticeAfterDays() > 15))
                .isPositive();
        assertThat(countChapters(some, chapter -> chapter.replyAfterDays() > 60))
                .isPositive();
        assertThat(lateRevisits(some)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"glance", "small", "kundulun-2024"})
    void whoeverIsLateTheCaseIsClosedBeforeTheEndAllTheSame(String name) throws IOException {
        var profile = new Profiles(Path.of("profiles").toAbsolutePath()).named(name);

        assertThat(new LifePlanner(profile).lives())
                .filteredOn(life -> life.course().ending() == Ending.CLOSED)
                .allSatisfy(life -> assertThat(life.comesInAt().toLocalDate().plusDays(daysUntilClosed(life)))
                        .as("case %d, %s", life.number(), life.course().name())
                        .isBeforeOrEqualTo(profile.to()));
    }

    @Test
    void casesComeInWithinTheYearAndInOrder() {
        assertThat(lives)
                .isSortedAccordingTo(java.util.Comparator.comparing(Life::comesInAt))
                .allSatisfy(
                        life -> assertThat(life.comesInAt().toLocalDate()).isBetween(kundulun.from(), kundulun.to()));
    }

    @Test
    void onlyACompleteRegistrationOfTheDistrictIsMeantForTheRule() {
        assertThat(lives).allSatisfy(life -> {
            var place = life.registration().place();
            var complete = place.district().equals(kundulun.district()) && place.street() != null;
            assertThat(complete).isEqualTo(life.course().frontDesk() == FrontDesk.ACCEPTED_BY_RULE);
        });
    }

    @Test
    void identityNumbersHaveTheRightCheckDigit() {
        assertThat(lives.stream()
                        .flatMap(life -> life.registration().applicants().stream())
                        .map(Registration.Human::idNumber))
                .hasSizeGreaterThan(4000)
                .allMatch(LifePlannerTest::checks);
    }

    @Test
    void theGrassrootsLead() {
        var grassroots = lives.stream()
                .filter(life -> Set.of(Channel.WINDOW, Channel.GRID).contains(life.channel()))
                .count();

        assertThat(grassroots).isGreaterThan(lives.size() / 2);
    }

    @Test
    void inTheSmallCaseloadEverythingHappensAtLeastOnce() {
        var small = new LifePlanner(LifePlannerTest.small).lives();
        var chapters = small.stream()
                .flatMap(life -> life.chapters().stream())
                .map(Life.Chapter::course)
                .toList();

        assertThat(small).map(Life::channel).containsAll(EnumSet.allOf(Channel.class));
        assertThat(small).map(life -> life.registration().categoryHint()).containsAll(EnumSet.allOf(Category.class));
        assertThat(small).map(life -> life.course().frontDesk()).containsAll(EnumSet.allOf(FrontDesk.class));
        assertThat(small).map(life -> life.course().ending()).containsAll(EnumSet.allOf(Ending.class));
        assertThat(chapters).map(Course.Chapter::claim).containsAll(EnumSet.allOf(Claim.class));
        assertThat(chapters).map(Course.Chapter::mediation).containsAll(EnumSet.allOf(Mediation.class));
        assertThat(chapters).map(Course.Chapter::confirmation).containsAll(EnumSet.allOf(Confirmation.class));
        assertThat(chapters).map(Course.Chapter::fastTrack).containsAll(EnumSet.allOf(FastTrack.class));
        assertThat(chapters).map(Course.Chapter::petition).containsAll(EnumSet.allOf(Petition.class));
        assertThat(chapters)
                .map(Course.Chapter::afterwards)
                .containsAll(EnumSet.complementOf(EnumSet.of(Afterwards.NOT_REVISITED)));
        assertThat(small.stream()
                        .map(life -> life.course().ground())
                        .filter(Objects::nonNull)
                        .distinct())
                .hasSize(6);
        assertThat(small).anyMatch(Life::redelivered).anyMatch(Life::asks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "kundulun-2024", "qingshan-2024"})
    void partnersAreSilentLateAndContradictThemselves(String name) throws IOException {
        var profile = new Profiles(Path.of("profiles").toAbsolutePath()).named(name);
        var some = new LifePlanner(profile).lives();
        var end = profile.to().atTime(LifePlanner.AFTERNOON);

        var asked = some.stream().filter(life -> life.questioned() != null).toList();
        assertThat(asked).map(Life::questioned).containsAll(EnumSet.allOf(Conduct.class));
        assertThat(asked).map(life -> life.channel().partner().orElseThrow()).containsAll(EnumSet.allOf(Partner.class));
        assertThat(asked).allSatisfy(life -> {
            assertThat(life.course().frontDesk()).isEqualTo(FrontDesk.ACCEPTED_BY_RULE);
            assertThat(life.questionedAt()).hasValue(life.comesInAt().plusDays(1));
            assertThat(life.answeredAt().isPresent()).isEqualTo(life.questioned() != Conduct.SILENT);
        });
        assertThat(asked)
                .filteredOn(life -> life.questioned() == Conduct.SILENT)
                .anyMatch(life -> life.questionedAt().orElseThrow().isBefore(end));
        assertThat(some).anyMatch(life -> life.contradicted() && isDecidedByAPartner(life));
    }

    private static boolean isDecidedByAPartner(Life life) {
        return life.course().chapters().stream()
                .anyMatch(chapter ->
                        Set.of(Confirmation.GRANTED, Confirmation.REFUSED).contains(chapter.confirmation())
                                || chapter.petition().reviews() > 0);
    }

    @Test
    void theCourtIsLateWithItsShareOfConfirmationsAndSilentAboutSome() {
        var toDecide = countChapters(
                lives,
                chapter -> Set.of(Confirmation.GRANTED, Confirmation.REFUSED)
                        .contains(chapter.course().confirmation()));
        assertThat(countChapters(lives, chapter -> chapter.decisionAfterDays() > 30))
                .isEqualTo(Math.round(0.04 * toDecide));
        assertThat(lives.stream()
                        .filter(life -> life.course().chapters().stream()
                                .anyMatch(chapter -> chapter.confirmation() == Confirmation.UNANSWERED)))
                .hasSize(3)
                .allMatch(life -> life.course().ending() == Ending.OPEN);
    }

    private static long count(List<Life> some, Predicate<Life> which) {
        return some.stream().filter(which).count();
    }

    private static long countChapters(List<Life> some, Predicate<Life.Chapter> which) {
        return some.stream()
                .flatMap(life -> life.chapters().stream())
                .filter(which)
                .count();
    }

    private static boolean isDecidedByClerk(Life life) {
        return life.channel().partner().isPresent()
                && Set.of(FrontDesk.ACCEPTED_BY_CLERK, FrontDesk.DECLINED)
                        .contains(life.course().frontDesk());
    }

    private static boolean isAcknowledgedLate(Life life) {
        return life.clerkAfterDays() > 11;
    }

    private static boolean isClaimedLate(Life.Chapter chapter) {
        return chapter.course().claim() == Claim.ESCALATED;
    }

    /** What has no street may have no superior to escalate to. */
    private static long claimedFromAStreet() {
        return kundulun.assumed().courses().stream()
                .filter(course -> course.frontDesk() == FrontDesk.ACCEPTED_BY_RULE
                        && !course.chapters().isEmpty()
                        && course.chapters().getFirst().claim() == Claim.PROMPT)
                .mapToLong(Course::cases)
                .sum();
    }

    private static long lateRevisits(List<Life> some) {
        return some.stream()
                .flatMap(life -> life.chapters().stream())
                .flatMap(chapter -> chapter.revisitDelayDays().stream())
                .filter(days -> days > 13)
                .count();
    }

    /** From the day on which it comes in to its last closing, on the way that is planned for it. */
    private static int daysUntilClosed(Life life) {
        var days = life.course().frontDesk() == FrontDesk.ACCEPTED_BY_CLERK ? life.clerkAfterDays() : 0;
        var own = life.chapters().subList(0, life.course().chapters().size());
        var unsettled = false;
        for (var chapter : own) {
            days += switch (chapter.course().claim()) {
                case ESCALATED -> 12;
                case CONSULTED -> 21;
                case PROMPT, RETURNED, SENT_TO_DEPARTMENT, SENT_TO_RELIEF -> 2;
            };
            days += unsettled
                    ? chapter.noticeAfterDays() + chapter.replyAfterDays()
                    : chapter.consentAfterDays() + chapter.sessionAfterDays();
            days += switch (chapter.course().confirmation()) {
                case NOT_ASKED -> 0;
                case GRANTED, REFUSED, UNANSWERED -> chapter.applicationAfterDays() + chapter.decisionAfterDays();
                case LAPSED -> 32;
            };
            if (chapter != own.getLast()) {
                days += switch (chapter.course().afterwards()) {
                    case DISSATISFIED, NEW_TROUBLE, BREACHED ->
                        7 + chapter.revisitDelayDays().getFirst();
                    case SATISFIED, UNREACHABLE, NOT_REVISITED -> 0;
                };
            }
            unsettled = Set.of(Mediation.REFUSED, Mediation.FAILED)
                    .contains(chapter.course().mediation());
        }
        return days;
    }

    private static boolean isClosed(Life life) {
        return life.course().frontDesk().accepts() && life.course().ending().isClosed();
    }

    /** ISO 7064, MOD 11-2: the weighted sum of all 18 places leaves 1. */
    private static boolean checks(String idNumber) {
        var sum = 0;
        for (var place = 0; place < 18; place++) {
            var digit = idNumber.charAt(place) == 'X' ? 10 : idNumber.charAt(place) - '0';
            sum = (sum * 2 + digit) % 11;
        }
        return sum == 1;
    }

    private static Profile seeded(Profile profile, long seed) {
        return assuming(profile, seed, profile.assumed().shareLate());
    }

    private static Profile assuming(Profile profile, long seed, Map<Duty, Double> shareLate) {
        var assumed = profile.assumed();
        return new Profile(
                profile.name(),
                profile.about(),
                profile.district(),
                profile.areaCode(),
                profile.from(),
                profile.to(),
                profile.published(),
                new Profile.Assumed(
                        seed,
                        assumed.channels(),
                        assumed.categories(),
                        assumed.streets(),
                        assumed.satisfaction(),
                        assumed.shareRedelivered(),
                        assumed.shareAsking(),
                        assumed.shareQuestioned(),
                        assumed.partners(),
                        shareLate,
                        assumed.courses(),
                        assumed.hardship(),
                        assumed.onlineServices()));
    }
}
