package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Party.Side;

/**
 * Revisits of a case, in rounds. Each party of a round goes its own way:
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Waiting: RevisitScheduled
 *     Waiting --> Waiting: RevisitAttempted, RevisitLinkMade
 *     Waiting --> Answered: RevisitAnswered
 *     Waiting --> GivenUp: RevisitGivenUp
 *     Answered --> Answered: RevisitMarked
 * }</pre>
 *
 * @param lastClosure the latest closing for which revisits were scheduled; 0 if none
 * @param all every round ever scheduled, ordered by number
 * @param accusing whether the case is an accusation, of which its respondents hear nothing
 */
public record Revisits(int lastClosure, List<Round> all, boolean accusing) {
    public Revisits {
        all = List.copyOf(all);
    }

    static Revisits none() {
        return new Revisits(0, List.of(), false);
    }

    /** A round of revisits: pending, completed or cancelled. */
    public sealed interface Round {

        /** Returns the plan. */
        Plan plan();

        /** Returns the parties, each as far as it was asked. */
        List<Asked> parties();

        /** Returns the party with this id; empty if it is none of this round. */
        default Optional<Asked> party(String partyId) {
            return parties().stream()
                    .filter(asked -> asked.party().partyId().equals(partyId))
                    .findAny();
        }

        /** Returns the round with this party changed. */
        Round with(List<Asked> parties);

        /** A round in which parties are still to be asked. */
        record Pending(Plan plan, List<Asked> parties) implements Round {
            public Pending {
                parties = List.copyOf(parties);
            }

            @Override
            public Pending with(List<Asked> changed) {
                return new Pending(plan, changed);
            }
        }

        /** A round that ended. */
        record Completed(Plan plan, List<Asked> parties, Instant completedAt) implements Round {
            public Completed {
                parties = List.copyOf(parties);
            }

            @Override
            public Completed with(List<Asked> changed) {
                return new Completed(plan, changed, completedAt);
            }
        }

        /** A round that does not go on, since the case was reopened. */
        record Cancelled(Plan plan, List<Asked> parties) implements Round {
            public Cancelled {
                parties = List.copyOf(parties);
            }

            @Override
            public Cancelled with(List<Asked> changed) {
                return new Cancelled(plan, changed);
            }
        }
    }

    /**
     * Plan of one round.
     *
     * @param number counted from 1 within the case
     * @param closure the closing it asks about
     * @param ordinal counted from 1 within the closing
     * @param unit the unit that held the case then
     * @param obligations the numbers of the obligations that are asked about
     * @param handledBy who handled the case, and therefore asks nobody
     * @param closingKnownAt when the closing was recorded
     */
    public record Plan(
            int number,
            int closure,
            int ordinal,
            Instant dueAt,
            String unit,
            Set<Integer> obligations,
            Set<String> handledBy,
            Instant closingKnownAt) {
        public Plan {
            obligations = Set.copyOf(obligations);
            handledBy = Set.copyOf(handledBy);
        }
    }

    /**
     * A party of a round.
     *
     * @param attempts when it was tried and not reached
     * @param marks the grounds on which its answer looks made up
     */
    public record Asked(RevisitedParty party, List<Instant> attempts, Standing standing, Set<MarkGround> marks) {
        public Asked {
            attempts = List.copyOf(attempts);
            marks = Set.copyOf(marks);
        }

        static Asked of(RevisitedParty party) {
            return new Asked(party, List.of(), new Standing.Waiting(null), Set.of());
        }

        boolean isWaiting() {
            return standing instanceof Standing.Waiting;
        }

        /** Returns whether nobody asks it, since it is accused. */
        boolean isAccused() {
            return standing instanceof Standing.GivenUp(var cause, var _) && cause == GivenUpCause.ACCUSED;
        }

        /** Returns the answer of the party; empty if it has given none. */
        public Optional<Standing.Answered> answered() {
            return standing instanceof Standing.Answered answered ? Optional.of(answered) : Optional.empty();
        }

        Asked with(Standing other) {
            return new Asked(party, attempts, other, marks);
        }

        Asked attempted(Instant at) {
            return new Asked(
                    party, Stream.concat(attempts.stream(), Stream.of(at)).toList(), standing, marks);
        }

        Asked marked(List<MarkGround> grounds) {
            var all = new HashSet<>(marks);
            all.addAll(grounds);
            return new Asked(party, attempts, standing, all);
        }
    }

