package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.data.DataFile;

class IntakeRulesTest {

    static final IntakeRules PUBLISHED = DataFile.read("intake-rules.yaml", IntakeRules.class);
    static final IntakeRules.Version FIRST = PUBLISHED.versions().getFirst();

    static IntakeRules.Version version(String name, Instant from, List<IntakeRules.DeclineGround> grounds) {
        return new IntakeRules.Version(
                name,
                from,
                FIRST.acceptance(),
                FIRST.representatives(),
                FIRST.parties(),
                FIRST.destinations(),
                grounds,
                FIRST.retention());
    }

    @Test
    void aNewVersionHoldsFromItsDayAndTheOldOneUntilThen() {
        var change = Instant.parse("2026-01-01T00:00:00Z");
        var rules = new IntakeRules(List.of(version("later", change, FIRST.grounds()), FIRST));
        assertThat(rules.inForceAt(change.minusSeconds(1))).contains(FIRST);
        assertThat(rules.inForceAt(change))
                .hasValueSatisfying(v -> assertThat(v.version()).isEqualTo("later"));
        assertThat(rules.inForceAt(FIRST.effectiveFrom().minusSeconds(1))).isEmpty();
    }

    @Test
    void everyProblemOfEveryVersionIsNamed() {
        var twice = new ArrayList<>(FIRST.grounds());
        twice.set(0, twice.getLast());
        var nobody = new IntakeRules.Version(
                "nobody",
                FIRST.effectiveFrom(),
                new IntakeRules.Acceptance("nowhere", Set.of(), Set.of(), Set.of()),
                new IntakeRules.Representatives(0, Set.of(), "", null, false),
                new IntakeRules.PartyRules(
                        new IntakeRules.Minors(0, "", false),
                        FIRST.parties().agents(),
                        FIRST.parties().members()),
                FIRST.destinations().subList(1, FIRST.destinations().size()),
                FIRST.grounds(),
                new IntakeRules.RetentionTimes(
                        FIRST.retention().unverified(), new IntakeRules.RetentionTime(Period.ZERO, "", false)));
        assertThatThrownBy(() -> new IntakeRules(List.of(FIRST, nobody, version("2022-05", Instant.EPOCH, twice))))
                .hasMessageContaining("2022-05: the name is used twice")
                .hasMessageContaining("nobody: another version comes into force at the same time")
                .hasMessageContaining("nobody: rule nowhere serves no district")
                .hasMessageContaining("nobody: nobody is kept for P0D")
                .hasMessageContaining("nobody: nobody may represent a group")
                .hasMessageContaining("nobody: nobody is a minor")
                .hasMessageContaining("nobody: destination COURT_OR_ARBITRATION has no words")
                .hasMessageContaining("2022-05: ground ANONYMOUS_WITHOUT_FACTS is given twice")
                .hasMessageContaining("2022-05: ground IN_LITIGATION_OR_ARBITRATION is missing");
    }

    @Test
    void rulesWithoutAVersionAreNoRules() {
        assertThatThrownBy(() -> new IntakeRules(List.of())).hasMessageContaining("there is no version");
    }

    @Test
    void aMisspeltFieldKeepsTheRulesFromBeingRead() {
        assertThatThrownBy(() -> DataFile.read("misspelt-ground.yaml", IntakeRules.DeclineGround.class))
                .hasMessageContaining("misspelt-ground.yaml")
                .hasMessageContaining("articel");
    }
}
