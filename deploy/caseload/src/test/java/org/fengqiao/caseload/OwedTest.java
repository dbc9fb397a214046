package org.fengqiao.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.caseload.life.Life;
import org.fengqiao.caseload.life.LifePlanner;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.profile.Conduct;
import org.fengqiao.caseload.profile.Course.Ending;
import org.fengqiao.caseload.profile.Profile;
import org.fengqiao.caseload.profile.Profiles;
import org.fengqiao.local.Service;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;

/** Obligations at the end of a play, held against what its profile left open. */
class OwedTest {

    @TempDir
    private Path keys;

    private final Map<String, Life> byCase = new HashMap<>();
    private Profile profile;
    private Owed owed;

    @BeforeEach
    void play() throws IOException {
        profile = new Profiles(Path.of("profiles").toAbsolutePath()).named("small");
        var lives = new LifePlanner(profile).lives();
        lives.forEach(life -> byCase.put("case-" + life.number(), life));
        var nowhere = new EnumMap<Service, URI>(Service.class);
        var services = new Services(
                nowhere,
                new Tokens(TokenKeys.keptIn(keys), Clock.systemUTC()),
                Clock.systemUTC(),
                Duration.ofSeconds(1),
                1);
        owed = new Owed(services, "small", profile.to().atTime(LifePlanner.AFTERNOON), byCase, lives);
    }

    private Owed.Obligation obligation(Life life, String owedBy, String what, String state) {
        return new Owed.Obligation("case-" + life.number(), "police", owedBy, what, life.reference("small"), state);
    }

    /** Everything that the profile leaves open, and that has to be owed. */
    private List<Owed.Obligation> silences() {
        var silences = new ArrayList<Owed.Obligation>();
        for (var life : byCase.values()) {
            if (isNeverAnswered(life)) {
                silences.add(obligation(life, "PARTNER", "ANSWER", "LATE"));
            }
        }
        assertThat(silences).isNotEmpty();
        return silences;
    }

    private boolean isNeverAnswered(Life life) {
        var end = profile.to().atTime(LifePlanner.AFTERNOON);
        return life.questioned() == Conduct.SILENT
                || life.answeredAt().filter(answered -> answered.isAfter(end)).isPresent();
    }

    private Life life(Ending ending) {
        return byCase.values().stream()
                .filter(life -> life.course().ending() == ending && !isNeverAnswered(life))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatTheProfileLeftOpenMayBeOwedAndWhatIsDoneIsNot() {
        var all = silences();
        all.add(obligation(life(Ending.OPEN), "CENTRE", "RESULT", "OWED"));
        all.add(obligation(life(Ending.CLOSED), "CENTRE", "RESULT", "KEPT_LATE"));

        assertThat(owed.problems(all)).isEmpty();
    }

    @Test
    void aResultThatIsStillOwedInAClosedCaseIsNamed() {
        var all = silences();
        var closed = life(Ending.CLOSED);
        all.add(obligation(closed, "CENTRE", "RESULT", "OWED"));

        assertThat(owed.problems(all))
                .singleElement()
                .asString()
                .contains("the centre owes police: RESULT of " + closed.reference("small"), "did not leave open");
    }

    @Test
    void anAnswerThatWasGivenIsNotOwedEvenInAnOpenCase() {
        var all = silences();
        all.add(obligation(life(Ending.OPEN), "PARTNER", "ANSWER", "OWED"));

        assertThat(owed.problems(all)).hasSize(1);
    }

    @Test
    void aSilenceThatNothingIsOwedForIsNamed() {
        var all = silences();
        var missing = all.removeFirst();

        assertThat(owed.problems(all))
                .singleElement()
                .asString()
                .contains("never answered about " + missing.reference());
    }
}