    /** Standing of a party in a round. */
    public sealed interface Standing {

        /** A party that has not answered; {@code link} is the code that it can use, null if it has none. */
        record Waiting(@Nullable Link link) implements Standing {}

        /**
         * A party that answered.
         *
         * @param askedBy who asked; null if it answered by itself
         * @param calledNumber the number that was called; null unless by phone
         */
        record Answered(
                RevisitAnswer answer,
                RevisitChannel channel,
                @Nullable String askedBy,
                @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText calledNumber,
                Instant answeredAt)
                implements Standing {}

        /** A party that counts as not reached. */
        record GivenUp(GivenUpCause cause, Instant givenUpAt) implements Standing {}
    }

    /** A one-time code: its hash, and the first instant at which it is of no use any more. */
    public record Link(String codeHash, Instant expiresAt) {}

    /** Returns the rounds that have not ended. */
    public Stream<Round.Pending> pending() {
        return all.stream().filter(Round.Pending.class::isInstance).map(Round.Pending.class::cast);
    }

    /** Returns the round with this number; empty if there is none. */
    public Optional<Round> find(int number) {
        return number < 1 || number > all.size() ? Optional.empty() : Optional.of(all.get(number - 1));
    }

    /**
     * Returns why a party cannot answer with a code; empty if it can.
     *
     * @param round the number of the round for which the code was made
     * @param partyId the party for which it was made
     */
    public Optional<MediationRefusal> refusalOfLink(int round, String partyId, String codeHash, Instant at) {
        return find(round)
                .flatMap(found -> found.party(partyId).map(asked -> refusalOfLink(found, asked, codeHash, at)))
                .orElse(Optional.of(MediationRefusal.UNKNOWN_LINK));
    }

    private static Optional<MediationRefusal> refusalOfLink(Round round, Asked asked, String codeHash, Instant at) {
        return switch (round) {
            case Round.Cancelled _ -> Optional.of(MediationRefusal.REVISIT_CANCELLED);
            case Round.Completed _, Round.Pending _ ->
                switch (asked.standing()) {
                    case Standing.Answered _ -> Optional.of(MediationRefusal.PARTY_ALREADY_ANSWERED);
                    case Standing.GivenUp _ -> Optional.of(MediationRefusal.REVISIT_OVER);
                    case Standing.Waiting(var link)
                    when link == null || !link.codeHash().equals(codeHash) ->
                        Optional.of(MediationRefusal.UNKNOWN_LINK);
                    case Standing.Waiting(var link)
                    when !at.isBefore(link.expiresAt()) -> Optional.of(MediationRefusal.LINK_EXPIRED);
                    case Standing.Waiting _ -> Optional.empty();
                };
        };
    }

    /** Returns those of these parties who may be asked: not the accused. */
    List<RevisitedParty> mayBeAsked(List<RevisitedParty> parties) {
        return parties.stream().filter(party -> !isAccused(party)).toList();
    }

    private boolean isAccused(RevisitedParty party) {
        return accusing && party.side() == Side.RESPONDENT;
    }

    /** Returns the revisits of a case that is an accusation, or not: the accused no longer wait to be asked. */
    Revisits accusing(boolean accusation, Instant at) {
        var judged = new Revisits(lastClosure, all, accusation);
        var changed = judged;
        for (var round : pending().toList()) {
            changed = changed.with(round.with(round.parties().stream()
                    .map(asked -> asked.isWaiting() && judged.isAccused(asked.party())
                            ? asked.with(new Standing.GivenUp(GivenUpCause.ACCUSED, at))
                            : asked)
                    .toList()));
        }
        return changed;
    }

    int nextNumber() {
        return all.size() + 1;
    }

    Revisits with(Round changed) {
        SortedMap<Integer, Round> byNumber = new TreeMap<>();
        all.forEach(round -> byNumber.put(round.plan().number(), round));
        byNumber.put(changed.plan().number(), changed);
        return new Revisits(Math.max(lastClosure, changed.plan().closure()), List.copyOf(byNumber.values()), accusing);
    }

    Revisits with(int round, String partyId, UnaryOperator<Asked> change) {
        var before = all.get(round - 1);
        return with(before.with(before.parties().stream()
                .map(asked -> asked.party().partyId().equals(partyId) ? change.apply(asked) : asked)
                .toList()));
    }
}
