package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.mediation.model.MediationEvent.ChallengeDecided;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.InterestDisclosed;
import org.fengqiao.mediation.model.MediationEvent.MediatorAppointed;
import org.fengqiao.mediation.model.MediationEvent.MediatorChallenged;
import org.fengqiao.mediation.model.MediationEvent.NeedsNoted;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionMissed;
import org.fengqiao.mediation.model.MediationEvent.SessionMoved;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.MediationEvent.TalksEvent;
import org.fengqiao.mediation.model.MediationEvent.VoluntarinessExamined;
import org.fengqiao.mediation.model.Session.Recorded;
import org.fengqiao.mediation.model.Session.Scheduled;
import org.fengqiao.mediation.model.SessionOutcome.Held;
import org.fengqiao.mediation.model.SessionOutcome.Missed;

/**
 * Consents, mediator and sessions of one mediation.
 *
 * @param mediator the present mediator
 * @param consents by party id: true for a consent, false for a refusal; a party that has not answered is absent
 * @param examined by party id: what an authority found when it heard the party last
 * @param sessions in the order of their numbers
 * @param settled agreements about parts of the dispute, the earliest first
 * @param impartiality what was disclosed of the mediators, and whether they are challenged
 * @param needs by party id: what it needs, and whether it must not meet the other side
 */
public record Talks(
        String mediator,
        Map<String, Boolean> consents,
        Map<String, VoluntarinessExamined> examined,
        List<Session> sessions,
        Map<String, NeedsNoted> needs,
        List<Agreement> settled,
        Impartiality impartiality) {
    public Talks {
        consents = Map.copyOf(consents);
        examined = Map.copyOf(examined);
        sessions = List.copyOf(sessions);
        needs = Map.copyOf(needs);
        settled = List.copyOf(settled);
    }

    static Talks startingWith(String mediator) {
        return new Talks(mediator, Map.of(), Map.of(), List.of(), Map.of(), List.of(), Impartiality.UNQUESTIONED);
    }

    boolean isConsentOf(String partyId, boolean consents) {
        return Boolean.valueOf(consents).equals(this.consents.get(partyId));
    }

    /** Returns whether an authority found the party willing when it was heard last. */
    boolean isVoluntary(String partyId) {
        var found = examined.get(partyId);
        return found != null && found.voluntary();
    }

    /** Returns what all parties left undisputed in the sessions, first to last. */
    public List<PersonalText> undisputedFacts() {
        return sessions.stream()
                .flatMap(session -> session instanceof Recorded r && r.outcome() instanceof Held(var facts)
                        ? facts.stream()
                        : Stream.<PersonalText>empty())
                .toList();
    }

    boolean includeHeldSession() {
        return sessions.stream().anyMatch(session -> session instanceof Recorded r && r.outcome() instanceof Held);
    }

    /**
     * Returns the number of the session scheduled for this time, room and parties that has no outcome yet; empty if
     * there is none.
     */
    public Optional<Integer> sessionAt(Instant startsAt, @Nullable String room, @Nullable List<String> parties) {
        return sessions.stream()
                .filter(session -> session instanceof Scheduled scheduled && scheduled.isAt(startsAt, room, parties))
                .map(Session::number)
                .findFirst();
    }

    Optional<Session> session(int number) {
        return sessions.stream().filter(session -> session.number() == number).findAny();
    }

    int nextSession() {
        return sessions.size() + 1;
    }

    Talks after(TalksEvent event) {
        return switch (event) {
            case ConsentRecorded e -> withConsent(e.partyId(), e.consents());
            case VoluntarinessExamined e -> withExamination(e);
            case MediatorAppointed e ->
                new Talks(e.mediator(), consents, examined, sessions, needs, settled, impartiality.ofAnother());
            case InterestDisclosed e -> with(impartiality.with(e));
            case MediatorChallenged e -> with(impartiality.with(e));
            case ChallengeDecided e -> with(impartiality.with(e));
            case SessionScheduled e ->
                withScheduled(new Scheduled(e.session(), e.startsAt(), e.endsAt(), e.room(), e.parties()));
            case SessionMoved e -> withMoved(e);
            case NeedsNoted e -> withNeeds(e);
            case SessionHeld e -> withOutcome(e.session(), new Held(e.undisputedFacts()));
            case SessionMissed e -> withOutcome(e.session(), new Missed(e.absent()));
        };
    }

    private Talks withConsent(String partyId, boolean consents) {
        var all = new HashMap<>(this.consents);
        all.put(partyId, consents);
        return new Talks(mediator, all, examined, sessions, needs, settled, impartiality);
    }

    private Talks withExamination(VoluntarinessExamined e) {
        var all = new HashMap<>(examined);
        all.put(e.partyId(), e);
        return new Talks(mediator, consents, all, sessions, needs, settled, impartiality);
    }

    private Talks withScheduled(Scheduled session) {
        var all = new ArrayList<>(sessions);
        all.add(session);
        return new Talks(mediator, consents, examined, all, needs, settled, impartiality);
    }

    private Talks with(Impartiality other) {
        return new Talks(mediator, consents, examined, sessions, needs, settled, other);
    }

    /** Returns whether nobody asks whether the mediator may go on. */
    boolean areUnquestioned() {
        return impartiality.pending() == null;
    }

    /** Returns whether the mediator may go on. */
    boolean haveAMediator() {
        return !impartiality.removed().contains(mediator);
    }

    Talks settling(Agreement part) {
        return new Talks(
                mediator,
                consents,
                examined,
                sessions,
                needs,
                Stream.concat(settled.stream(), Stream.of(part)).toList(),
                impartiality);
    }

    private Talks withMoved(SessionMoved e) {
        return new Talks(
                mediator,
                consents,
                examined,
                sessions.stream()
                        .map(session -> session.number() == e.session() && session instanceof Scheduled scheduled
                                ? scheduled.movedTo(e.startsAt(), e.endsAt(), e.room())
                                : session)
                        .toList(),
                needs,
                settled,
                impartiality);
    }

    private Talks withNeeds(NeedsNoted e) {
        var all = new HashMap<>(needs);
        all.put(e.partyId(), e);
        return new Talks(mediator, consents, examined, sessions, all, settled, impartiality);
    }

    /** Returns whether one of these parties does not meet the other side. */
    boolean forbidContact(@Nullable List<String> asked) {
        return needs.values().stream()
                .anyMatch(need -> need.noContact() && (asked == null || asked.contains(need.partyId())));
    }

    private Talks withOutcome(int number, SessionOutcome outcome) {
        return new Talks(
                mediator,
                consents,
                examined,
                sessions.stream()
                        .map(session -> session.number() == number ? session.withOutcome(outcome) : session)
                        .toList(),
                needs,
                settled,
                impartiality);
    }
}
