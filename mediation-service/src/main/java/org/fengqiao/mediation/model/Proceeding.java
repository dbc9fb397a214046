package org.fengqiao.mediation.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.SessionOutcome.Held;

/** Where the case stands in this service. Only the latest custody counts; an earlier one is history. */
sealed interface Proceeding {

    /** This service has not been given the case. */
    record NotOpened() implements Proceeding {}

    /** Begun under one custody of the case. */
    sealed interface Begun extends Proceeding {

        /** The assignment of the case under which this began, counted from 1. */
        int custody();
    }

    /** A mediation without an end yet. */
    sealed interface Open extends Begun {
        Opening opening();

        @Override
        default int custody() {
            return opening().custody();
        }
    }

    /** Talks: nothing is signed. */
    record Underway(Opening opening, String mediator, Map<String, Boolean> consents, List<Session> sessions)
            implements Open {
        public Underway {
            consents = Map.copyOf(consents);
            sessions = List.copyOf(sessions);
        }

        static Underway from(MediationOpened e) {
            return new Underway(new Opening(e.custody(), e.category(), e.parties()), e.mediator(), Map.of(), List.of());
        }

        boolean everyPartyConsents() {
            return opening.parties().stream().allMatch(party -> consents.getOrDefault(party.partyId(), false));
        }

        boolean hasHeldSession() {
            return sessions.stream()
                    .anyMatch(session -> session instanceof Session.Recorded(var _, SessionOutcome outcome)
                            && outcome instanceof Held);
        }

        boolean isConsentOf(String party, boolean consents) {
            return Boolean.valueOf(consents).equals(this.consents.get(party));
        }

        int nextSession() {
            return sessions.size() + 1;
        }

        Optional<Session> session(int number) {
            return sessions.stream().filter(s -> s.number() == number).findAny();
        }

        Underway withConsent(String party, boolean consents) {
            var all = new TreeMap<>(this.consents);
            all.put(party, consents);
            return new Underway(opening, mediator, all, sessions);
        }

        Underway withMediator(String other) {
            return new Underway(opening, other, consents, sessions);
        }

        Underway withSession(Session changed) {
            var others = sessions.stream().filter(s -> s.number() != changed.number());
            return new Underway(
                    opening,
                    mediator,
                    consents,
                    Stream.concat(others, Stream.of(changed)).toList());
        }

        Set<String> refusing() {
            return consents.entrySet().stream()
                    .filter(consent -> !consent.getValue())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Something is signed, and the parties may still apply for judicial confirmation. */
    record AwaitingApplication(Opening opening, Agreement agreement) implements Open {}

    /** The court has the application. */
    record ConfirmationPending(Opening opening, Agreement agreement, String filingId) implements Open {}

    /** Ended with a result. */
    sealed interface Concluded extends Begun {}

    /** Somebody would not be mediated (人民调解法 art. 17). */
    record ConcludedRefused(int custody, Set<String> refusing) implements Concluded {
        public ConcludedRefused {
            refusing = Set.copyOf(refusing);
        }
    }

    /** Talks came to nothing. */
    record ConcludedFailed(int custody) implements Concluded {}

    /** An agreement stands, whatever the court said of it. */
    record ConcludedAgreed(int custody, Agreement agreement) implements Concluded {}

    /** The case left this mediation before it had a result. */
    record Discontinued(int custody) implements Begun {}

    /** The tribunal's turn, not a mediator's. */
    sealed interface FastTrack extends Begun {}

    record FastTrackPending(int custody, String filingId) implements FastTrack {}

    record FastTrackRuled(int custody) implements FastTrack {}

    /**
     * What the opening said that later decisions need.
     *
     * @param category the case's category code
     */
    record Opening(int custody, String category, List<Party> parties) {
        public Opening {
            parties = List.copyOf(parties);
        }

        boolean includes(String partyId) {
            return parties.stream().anyMatch(party -> party.partyId().equals(partyId));
        }

        boolean includesAll(Collection<String> partyIds) {
            return partyIds.stream().allMatch(this::includes);
        }

        boolean areAllAmong(Collection<String> partyIds) {
            return parties.stream().map(Party::partyId).allMatch(partyIds::contains);
        }
    }
}
