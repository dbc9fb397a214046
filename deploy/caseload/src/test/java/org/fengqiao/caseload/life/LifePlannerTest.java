package org.fengqiao.caseload.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.fengqiao.caseload.profile.Category;
import org.fengqiao.caseload.profile.Channel;
import org.fengqiao.caseload.profile.Course;
import org.fengqiao.caseload.profile.Course.Afterwards;
import org.fengqiao.caseload.profile.Course.Claim;
import org.fengqiao.caseload.profile.Course.Confirmation;
import org.fengqiao.caseload.profile.Course.Ending;
import org.fengqiao.caseload.profile.Course.FastTrack;
import org.fengqiao.caseload.profile.Course.FrontDesk;
import org.fengqiao.caseload.profile.Course.Mediation;
import org.fengqiao.caseload.profile.Course.Petition;
import org.fengqiao.caseload.profile.Profile;
import org.fengqiao.caseload.profile.Profiles;

class LifePlannerTest {

    private static Profile kundulun;
    private static Profile small;
    private static List<Life> lives;

    @BeforeAll
    static void plan() throws IOException {
        var profiles = new Profiles(Path.of("profiles").toAbsolutePath());
        kundulun = profiles.named("kundulun-2024");
        small = profiles.named("small");
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
        assertThat(kundulun.published().closureRate().toPlainString())
                .isEqualTo("%.2f".formatted(100.0 * kundulun.closed() / kundulun.accepted()));
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
        var assumed = profile.assumed();
        return new Profile(
                profile.name(),
                profile.about(),
                profile.district(),
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
                        assumed.courses()));
    }
}
