package org.fengqiao.petition.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionDecider;
import org.fengqiao.petition.model.PetitionEvent;

/** One case in memory, between decider, policy and the real legal clock: what the service does, without its tables. */
final class WorkedMatter {

    static final LegalClock CLOCK = LegalFiles.official().clock();

    private final UUID caseId;
    private final PetitionDecider decider =
            new PetitionDecider(new OfficialPetitionRules(CLOCK), PetitionService.reliefRules());
    private final PetitionPolicy policy = new PetitionPolicy();
    private final List<Consequence.SendToPartner> sent = new ArrayList<>();
    private Petition state = decider.initial();
    private Deadlines deadlines = Deadlines.none();
    private long version;

    WorkedMatter(UUID caseId) {
        this.caseId = caseId;
    }

    static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(OfficialCalendar.ZONE).toInstant();
    }

    static Instant endOf(String day) {
        return LocalDate.parse(day)
                .plusDays(1)
                .atStartOfDay(OfficialCalendar.ZONE)
                .toInstant();
    }

    Petition state() {
        return state;
    }

    List<Consequence.SendToPartner> sent() {
        return sent;
    }

    /** Does it, unless it is refused; returns whether it was done. */
    boolean tries(PetitionCommand command, Instant now) {
        if (decider.decide(command, state) instanceof Decision.Accepted<PetitionEvent>(var events)) {
            events.forEach(event -> record(event, now));
            return true;
        }
        return false;
    }

    WorkedMatter does(PetitionCommand command, String time) {
        assertThat(decider.decide(command, state)).as("%s", command).isInstanceOf(Decision.Accepted.class);
        tries(command, at(time));
        return this;
    }

    WorkedMatter isRefused(PetitionCommand command, Refusal because) {
        assertThat(decider.decide(command, state)).isEqualTo(new Decision.Refused<PetitionEvent>(because));
        return this;
    }

    private void record(PetitionEvent event, Instant now) {
        var before = state;
        state = decider.evolve(before, event);
        version++;
        var recorded = new Recorded<>(
                caseId,
                new UUID(1, version),
                version,
                event,
                before,
                state,
                new Cause(Actor.system("petition"), now, caseId, null, null),
                now);
        for (var consequence : policy.of(recorded)) {
            switch (consequence) {
                case Consequence.AskLegalClock(var order) -> ask(order);
                case Consequence.SendToPartner message -> sent.add(message);
                case Consequence.CaseBelongs _ -> {}
            }
        }
    }

    /** Asks the clock; what it refuses, it records nowhere, as in the service. */
    List<DeadlineEvent> ask(DeadlineOrder order) {
        if (CLOCK.decide(order, deadlines) instanceof Decision.Accepted<DeadlineEvent>(var events)) {
            events.forEach(event -> deadlines = deadlines.evolve(event));
            return events;
        }
        return List.of();
    }

    boolean isRefused(DeadlineOrder order) {
        return CLOCK.decide(order, deadlines) instanceof Decision.Refused<DeadlineEvent>;
    }

    /** The poller looks at that time: whatever has passed by then is found, and what follows is done. */
    WorkedMatter passes(Instant now) {
        for (var deadline : List.copyOf(deadlines.all())) {
            var passed = ask(new DeadlineOrder.Pass(deadline.name(), now)).stream()
                    .anyMatch(event -> event instanceof DeadlineEvent.DeadlineBreached
                            || event instanceof DeadlineEvent.DeadlineLapsed);
            if (passed) {
                PetitionPolicy.follows(new PassedDeadline(caseId, deadline(deadline.name()), now))
                        .ifPresent(command -> tries(command, now));
            }
        }
        return this;
    }

    Deadline deadline(DeadlineName name) {
        return deadlines.find(name).orElseThrow(() -> new AssertionError("no " + name + " among " + names()));
    }

    Deadline deadline(String name) {
        return deadline(DeadlineName.parse(name));
    }

    List<String> names() {
        return deadlines.all().stream()
                .map(one -> one.name().toString())
                .sorted()
                .toList();
    }

    WorkedMatter lastDay(String name, String day) {
        assertThat(deadline(name).dueAt()).as(name).isEqualTo(endOf(day));
        return this;
    }

    WorkedMatter stands(String name, String state) {
        assertThat(deadline(name).state().name()).as(name).isEqualTo(state);
        return this;
    }
}
