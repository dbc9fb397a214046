package org.fengqiao.petition;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Conflicts;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.time.DueWork;
import org.fengqiao.kernel.time.Schedule;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.ReliefCommand.CountBeneficiary;
import org.fengqiao.petition.view.Beneficiaries;
import org.fengqiao.petition.view.Beneficiaries.Beneficiary;

/** Count of people who were relieved, some seconds after the delivery: one person once, however many cases. */
@Singleton
class BeneficiaryCounting implements DueWork {

    private static final int AT_ONCE = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int RETRIES = 10;

    private final PetitionService service;
    private final Beneficiaries beneficiaries;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;

    BeneficiaryCounting(
            PetitionService service, Beneficiaries beneficiaries, Mutiny.SessionFactory sessions, InstantSource clock) {
        this.service = service;
        this.beneficiaries = beneficiaries;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Schedules the count, every ten seconds ({@code fengqiao.relief.counted-every}). */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.relief.counted-every:10s}", Duration.ofSeconds(5), "beneficiaries", this::poll);
    }

    @Override
    public Uni<Integer> poll() {
        return some().flatMap(
                        count -> count < AT_ONCE ? Uni.createFrom().item(count) : poll().map(more -> count + more));
    }

    private Uni<Integer> some() {
        return Conflicts.retried(
                () -> sessions.withStatelessTransaction((session, _) -> beneficiaries
                        .toCount(session, AT_ONCE)
                        .flatMap(some ->
                                some.isEmpty() ? Uni.createFrom().item(0) : count(session, some, clock.instant()))),
                FIRST_PAUSE,
                LONGEST_PAUSE,
                RETRIES);
    }

    private Uni<Integer> count(Mutiny.StatelessSession session, List<Beneficiary> some, Instant now) {
        var cases = new LinkedHashSet<UUID>();
        some.forEach(one -> cases.add(one.caseId()));
        var actor = Actor.system(service.ledger().service());
        return service.ledger().decide(session, cases, docket -> {
            for (var one : some) {
                PetitionCommand count = new CountBeneficiary(one.relief(), one.first(), now);
                docket.decide(new Order<>(one.caseId(), count, new Cause(actor, now, one.caseId(), null, null)));
            }
            return some.size();
        });
    }
}
