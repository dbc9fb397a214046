package org.fengqiao.mediation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Conflicts;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.time.DueWork;
import org.fengqiao.kernel.time.Schedule;
import org.fengqiao.mediation.model.MediationCommand;
import org.fengqiao.mediation.model.RevisitCommand.MarkAnswer;
import org.fengqiao.mediation.policy.OfficialRules;
import org.fengqiao.mediation.view.AnswerTraces;
import org.fengqiao.mediation.view.AnswerTraces.Suspect;
import org.fengqiao.mediation.view.AnswerTraces.Uncompared;

/**
 * Comparison of answers at revisits, some seconds after they came in: those that look made up together are marked, the
 * earlier ones too.
 */
@Singleton
class AnswerMarking implements DueWork {

    private static final int AT_ONCE = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int RETRIES = 10;

    private final MediationService service;
    private final AnswerTraces traces;
    private final OfficialRules rules;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;

    AnswerMarking(
            MediationService service,
            AnswerTraces traces,
            OfficialRules rules,
            Mutiny.SessionFactory sessions,
            InstantSource clock) {
        this.service = service;
        this.traces = traces;
        this.rules = rules;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Schedules the comparison, every ten seconds ({@code fengqiao.revisit-marks.every}). */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.revisit-marks.every:10s}", Duration.ofSeconds(5), "revisit marks", this::poll);
    }

    @Override
    public Uni<Integer> poll() {
        return Conflicts.retried(
                () -> sessions.withStatelessTransaction((session, _) -> compare(session, clock.instant())),
                FIRST_PAUSE,
                LONGEST_PAUSE,
                RETRIES);
    }

    private Uni<Integer> compare(Mutiny.StatelessSession session, Instant now) {
        return traces.notCompared(session, AT_ONCE)
                .flatMap(answers -> answers.isEmpty()
                        ? Uni.createFrom().item(0)
                        : suspects(session, answers)
                                .flatMap(suspects -> mark(session, suspects, now))
                                .call(() -> traces.compared(session, answers, now)));
    }

    /** Each answer is judged by the thresholds of the time at which it was given. */
    private Uni<List<Suspect>> suspects(Mutiny.StatelessSession session, List<Uncompared> answers) {
        var byThresholds = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> rules.markThresholds(answer.answeredAt()), LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(byThresholds.entrySet())
                .onItem()
                .transformToUniAndConcatenate(some -> traces.suspects(session, some.getValue(), some.getKey()))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(List::stream).distinct().toList());
    }

    private Uni<Integer> mark(Mutiny.StatelessSession session, List<Suspect> suspects, Instant now) {
        if (suspects.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var cases = new LinkedHashSet<UUID>();
        suspects.forEach(suspect -> cases.add(suspect.caseId()));
        var actor = Actor.system(service.ledger().service());
        return service.ledger().decide(session, cases, docket -> {
            for (var suspect : suspects) {
                MediationCommand mark = new MarkAnswer(suspect.round(), suspect.partyId(), suspect.ground(), now);
                docket.decide(new Order<>(suspect.caseId(), mark, new Cause(actor, now, suspect.caseId(), null, null)));
            }
            return suspects.size();
        });
    }
}
