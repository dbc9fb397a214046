package org.fengqiao.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recording.NotedDeadline;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.value.Territory;

/** A docket decides and notes without a database. */
class DocketTest {

    static final Instant NOW = Instant.parse("2024-03-05T01:00:00Z");
    static final UUID KNOWN = UUID.fromString("00000000-0000-0000-0000-000000000001");
    static final UUID NEW = UUID.fromString("00000000-0000-0000-0000-000000000002");

    record Raised(int to) {}

    enum TooHigh implements Decision.Refusal {
        TOO_HIGH;

        @Override
        public Decision.Wording wording() {
            return Decision.Wording.of("example", name(), Decision.Nature.CONFLICT, "Three is the highest.");
        }
    }

    /** Raises a number by one, up to three. */
    static final class Raising implements Decider<String, Integer, Raised> {
        @Override
        public Integer initial() {
            return 0;
        }

        @Override
        public Decision<Raised> decide(String command, Integer state) {
            return state < 3 ? Decision.accept(new Raised(state + 1)) : Decision.refuse(TooHigh.TOO_HIGH);
        }

        @Override
        public Integer evolve(Integer state, Raised event) {
            return event.to();
        }
    }

    final Docket<String, Integer, Raised> docket = new Docket<>(
            LedgerRules.of(
                    EventTypes.of("example", Raised.class)
                            .name("raised.v1", Raised.class)
                            .build(),
                    new Raising(),
                    recorded -> List.of(
                            new SendToPartner("court.outbound", "key", "told.v1", recorded.event()),
                            new CaseBelongs(
                                    Territory.ofUnit("unit-" + recorded.event().to()))),
                    LegalFiles.official().clock()),
            Map.of(KNOWN, new History<>(7, List.of(new Raised(1), new Raised(2)), List.of(), List.of(), null)),
            NOW);

    Ruling<Integer, Raised> raise(UUID caseId) {
        return docket.decide(new Order<>(caseId, "raise", new Cause(Actor.system("example"), NOW, caseId, null, null)));
    }

    @Test
    void aLaterOrderSeesWhatAnEarlierOneRecorded() {
        assertThat(raise(KNOWN))
                .isInstanceOfSatisfying(
                        Ruling.Held.class, held -> assertThat(held.version()).isEqualTo(8));
        assertThat(raise(KNOWN)).isEqualTo(new Ruling.Refused<>(TooHigh.TOO_HIGH, 8));
        assertThat(docket.current(KNOWN).state()).isEqualTo(3);
    }

    @Test
    void whatIsNotedIsHandedOverInTheOrderInWhichItCameAbout() {
        raise(NEW);
        raise(KNOWN);
        raise(NEW);

        var recording = docket.recording();

        assertThat(recording.events())
                .extracting(
                        event -> event.recorded().caseId(),
                        event -> event.recorded().version(),
                        event -> event.type())
                .containsExactly(
                        tuple(NEW, 1L, "fengqiao.example.raised.v1"),
                        tuple(KNOWN, 8L, "fengqiao.example.raised.v1"),
                        tuple(NEW, 2L, "fengqiao.example.raised.v1"));
        assertThat(recording.messages())
                .extracting(message -> message.becauseOf().eventId())
                .containsExactlyElementsOf(recording.events().stream()
                        .map(event -> event.recorded().eventId())
                        .toList());
        assertThat(recording.changed()).extracting(CaseView.Changed::caseId).containsExactly(KNOWN, NEW);
        assertThat(recording.changed()).extracting(CaseView.Changed::state).containsExactly(3, 2);
    }

    @Test
    void whereACaseBelongsIsNotedOnceWithAllThatItsEventsTell() {
        raise(NEW);
        raise(KNOWN);
        raise(NEW);

        assertThat(docket.recording().territories())
                .containsOnly(
                        entry(KNOWN, Territory.ofUnit("unit-3")),
                        entry(NEW, new Territory(null, Set.of("unit-1", "unit-2"))));
    }

    @Test
    void ofSeveralNotesAboutOneDeadlineTheLastCounts() {
        var claim = DeadlineName.of("claim", 1);
        docket.keepRow(KNOWN, claim, null);
        docket.keepRow(NEW, claim, null);
        docket.keepRow(KNOWN, claim, TooHigh.TOO_HIGH.code());

        assertThat(docket.recording().deadlines())
                .containsExactlyInAnyOrder(
                        new NotedDeadline(KNOWN, claim, null, "example.too-high"),
                        new NotedDeadline(NEW, claim, null, null));
    }

    @Test
    void aRefusedOrderLeavesNothingToWrite() {
        raise(KNOWN);
        var before = docket.recording();

        raise(KNOWN);

        assertThat(docket.recording().events()).isEqualTo(before.events());
        assertThat(docket.recording().messages()).isEqualTo(before.messages());
    }
}
