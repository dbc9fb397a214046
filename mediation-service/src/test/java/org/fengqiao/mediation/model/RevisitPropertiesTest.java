package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.mediation.model.ObligationAnswer.Said;
import org.fengqiao.mediation.model.RevisitCommand.AnswerByLink;
import org.fengqiao.mediation.model.RevisitCommand.CancelRevisits;
import org.fengqiao.mediation.model.RevisitCommand.EndRound;
import org.fengqiao.mediation.model.RevisitCommand.MakeLink;
import org.fengqiao.mediation.model.RevisitCommand.MarkAnswer;
import org.fengqiao.mediation.model.RevisitCommand.RecordAnswer;
import org.fengqiao.mediation.model.RevisitCommand.RecordAttempt;
import org.fengqiao.mediation.model.RevisitEvent.RevisitAnswered;
import org.fengqiao.mediation.model.RevisitEvent.RevisitAttempted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitCompleted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitGivenUp;
import org.fengqiao.mediation.model.RevisitEvent.RevisitLinkMade;
import org.fengqiao.mediation.model.RevisitEvent.RevisitMarked;
import org.fengqiao.mediation.model.RevisitEvent.RevisitsCancelled;
import org.fengqiao.mediation.model.Revisits.Asked;
import org.fengqiao.mediation.model.Revisits.Round;

/** Properties of revisits that hold whatever anybody asks, in whatever order. */
class RevisitPropertiesTest extends MediationScenarios {

    private static final List<String> WHO = List.of("claimer", "zhao", "sun", "li");
    private static final List<String> HASHES = List.of("aa", "bb", "cc");

    static List<Long> seeds() {
        return new SplittableRandom(20_240_301).longs(200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsAskedEachPartyHasOneEndInARoundAndARoundEndsOnceWithAllItsParties(long seed) {
        var random = new SplittableRandom(seed);
        var decider = new MediationDecider(RULES);
        var state = decider.initial();
        var history = new ArrayList<MediationEvent>();
        for (var event : List.of(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD, SIGNED, AGREED)) {
            state = decider.evolve(state, event);
        }
        var now = NOON;
        var commands = new ArrayList<MediationCommand>();
        commands.add(RevisitDeciderTest.close(1, "AGREED"));
        for (var step = 0; step < 120; step++) {
            commands.add(null);
        }
        for (var planned : commands) {
            now = now.plus(Duration.ofHours(random.nextInt(40)));
            var command = planned == null ? any(random, now) : planned;
            if (decider.decide(command, state) instanceof Decision.Accepted<MediationEvent>(var events)) {
                for (var event : events) {
                    state = decider.evolve(state, event);
                    history.add(event);
                }
                assertThat(decider.decide(command, state))
                        .as("the same again: %s", command)
                        .satisfiesAnyOf(
                                again -> assertThat(again).isInstanceOf(Decision.Refused.class),
                                again -> assertThat(again).isEqualTo(Decision.alreadyTrue()),
                                again -> assertThat(command).isInstanceOfAny(RecordAttempt.class, MakeLink.class));
            }
        }
        check(state, history);
    }

    private static MediationCommand any(SplittableRandom random, Instant now) {
        var round = random.nextInt(5);
        var party = BOTH.get(random.nextInt(2));
        var who = WHO.get(random.nextInt(WHO.size()));
        var hash = HASHES.get(random.nextInt(HASHES.size()));
        var answer = answer(random);
        return switch (random.nextInt(20)) {
            case 0 -> new CancelRevisits(random.nextInt(3), now);
            case 1 -> new EndRound(round, now);
            case 2, 3 -> new MakeLink(round, party, hash, who, now);
            case 4, 5 -> new AnswerByLink(round, party, hash, answer, now);
            case 6 -> new MarkAnswer(round, party, MarkGround.values()[random.nextInt(3)], now);
            case 7, 8, 9, 10, 11, 12, 13 -> new RecordAttempt(round, party, RevisitChannel.VISIT, null, who, now);
            default -> new RecordAnswer(round, party, RevisitChannel.VISIT, null, answer, who, now);
        };
    }

    private static RevisitAnswer answer(SplittableRandom random) {
        var said = new ArrayList<ObligationAnswer>();
        for (var obligation = 1; obligation <= 2; obligation++) {
            if (random.nextInt(8) > 0) {
                said.add(new ObligationAnswer(obligation, Said.values()[random.nextInt(3)]));
            }
        }
        return new RevisitAnswer(RevisitSpeaker.PARTY, random.nextInt(7), said, random.nextBoolean(), null);
    }

    private static void check(Mediation state, List<MediationEvent> history) {
        var ends = new HashSet<String>();
        var completed = new HashSet<Integer>();
        var cancelled = new HashSet<Integer>();
        var marks = new HashSet<String>();
        for (var event : history) {
            switch (event) {
                case RevisitAnswered e -> {
                    assertThat(ends.add(e.round() + e.partyId())).isTrue();
                    assertThat(e.askedBy()).isNotIn("claimer", "zhao");
                    assertThat(e.satisfaction()).isBetween(1, 5);
                    assertThat(completed).doesNotContain(e.round());
                    assertThat(cancelled).doesNotContain(e.round());
                }
                case RevisitGivenUp e -> {
                    assertThat(ends.add(e.round() + e.partyId())).isTrue();
                    assertThat(e.cause() == GivenUpCause.DEADLINE || e.attempts() >= 3)
                            .isTrue();
                }
                case RevisitCompleted e -> {
                    assertThat(completed.add(e.round())).isTrue();
                    assertThat(ends).contains(e.round() + "applicant-1", e.round() + "respondent-1");
                    assertThat(e.reached()).isBetween(0, e.asked());
                    assertThat(e.lowestSatisfaction() == null).isEqualTo(e.reached() == 0);
                    assertThat(e.overdue()).isBetween(0, e.outstanding());
                }
                case RevisitsCancelled e -> cancelled.addAll(e.rounds());
                case RevisitAttempted e -> assertThat(e.askedBy()).isNotIn("claimer", "zhao");
                case RevisitLinkMade e -> assertThat(e.madeBy()).isNotIn("claimer", "zhao");
                case RevisitMarked e ->
                    e.grounds()
                            .forEach(ground -> assertThat(marks.add(e.round() + e.partyId() + ground))
                                    .isTrue());
                default -> {}
            }
        }
        assertThat(completed).noneMatch(cancelled::contains);
        for (var round : state.revisits().all()) {
            if (round instanceof Round.Pending pending) {
                assertThat(pending.parties()).anyMatch(Asked::isWaiting);
            }
        }
    }
}
